import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';

interface Case {
  says: string;
  seed?: Record<string, Record<string, unknown>[]>;
  posts: [body: Record<string, unknown>, answer: unknown, status?: number][];
  tables?: Record<string, Record<string, unknown>[]>;
}

const computed: Case[] = [
  {
    says: 'A webhook gets score. If the score is 90 or more the grade is A. If it is 80 or more, it is B. Otherwise the grade is C. Answer "Grade {grade}".',
    posts: [
      [{ score: 95 }, 'Grade A'],
      [{ score: 80 }, 'Grade B'],
      [{ score: 10 }, 'Grade C'],
    ],
  },
  {
    says: 'webhook with weight and country. The fee is 4 up to 2 kg, 7 from 2 to 5 kg and 12 above that. Answer "{fee}"',
    posts: [
      [{ weight: 1 }, 4],
      [{ weight: 5 }, 7],
      [{ weight: 6 }, 12],
    ],
  },
  {
    says: 'Homework is posted with name and points. The result is passed when points are 50 or more, otherwise failed. Store name and result in results, and answer "{name}: {result}".',
    posts: [
      [{ name: 'A', points: 50 }, 'A: passed'],
      [{ name: 'B', points: 49 }, 'B: failed'],
    ],
    tables: { results: [{ name: 'A', result: 'passed' }, { result: 'failed' }] },
  },
  {
    says: 'webhook with seats and seat_price. cost = seats * seat_price. If seats is more than 10 the cost is reduced by 20 percent. Save seats and cost in bookings and answer "You pay {cost}"',
    posts: [
      [{ seats: 2, seat_price: 10 }, 'You pay 20'],
      [{ seats: 20, seat_price: 10 }, 'You pay 160'],
    ],
    tables: { bookings: [{ seats: 2, cost: 20 }, { cost: 160 }] },
  },
  {
    says: 'webhook gets first_name and last_name; full_name is first_name and last_name with a space between. answer "Hello {full_name}"',
    posts: [[{ first_name: 'A', last_name: 'B' }, 'Hello A B']],
  },
  {
    says: 'webhook with km. price is 2 euros per km plus 3 base fee. answer "{price} euros"',
    posts: [[{ km: 4 }, '11 euros']],
  },
  {
    says: 'A webhook with net comes in. Tax is 19% of net, total is net plus tax. Return JSON {net, tax, total}.',
    posts: [[{ net: 100 }, { net: 100, tax: 19, total: 119 }]],
  },
];

const tables: Case[] = [
  {
    says: 'A post comes with ticket_id. Look up the ticket in the table tickets by ticket_id. If it is not found answer "no ticket" with status 404. If its status is closed answer "already closed" with 409. Otherwise set its status to closed and answer "closed".',
    seed: {
      tickets: [
        { ticket_id: 1, status: 'open' },
        { ticket_id: 2, status: 'closed' },
      ],
    },
    posts: [
      [{ ticket_id: 9 }, 'no ticket', 404],
      [{ ticket_id: 2 }, 'already closed', 409],
      [{ ticket_id: 1 }, 'closed'],
    ],
    tables: { tickets: [{ status: 'closed' }, { status: 'closed' }] },
  },
  {
    says: 'The webhook gets player and points. Save them in scores. Then answer "{player} has {total} points" where total is the sum of points of that player in scores.',
    seed: { scores: [{ player: 'A', points: 3 }] },
    posts: [[{ player: 'A', points: 4 }, 'A has 7 points']],
  },
  {
    says: 'webhook: ingredient. return all recipes from the table recipes with that ingredient as a JSON list with name and minutes, sorted by minutes',
    seed: {
      recipes: [
        { name: 'x', minutes: 30, ingredient: 'egg' },
        { name: 'y', minutes: 10, ingredient: 'egg' },
        { name: 'z', minutes: 5, ingredient: 'ham' },
      ],
    },
    posts: [
      [
        { ingredient: 'egg' },
        [
          { name: 'y', minutes: 10 },
          { name: 'x', minutes: 30 },
        ],
      ],
    ],
  },
  {
    says: 'A webhook receives student and grade. If the student is already in the table grades, update the grade, otherwise add student and grade. Answer "saved".',
    seed: { grades: [{ student: 'A', grade: 2 }] },
    posts: [
      [{ student: 'A', grade: 1 }, 'saved'],
      [{ student: 'B', grade: 3 }, 'saved'],
    ],
    tables: {
      grades: [
        { student: 'A', grade: 1 },
        { student: 'B', grade: 3 },
      ],
    },
  },
  {
    says: 'webhook with sku and qty. find the sku in table stock and decrease its amount by qty. answer "ok"',
    seed: { stock: [{ sku: 'a', amount: 10 }] },
    posts: [[{ sku: 'a', qty: 3 }, 'ok']],
    tables: { stock: [{ amount: 7 }] },
  },
  {
    says: 'webhook with name. count the rows in the table guests with that name and answer {count}',
    seed: { guests: [{ name: 'B' }] },
    posts: [
      [{ name: 'A' }, 0],
      [{ name: 'B' }, 1],
    ],
  },
  {
    says: 'A webhook gets a code. Find it in the table coupons. If there is no such code, answer "invalid" with 404, else answer "You save {discount} percent".',
    seed: { coupons: [{ code: 'X', discount: 10 }] },
    posts: [
      [{ code: 'X' }, 'You save 10 percent'],
      [{ code: 'Q' }, 'invalid', 404],
    ],
  },
];

describe.each([
  ['values that are computed, joined or chosen', computed],
  ['rows that are found, changed, counted and answered with', tables],
])('%s', (_title, cases) => {
  it.each(cases)('$says', async ({ says, seed = {}, posts, tables: expected = {} }) => {
    const talk = converse();
    for (const [name, rows] of Object.entries(seed))
      await talk.tables.insert(name, rows as never, { idempotencyKey: name });

    const { question } = await talk.say(says);

    expect(question).toBeNull();
    for (const [body, answer, status = 200] of posts)
      expect(await talk.post(body)).toMatchObject({ status, body: answer, error: null });
    for (const [name, rows] of Object.entries(expected)) expect(talk.tables.rowsOf(name)).toMatchObject(rows);
  });
});
