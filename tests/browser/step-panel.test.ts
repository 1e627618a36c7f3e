import { expect, it } from 'vitest';
import { diagramIn, say } from './support/conversation';
import { people } from './support/person';
import { expectNoSideways } from './support/screen';

const person = people();

it('a step is opened, given an expression, looked at on real data, run alone and pinned', async () => {
  const page = await person();
  await say(
    page,
    'When a webhook receives an order, store customer.email and amount in a table called buyers and answer "thanks"',
  );
  await page.goto(new URL('/workflows', page.url()).href);
  await page.locator('main a[href^="/workflows/"]').first().click();
  const steps = diagramIn(page).locator('g.node');
  await steps.nth(1).click();

  const panel = page.getByRole('region').filter({ has: page.getByRole('button', { name: 'Run this step' }) });
  await panel.getByText('No run has come this far yet.').first().waitFor();
  await panel.getByRole('button', { name: 'Run to here' }).click();
  await panel.getByText('The run went through.').waitFor();
  await panel.getByRole('region', { name: 'What arrives' }).getByRole('button', { name: 'body' }).waitFor();

  const value = panel.getByRole('textbox', { name: 'Values 2: Value' });
  await value.click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText('{{ item.body.amount * 2 + 0.5 }}');
  const preview = panel.getByRole('status').filter({ hasText: /^\d+\.5$/ });
  await preview.waitFor();
  const shown = await preview.innerText();

  await value.press('ControlOrMeta+a');
  await page.keyboard.insertText('{{ item.body.amont }}');
  await panel.getByRole('button', { name: 'Use body.amount' }).waitFor();
  await value.press('ControlOrMeta+a');
  await page.keyboard.insertText('{{ item.body.amount * 2 + 0.5 }}');
  await panel.getByRole('button', { name: 'Run this step' }).click();
  const output = panel.getByRole('region', { name: 'What went out last time' });
  await output.getByRole('cell', { name: shown }).waitFor();

  await panel.getByRole('button', { name: 'Pin this output' }).click();
  await panel.getByRole('region', { name: 'Pinned' }).getByRole('cell', { name: shown }).waitFor();
  await panel.getByRole('button', { name: 'Unpin' }).click();
  await panel.getByRole('region', { name: 'Pinned' }).waitFor({ state: 'detached' });

  await panel.getByLabel('Name', { exact: true }).fill('Keep the buyer');
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  await diagramIn(page).getByText('Keep the buyer').waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await diagramIn(page).getByText('Keep the buyer').click();
  await panel.getByText('{{ item.body.amount * 2 + 0.5 }}').waitFor();
  await expectNoSideways(page);
  expect(await panel.boundingBox()).toMatchObject({ x: 0, width: 390 });
});
