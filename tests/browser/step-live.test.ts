import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { json, serve } from '@/tests/support/loopback-server';
import { parley } from '@/tests/support/parley';
import { people } from './support/person';
import { product } from './support/product';

const person = people();

/** A workflow as somebody gives it away in a file; the address of its canvas. */
async function importWorkflow(page: Page, url: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-step-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const params = { method: 'POST', url, body: { city: 'Ulm' } };
  const workflow = {
    ...{ parley: 'workflow', format: 1, name: 'Tell the city' },
    nodes: [
      { key: 'start', type: 'core.manual', label: 'By hand' },
      { key: 'tell', type: 'core.http-request', label: 'Tell them', params },
    ],
    connections: [{ from: 'start', to: 'tell' }],
  };
  writeFileSync(join(folder, 'workflow.json'), JSON.stringify(workflow));
  const call = parley(['import', join(folder, 'workflow.json'), '--json'], { PARLEY_HOME: product().home });
  const [text] = await call.prints(/\{"workflows":.*\}/);
  const { id } = (JSON.parse(text) as { workflows: [{ id: string }] }).workflows[0];
  return new URL(`/workflows/${id}?tab=canvas`, page.url()).href;
}

it('a step that reaches others runs alone for real only after its effect was seen', async () => {
  const { url, requests } = await serve(json({ kept: true }));
  const page = await person();
  await page.goto(await importWorkflow(page, `${url}/cities`));
  await page.locator('.react-flow__node').filter({ hasText: 'Tell them' }).dblclick();
  const panel = page.getByRole('region', { name: 'Tell them' });

  await panel.getByRole('button', { name: 'Run this step' }).click();
  await panel.getByText(/^No run so far has an output of/).waitFor();
  await panel.getByRole('button', { name: 'Run to here' }).click();
  await panel.getByText('The run went through.').waitFor();
  expect(requests).toEqual([]);

  await panel.getByRole('switch', { name: 'For real' }).click();
  await panel.getByRole('button', { name: 'Run this step' }).click();
  await panel.getByText('This would do the following outside of Parley:').waitFor();
  await panel
    .getByRole('listitem')
    .filter({ hasText: `${url}/cities` })
    .waitFor();
  await panel.getByRole('button', { name: 'Cancel' }).click();
  expect(requests).toEqual([]);

  await panel.getByRole('button', { name: 'Run this step' }).click();
  await panel.getByRole('button', { name: 'Do it' }).click();
  await panel.getByText('The run went through.').waitFor();
  expect(requests.map(({ method, url: path }) => `${method} ${path}`)).toEqual(['POST /cities']);
  await panel.getByRole('region', { name: 'What went out last time' }).getByText('kept').first().waitFor();
}, 90_000);
