import { describe, expect, it } from 'vitest';
import { type Case, plays } from '@/tests/support/plays';

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
    tables: {
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
    tables: { urgent: [{ guest: 'A' }], normal: [{ guest: 'B' }] },
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
  {
    say: 'hook gets part and left. update the row in table bins with the same part so left is the new left, then say "{part}: {left}"',
    seed: { bins: [{ part: 'nut', left: 1 }] },
    posts: [[{ part: 'nut', left: 8 }, 200, 'nut: 8']],
    tables: { bins: [{ part: 'nut', left: 8 }] },
  },
  {
    say: 'webhook with bottle and taken. decrease the stock of that bottle in table cellar by taken and answer "ok"',
    seed: { cellar: [{ bottle: 'red', stock: 9 }] },
    posts: [[{ bottle: 'red', taken: 2 }, 200, 'ok']],
    tables: { cellar: [{ bottle: 'red', stock: 7 }] },
  },
  {
    say: 'Keep one row per desk in the table desks: the webhook gets desk and person, if the desk is already there change its person, if not add it. Answer "noted"',
    seed: { desks: [{ desk: 'd1', person: 'Al' }] },
    posts: [
      [{ desk: 'd1', person: 'Bo' }, 200, 'noted'],
      [{ desk: 'd2', person: 'Cy' }, 200, 'noted'],
    ],
    tables: {
      desks: [
        { desk: 'd1', person: 'Bo' },
        { desk: 'd2', person: 'Cy' },
      ],
    },
  },
  {
    say: 'Post with mail. check if the table fans already has it. If yes answer "known". If not, add it and answer "new"',
    seed: { fans: [{ mail: 'a@b.c' }] },
    posts: [
      [{ mail: 'a@b.c' }, 200, 'known'],
      [{ mail: 'x@y.z' }, 200, 'new'],
    ],
    tables: { fans: [{ mail: 'a@b.c' }, { mail: 'x@y.z' }] },
  },
  {
    say: 'webhook gets name and weeks. both are required. if one of them is missing, answer 400 "incomplete". weeks has to be a number under 9, otherwise 422 "too long". everything fine: save both in stays, answer "welcome"',
    posts: [
      [{ name: 'A' }, 400, 'incomplete'],
      [{ name: 'A', weeks: 12 }, 422, 'too long'],
      [{ name: 'A', weeks: 2 }, 200, 'welcome'],
    ],
    tables: { stays: [{ name: 'A', weeks: 2 }] },
  },
  {
    say: 'a webhook gets hours and rate, pay = hours * rate and reply "You get {pay}". but if hours is missing reply "How many?" with status 400',
    posts: [
      [{ hours: 2, rate: 9 }, 200, 'You get 18'],
      [{ rate: 9 }, 400, 'How many?'],
    ],
  },
  {
    say: 'Ferry till: the post has age and local. Under 4 years answer "free". From 4 to 15: answer "2" if local is yes, otherwise "5". Everyone 16 or older: answer "6" if local is yes, otherwise "9".',
    posts: [
      [{ age: 3, local: 'no' }, 200, 'free'],
      [{ age: 15, local: 'yes' }, 200, '2'],
      [{ age: 4, local: 'no' }, 200, '5'],
      [{ age: 16, local: 'yes' }, 200, '6'],
      [{ age: 80, local: 'no' }, 200, '9'],
    ],
  },
  {
    say: 'if someone posts a test (mark, name): 1 or 2 -> table good, 3 -> table fair, 4 and 5 -> table poor. answer "thx"',
    posts: [
      [{ name: 'A', mark: 2 }, 200, 'thx'],
      [{ name: 'B', mark: 3 }, 200, 'thx'],
      [{ name: 'C', mark: 5 }, 200, 'thx'],
    ],
    tables: { good: [{ name: 'A' }], fair: [{ name: 'B' }], poor: [{ name: 'C' }] },
  },
  {
    say: 'Webhook with pitch, team, slot. If slot is late and pitch is north, answer "ask first". If slot is late but the pitch is something else, answer "late". For any other slot answer "fine".',
    posts: [
      [{ slot: 'late', pitch: 'north' }, 200, 'ask first'],
      [{ slot: 'late', pitch: 'south' }, 200, 'late'],
      [{ slot: 'early', pitch: 'north' }, 200, 'fine'],
    ],
  },
];

describe('tables and questions in other words', () => {
  it.each(cases)('$say', async one => {
    const { question, text } = await plays(one);
    expect({ question, told: /but not/.test(text) }).toEqual({ question: null, told: false });
  });
});
