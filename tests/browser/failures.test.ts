import { expect, it } from 'vitest';
import { json, serve } from '@/tests/support/loopback-server';
import { press, say, startAnew } from './support/conversation';
import { feedOf } from './support/feed';
import { people } from './support/person';
import { post } from './support/screen';
import { rowsOf } from './support/tables';

const person = people();

it('tells a fault of the provider from one of the workflow, and mends only the latter', async () => {
  let broken = false;
  const good = feedOf([{ title: 'Queues', link: 'https://news.example/1', text: 'All you need is postgres.' }]);
  const feed = await serve((request, response) => (broken ? json({ error: 'down' }, 500) : good)(request, response));
  const page = await person();

  await say(page, `Every hour read the feed ${feed.url}/feed.xml and store the title in a table called headlines`);
  broken = true;
  const ran = await say(page, 'run it now');
  const provider = await press(page, 'Why?');
  const offers = await provider.getByRole('button').allInnerTexts();

  expect(await ran.innerText()).toContain('it did not work');
  expect(await provider.innerText()).toMatch(/500/);
  expect(await provider.innerText()).toMatch(/their side|the other side|provider/i);
  expect(offers).toEqual(['Run again']);

  broken = false;
  await press(page, 'Run again');

  await startAnew(page);
  await say(
    page,
    'When a webhook receives an order, store customer.email and amount in a table called buyers and answer "thanks"',
  );
  const on = await say(page, 'switch it on');
  const address = await on.locator('code').first().innerText();
  const wrong = { customer: { mail: 'ann@example.com' }, amount: 12 };
  const refused = await post(address, wrong);
  const explained = await say(page, 'why did it fail?');

  expect(refused.status).toBe(500);
  expect(await explained.innerText()).toContain('customer.mail');
  expect(await explained.innerText()).toContain('Tested on the failing input: works');

  await explained.getByRole('button', { name: 'Apply' }).click();
  await explained.getByText('Applied: saved as version 2.').waitFor();
  await say(page, 'switch it on');

  expect(await post(address, wrong)).toEqual({ status: 200, text: 'thanks' });
  expect(await rowsOf(page, 'buyers')).toEqual([['ann@example.com', '12']]);
});
