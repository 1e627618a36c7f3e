import { expect, it } from 'vitest';
import { say, startAnew } from './support/conversation';
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
      'Build me a webhook for temperature readings: when celsius is below 0 answer "freezing", else answer "fine"',
    calls: [
      { body: { celsius: -3 }, answer: 'freezing' },
      { body: { celsius: 0 }, answer: 'fine' },
    ],
  },
  {
    sentence:
      'Receive a webhook with a score. When the score is between 50 and 80 return "ok", otherwise return "outside"',
    calls: [
      { body: { score: 50 }, answer: 'ok' },
      { body: { score: 81 }, answer: 'outside' },
    ],
  },
  {
    sentence: 'webhook: if the body has a coupon, answer "discount", otherwise answer "full price"',
    calls: [
      { body: { coupon: 'SPRING' }, answer: 'discount' },
      { body: { total: 3 }, answer: 'full price' },
    ],
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
    await startAnew(page);
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
