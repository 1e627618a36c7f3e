import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openAiServer } from '@/tests/support/openai-server';
import { type Parley, parley } from '@/tests/support/parley';
import { answers } from './support/conversation';
import { people } from './support/person';

const person = people();

it('an answer that died with its server says so, and can be asked for again', async () => {
  const model = await openAiServer((_request, at) =>
    at === 0
      ? { content: 'Orders come in every minute and are sorted.', holdAfter: 3, until: new Promise(() => undefined) }
      : { content: 'Orders come in and are sorted.' },
  );
  const home = mkdtempSync(join(tmpdir(), 'parley-killed-'));
  chmodSync(home, 0o711);
  const start = () => {
    const environment = { PARLEY_MODEL_URL: model.url, PARLEY_MODEL_KEY: 'k', PARLEY_MODEL: 'test-model' };
    return parley(['start'], { PARLEY_HOME: home, PORT: '0', ...environment });
  };
  const linkOf = async (server: Parley) => (await server.prints(/Parley is ready: (http:\S+)/))[1]!;
  let server = start();
  onTestFinished(async () => {
    server.child.kill('SIGTERM');
    await server.ended;
    await model.close();
    rmSync(home, { recursive: true, force: true });
  });

  const page = await person({ link: await linkOf(server) });
  await page.getByLabel('Your message').fill('How do the orders go?');
  await page.keyboard.press('Enter');
  await answers(page).getByText('Orders').waitFor();
  const path = new URL(page.url()).pathname;
  await page.goto('about:blank');
  server.child.kill('SIGKILL');
  await server.ended;

  server = start();
  const link = await linkOf(server);
  await page.goto(link);
  await page.goto(new URL(path, link).href);
  await answers(page).getByText('This answer was interrupted').waitFor();
  await answers(page).getByText('Orders').waitFor();

  await page.getByRole('button', { name: 'Ask again' }).click();
  await answers(page).nth(1).getByText('Orders come in and are sorted.').waitFor();
  await page.reload();
  await answers(page).nth(1).waitFor();
  expect(await answers(page).allInnerTexts()).toEqual([
    expect.stringContaining('This answer was interrupted'),
    expect.stringContaining('Orders come in and are sorted.'),
  ]);
}, 120_000);
