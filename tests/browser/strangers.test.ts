import { expect, it } from 'vitest';
import { say } from './support/conversation';
import { people } from './support/person';
import { post } from './support/screen';
import { rowsOf } from './support/tables';

const person = people();

interface Case {
  sentence: string;
  calls: { body: Record<string, unknown>; status?: number; answer: string }[];
  table?: { name: string; rows: string[][] };
}

/** As somebody would write who has read no manual: each has two ways through, and both are gone. */
const cases: Case[] = [
  {
    sentence:
      'When someone posts a support ticket to a webhook, if the priority is "urgent" reply with "on it", otherwise save the subject and the email to a table called backlog and reply with "queued"',
    calls: [
      { body: { subject: 'Fire', email: 'ann@example.com', priority: 'urgent' }, answer: 'on it' },
      { body: { subject: 'Printer', email: 'bob@example.com', priority: 'low' }, answer: 'queued' },
    ],
    table: { name: 'backlog', rows: [['Printer', 'bob@example.com']] },
  },
  {
    sentence:
      'When a payment comes in by webhook and its status is "paid", record id and amount in a table named payments and respond with "recorded"; in all other cases respond with "ignored"',
    calls: [
      { body: { id: 'p1', amount: 12.5, status: 'paid' }, answer: 'recorded' },
      { body: { id: 'p2', amount: 9, status: 'open' }, answer: 'ignored' },
    ],
    table: { name: 'payments', rows: [['p1', '12.5']] },
  },
  {
    sentence:
      'Build me a webhook for temperature readings: when celsius is below 0 answer "freezing", else answer "fine"',
    calls: [
      { body: { celsius: -3 }, answer: 'freezing' },
      { body: { celsius: 0 }, answer: 'fine' },
    ],
  },
  {
    sentence:
      'Whenever a sign-up arrives at my webhook, check that the email contains "@". If it does, add it to the table subscribers and answer "welcome". If not, answer "please check your address" with status 400.',
    calls: [
      { body: { email: 'ann@example.com' }, answer: 'welcome' },
      { body: { email: 'nonsense' }, status: 400, answer: 'please check your address' },
    ],
    table: { name: 'subscribers', rows: [['ann@example.com']] },
  },
  {
    sentence:
      'My shop calls a webhook after each sale. If the total is at least 500, answer "Thank you, {{name}}, shipping is free", otherwise "Thank you, {{name}}"',
    calls: [
      { body: { name: 'Ada', total: 500 }, answer: 'Thank you, Ada, shipping is free' },
      { body: { name: 'Bo', total: 499.99 }, answer: 'Thank you, Bo' },
    ],
  },
];

it('understands sentences that nobody has shown it, on every path', async () => {
  const page = await person();
  const outcomes: unknown[] = [];

  for (const { sentence, calls, table } of cases) {
    await page.getByRole('link', { name: 'New', exact: true }).click();
    await say(page, sentence);
    const on = await say(page, 'switch it on');
    const address = await on.locator('code').first().innerText();
    const answers = [];
    for (const { body } of calls) answers.push(await post(address, body));
    const rows = table && (await rowsOf(page, table.name));
    outcomes.push({ sentence, answers, rows });
  }

  expect(outcomes).toEqual(
    cases.map(({ sentence, calls, table }) => ({
      sentence,
      answers: calls.map(({ status = 200, answer }) => ({ status, text: answer })),
      rows: table?.rows,
    })),
  );
});
