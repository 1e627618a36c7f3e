import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenAiServer, openAiServer, type Reply } from '@/tests/support/openai-server';
import { people } from './support/person';
import { type Product, startProduct } from './support/product';

const person = people();
let model: OpenAiServer;
let product: Product;
let reply: Reply = { content: 'Hello.' };

beforeAll(async () => {
  model = await openAiServer(() => reply);
  product = await startProduct({ PARLEY_MODEL_URL: model.url, PARLEY_MODEL_KEY: 'test', PARLEY_MODEL: 'test-model' });
});
afterAll(async () => {
  await product.stop();
  await model.close();
});

it('goes on after a reload in mid-answer, and stops when told to though the model never ends', async () => {
  const rest = Promise.withResolvers<void>();
  reply = { content: 'The first half is here, and the second half follows.', holdAfter: 5, until: rest.promise };
  const page = await person({ link: product.link });

  await page.getByLabel('Your message').fill('Tell me both halves');
  await page.keyboard.press('Enter');
  await page.getByText('The first half is here').waitFor();
  await page.reload();
  await page.getByText('The first half is here').waitFor();
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  rest.resolve();
  await page.getByText('and the second half follows.').waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor();

  const left = Promise.withResolvers<void>();
  reply = {
    content: 'This one never comes to its end.',
    holdAfter: 4,
    until: new Promise(() => {}),
    left: left.resolve,
  };
  await page.getByLabel('Your message').fill('Tell me something endless');
  await page.keyboard.press('Enter');
  await page.getByText('This one never').waitFor();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await Promise.all([page.getByRole('button', { name: 'Send', exact: true }).waitFor(), left.promise]);

  await page.reload();
  await page.getByText('This one never').waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: 'Stop', exact: true }).count()).toBe(0);
});
