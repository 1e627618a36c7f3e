import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';
import { type Case, plays } from '@/tests/support/plays';

/** Conditions behind what they govern, one of several values, what is told in passing. */
const decisions: readonly Case[] = [
  {
    say: 'Crates come in via webhook with port and tons. Answer "crane" when tons is at most 5 and "ship lift" when it is heavier than that.',
    posts: [
      [{ port: 'Oslo', tons: 5 }, 200, 'crane'],
      [{ port: 'Oslo', tons: 6 }, 200, 'ship lift'],
    ],
  },
  {
    say: 'Crates come in via webhook with port and tons. If the port is one of AT, Oslo or Bern answer "near". If it isn\'t, answer "far" when tons is under 3 and "far and heavy" when it is not.',
    posts: [
      [{ port: 'AT', tons: 1 }, 200, 'near'],
      [{ port: 'Rome', tons: 1 }, 200, 'far'],
      [{ port: 'Rome', tons: 9 }, 200, 'far and heavy'],
    ],
  },
  {
    say: 'Crates come in via webhook with port and tons. If port is neither Oslo nor Bern answer "far". If it is, answer "near".',
    posts: [
      [{ port: 'Rome', tons: 1 }, 200, 'far'],
      [{ port: 'Bern', tons: 1 }, 200, 'near'],
    ],
  },
  {
    say: 'Webhook gets lamp and hours. Save both in the table lamps. Additionally, if hours is over 900 save lamp in the table worn. Answer "noted".',
    posts: [
      [{ lamp: 'a', hours: 900 }, 200, 'noted'],
      [{ lamp: 'b', hours: 901 }, 200, 'noted'],
    ],
    tables: { worn: [{ lamp: 'b' }] },
  },
  {
    say: 'A webhook gets rider and age. Below 8 answer "lead rein", from 8 up to and including 15 answer "pony", from 16 on answer "horse".',
    posts: [
      [{ rider: 'a', age: 7 }, 200, 'lead rein'],
      [{ rider: 'b', age: 15 }, 200, 'pony'],
      [{ rider: 'c', age: 16 }, 200, 'horse'],
    ],
  },
  {
    say: 'A webhook receives status. The answer should be "come aboard" for docked, "wait" for landing and "too late" for sailed. If it\'s something different, answer "ask the crew".',
    posts: [
      [{ status: 'docked' }, 200, 'come aboard'],
      [{ status: 'sailed' }, 200, 'too late'],
      [{ status: 'lost' }, 200, 'ask the crew'],
    ],
  },
  {
    say: 'Only when the depth posted to the webhook is above 30 and anchored is not true, answer "keep off". In all other cases answer "welcome".',
    posts: [
      [{ depth: 31, anchored: false }, 200, 'keep off'],
      [{ depth: 31, anchored: true }, 200, 'welcome'],
    ],
  },
  {
    say: 'A webhook gets mobile and landline. If there is a mobile answer "text them". If there is only a landline answer "ring them". If both are missing answer "write a letter".',
    posts: [
      [{ mobile: '1', landline: '' }, 200, 'text them'],
      [{ mobile: '', landline: '2' }, 200, 'ring them'],
      [{ mobile: '', landline: '' }, 200, 'write a letter'],
    ],
  },
  {
    say: 'wen a post coms in wiht heat and its betwen 10 and 20 anser "mild", under 10 anser "cold", and evrything hotter "hot"',
    posts: [
      [{ heat: 10 }, 200, 'mild'],
      [{ heat: 9 }, 200, 'cold'],
      [{ heat: 21 }, 200, 'hot'],
    ],
  },
  {
    say: 'wen the webhok gets a mesage (fields guest, message) chek if the mesage contains towel. if yes anwser "on its way", if no reply "thanks {guest}"',
    posts: [
      [{ guest: 'Ida', message: 'a towel please' }, 200, 'on its way'],
      [{ guest: 'Ida', message: 'hello' }, 200, 'thanks Ida'],
    ],
  },
];

