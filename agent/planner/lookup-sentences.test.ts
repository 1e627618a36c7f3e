import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';

interface Case {
  say: string;
  seed?: Readonly<Record<string, Record<string, string | number>[]>>;
  posts: readonly (readonly [body: Record<string, string | number>, status: number, answer: unknown])[];
  rows?: Readonly<Record<string, readonly Record<string, unknown>[]>>;
}

const rooms = [{ room: '7', guest: 'Ann' }];

/** Tables that are asked for a row or a figure, in other words each time. */
const cases: readonly Case[] = [
  {
    say: 'webhook gets room. search the table rooms for it; not there? answer 404 "empty". There? answer "{guest} lives there"',
    seed: { rooms },
    posts: [
      [{ room: '7' }, 200, 'Ann lives there'],
      [{ room: '8' }, 404, 'empty'],
    ],
  },
  {
    say: 'A post brings a room number as room. See whether the room is in the table rooms; if so say "taken", if it isn\'t say "free"',
    seed: { rooms },
    posts: [
      [{ room: '7' }, 200, 'taken'],
      [{ room: '8' }, 200, 'free'],
    ],
  },
  {
    say: 'webhook with room: does the table rooms contain that room? yes: answer "taken by {guest}". no: answer "free"',
    seed: { rooms },
    posts: [
      [{ room: '7' }, 200, 'taken by Ann'],
      [{ room: '9' }, 200, 'free'],
    ],
  },
  {
    say: 'webhook gets room. if a guest with that room exists in table rooms answer with its guest otherwise answer "nobody"',
    seed: { rooms },
    posts: [
      [{ room: '7' }, 200, 'Ann'],
      [{ room: '9' }, 200, 'nobody'],
    ],
  },
  {
    say: 'the app POSTs part and left. if theres already a row with this part in table shelf then update its left, if theres none create one. then say "counted"',
    seed: { shelf: [{ part: 'nut', left: 3 }] },
    posts: [
      [{ part: 'nut', left: 9 }, 200, 'counted'],
      [{ part: 'bolt', left: 1 }, 200, 'counted'],
    ],
    rows: {
      shelf: [
        { part: 'nut', left: 9 },
        { part: 'bolt', left: 1 },
      ],
    },
  },
  {
    say: 'Every sale sent to my webhook (item, price) should be stored in the table till. Then answer with how many rows are in till, like "Sale no. {n}".',
    posts: [
      [{ item: 'tea', price: 2 }, 200, 'Sale no. 1'],
      [{ item: 'cake', price: 4 }, 200, 'Sale no. 2'],
    ],
  },
  {
    say: 'webhook with club and goals. save both to matches. answer with the sum of goals of that club',
    seed: { matches: [{ club: 'B', goals: 9 }] },
    posts: [
      [{ club: 'A', goals: 2 }, 200, 2],
      [{ club: 'A', goals: 3 }, 200, 5],
    ],
  },
  {
    say: 'On each POST store the whole thing in table visits, then answer with the number of rows in visits',
    posts: [
      [{ page: 'a' }, 200, 1],
      [{ page: 'b' }, 200, 2],
    ],
  },
  {
    say: 'webhook gets badge. Find it in the table badges. Not found: answer "no badge" with status 404. Found and used is yes: answer "used" with status 409. Otherwise set used to yes for that badge and answer "in"',
    seed: { badges: [{ badge: 'b1', used: 'no' }] },
    posts: [
      [{ badge: 'b1' }, 200, 'in'],
      [{ badge: 'b1' }, 409, 'used'],
      [{ badge: 'xx' }, 404, 'no badge'],
    ],
  },
  {
    say: 'Only when size is at least 10 and dry is yes should the kiln hook answer "fire". Otherwise it should answer "wait" with status 409.',
    posts: [
      [{ size: 10, dry: 'yes' }, 200, 'fire'],
      [{ size: 20, dry: 'no' }, 409, 'wait'],
    ],
  },
  {
    say: 'Guest writes in through a webhook (guest, note). Does the note contain "cold" or "noise"? Then it goes into the table urgent, everything else into the table normal. Answer "thanks" in any case.',
    posts: [
      [{ guest: 'A', note: 'the noise!' }, 200, 'thanks'],
      [{ guest: 'B', note: 'lovely' }, 200, 'thanks'],
    ],
    rows: { urgent: [{ guest: 'A' }], normal: [{ guest: 'B' }] },
  },
  {
    say: 'The choir form posts first and voice. make voice upper case, store first and voice in singers and answer "{first}: {voice}"',
    posts: [[{ first: 'Ida', voice: 'alto' }, 200, 'Ida: ALTO']],
  },
  {
    say: 'incoming post: tag. answer inside if the tag starts with IN, answer outside for all others',
    posts: [
      [{ tag: 'IN-3' }, 200, 'inside'],
      [{ tag: 'X' }, 200, 'outside'],
    ],
  },
];

describe('tables and questions in other words', () => {
  it.each(cases)('$say', async ({ say, seed, posts, rows }) => {
    const chat = converse();
    for (const [table, kept] of Object.entries(seed ?? {}))
      await chat.tables.insert(table, kept, { idempotencyKey: table });
    const { question, text } = await chat.say(say);

    expect({ question, told: /but not/.test(text) }).toEqual({ question: null, told: false });
    for (const [body, status, answer] of posts) expect(await chat.post(body)).toMatchObject({ status, body: answer });
    for (const [table, kept] of Object.entries(rows ?? {})) expect(chat.tables.rowsOf(table)).toMatchObject(kept);
  });
});
