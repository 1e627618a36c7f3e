import { expect, it, onTestFinished } from 'vitest';
import { openAiServer } from '../support/openai-server';
import { answerTo, startAnew } from './support/conversation';
import { people } from './support/person';

const person = people();

it('a model server is added, picked, shown a file, and answers with what it cost', async () => {
  const server = await openAiServer(() => ({ content: 'Two orders, 92 in all.' }));
  onTestFinished(() => server.close());
  const page = await person();
  await page.getByRole('link', { name: 'Settings', exact: true }).click();

  await page.getByRole('button', { name: 'Add an address' }).click();
  await page.getByLabel('Address that speaks OpenAI’s API').fill('http://127.0.0.1:9/v1');
  await page.getByRole('button', { name: 'Try and keep' }).click();
  await page.getByText('Nothing answers at 127.0.0.1:9').waitFor();
  await page.getByLabel('Address that speaks OpenAI’s API').fill(server.url);
  await page.getByRole('button', { name: 'Try and keep' }).click();
  await page.getByRole('button', { name: 'Remove' }).waitFor();

  await startAnew(page);
  await page.getByRole('button', { name: /^Model:/ }).click();
  await page.getByRole('menuitem', { name: /test-model/ }).click();
  const orders = { name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from('amount\n12\n80\n') };
  await page.locator('input[type=file]').setInputFiles([orders]);
  await page.getByText('2 rows').waitFor();
  await page.getByLabel('Your message').fill('What is in it?');
  const answer = await answerTo(page, () => page.keyboard.press('Enter'));
  expect(await answer.innerText()).toContain('Two orders, 92 in all.');
  expect(await answer.innerText()).toContain('Answered by test-model · 120 tokens · price not known');
  expect(JSON.stringify(server.requests[0]!.messages)).toContain('CSV with 2 rows');

  // Remembered with the conversation.
  await page.reload();
  await page.getByRole('button', { name: 'Model: test-model' }).waitFor();
  await page.getByRole('link', { name: 'orders.csv' }).waitFor();

  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove' }).waitFor({ state: 'detached' });
});