/** Values that are made on the way. */
const values: readonly Case[] = [
  {
    say: 'Webhook with first and last. Make tag from first, a space and last, in upper case. Answer "{tag}"',
    posts: [[{ first: 'Ana', last: 'Ruiz' }, 200, 'ANA RUIZ']],
  },
  {
    say: 'A webhook gets fare and member. Compute cut as 10% of fare if member is true, otherwise cut is 0. Then due = fare - cut. Answer "{due}"',
    posts: [
      [{ fare: 50, member: true }, 200, 45],
      [{ fare: 50, member: false }, 200, 50],
    ],
  },
  {
    say: 'Webhook gets boat and nights. Every night is worth 12, so toll = nights * 12. Answer "{boat} owes {toll}".',
    posts: [[{ boat: 'Elf', nights: 3 }, 200, 'Elf owes 36']],
  },
  {
    say: 'When a diver reports by webhook (diver, depth), store it in the table dives together with a class. The class is deep from 30, mid from 10 and shallow below that. Then answer with JSON containing diver and class.',
    posts: [
      [{ diver: 'Kim', depth: 30 }, 200, { diver: 'Kim', class: 'deep' }],
      [{ diver: 'Lou', depth: 9 }, 200, { diver: 'Lou', class: 'shallow' }],
    ],
    tables: {
      dives: [
        { diver: 'Kim', depth: 30, class: 'deep' },
        { diver: 'Lou', depth: 9, class: 'shallow' },
      ],
    },
  },
];

const catches = [
  { boat: 'Elf', fish: 'cod', kilos: 5 },
  { boat: 'Elf', fish: 'eel', kilos: 2 },
  { boat: 'Elf', fish: 'cod', kilos: 4 },
  { boat: 'Tor', fish: 'cod', kilos: 40 },
];

/** All rows of a table that fit, and what is done with them. */
const rows: readonly Case[] = [
  {
    say: 'A skipper posts a boat to the webhook (field boat). Take all rows of the table catches with that boat and answer with how many there are.',
    seed: { catches },
    posts: [[{ boat: 'Elf' }, 200, 3]],
  },
  {
    say: 'A webhook receives boat. Take all rows of the table catches with that boat and answer "{n} hauls, {mean} kilos each", where n is how many rows there are and mean is the average of their kilos.',
    seed: { catches: catches.slice(0, 2) },
    posts: [[{ boat: 'Elf' }, 200, '2 hauls, 3.5 kilos each']],
  },
  {
    say: 'A webhook receives boat. From the table catches take the rows with this boat, group them by fish with the sum of kilos, and answer the list as JSON with fish and total, highest total first',
    seed: { catches },
    posts: [
      [
        { boat: 'Elf' },
        200,
        [
          { fish: 'cod', total: 9 },
          { fish: 'eel', total: 2 },
        ],
      ],
    ],
  },
  {
    say: 'When the webhook is called with boat, return the rows of the table catches with that boat, sorted by kilos descending',
    seed: { catches },
    posts: [[{ boat: 'Elf' }, 200, [{ kilos: 5 }, { kilos: 4 }, { kilos: 2 }]]],
  },
  {
    say: 'When the webhook is called, answer with all rows of the table catches as JSON with boat and kilos',
    seed: { catches: catches.slice(0, 2) },
    posts: [
      [
        {},
        200,
        [
          { boat: 'Elf', kilos: 5 },
          { boat: 'Elf', kilos: 2 },
        ],
      ],
    ],
  },
  {
    say: 'When the webhook is called, answer with the opening times from the table hours',
    seed: { hours: [{ day: 'Mon', from: 9 }] },
    posts: [[{}, 200, [{ day: 'Mon', from: 9 }]]],
  },
];

describe.each([
  ['decisions', decisions],
  ['values', values],
  ['rows', rows],
])('%s', (_name, cases) => {
  it.each(cases)('$say', async one => void (await plays(one)));
});

const refusals =
  'Webhook with name and age. If age is under 18 answer "too young" with status 403, otherwise answer "hi".';

it.each([
  ['The status should be 422 instead of 403.', 422, 'too young'],
  ['change the 403 to 451', 451, 'too young'],
  ['change the 403 to 422 and the text "too young" to "come back later"', 422, 'come back later'],
])('the status of one answer is changed by its number: %s', async (edit, status, body) => {
  const talk = converse();
  await talk.say(refusals);

  await talk.say(edit);

  expect(await talk.post({ name: 'Jo', age: 17 })).toMatchObject({ status, body });
  expect(await talk.post({ name: 'Al', age: 18 })).toMatchObject({ status: 200, body: 'hi' });
});
