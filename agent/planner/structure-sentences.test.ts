import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';

type Case = readonly [
  sentence: string,
  ...posts: readonly (readonly [body: unknown, status: number, answer: unknown])[],
];

/** Branches, guards and introductions in other words; every way through is taken. */
const cases: readonly Case[] = [
  [
    'webhook with humidity. Answer "dry" when humidity is under 30, "fine" when it is between 30 and 60, and "wet" when it is over 60.',
    [{ humidity: 10 }, 200, 'dry'],
    [{ humidity: 60 }, 200, 'fine'],
    [{ humidity: 61 }, 200, 'wet'],
  ],
  [
    'webhook: level. low -> answer "fine". high -> store it in alerts and answer "alarm". anything else -> answer "unknown level" status 400',
    [{ level: 'low' }, 200, 'fine'],
    [{ level: 'high' }, 200, 'alarm'],
    [{ level: 'x' }, 400, 'unknown level'],
  ],
  [
    'POST with iban. iban starts with DE: answer "Germany". starts with AT: answer "Austria". otherwise: answer "abroad"',
    [{ iban: 'DE1' }, 200, 'Germany'],
    [{ iban: 'AT1' }, 200, 'Austria'],
    [{ iban: 'FR1' }, 200, 'abroad'],
  ],
  [
    'webhook with guest and seats. seats must be between 1 and 8, otherwise answer "wrong size" with 422. save both in dinners and answer "ok {guest}"',
    [{ guest: 'Al', seats: 9 }, 422, 'wrong size'],
    [{ guest: 'Al', seats: 8 }, 200, 'ok Al'],
  ],
  [
    'Post in: voter, choice. choice has to be one of red, green or blue, if not say "invalid vote" (400). else put everything into the table votes and answer "counted"',
    [{ voter: 'A', choice: 'pink' }, 400, 'invalid vote'],
    [{ voter: 'A', choice: 'blue' }, 200, 'counted'],
  ],
  [
    'reject with 400 "no email" if email is missing, reject with 422 "too young" if age is below 16, otherwise save email and age in members and answer "welcome". comes in as a POST',
    [{ age: 20 }, 400, 'no email'],
    [{ email: 'a', age: 15 }, 422, 'too young'],
    [{ email: 'a', age: 16 }, 200, 'welcome'],
  ],
  [
    'Recipes are sent to my webhook with title and minutes. Those under 30 minutes go to the table quick, the others to the table slow. Either way answer "saved".',
    [{ title: 'A', minutes: 10 }, 200, 'saved'],
    [{ title: 'B', minutes: 40 }, 200, 'saved'],
  ],
  [
    'webhook, fields team and goals. teams with 3 or more goals are saved in the table winners. The rest is not saved. In any case answer "noted".',
    [{ team: 'A', goals: 3 }, 200, 'noted'],
    [{ team: 'A', goals: 1 }, 200, 'noted'],
  ],
  [
    'Answer "closed" with status 503 if day is sunday or monday, otherwise answer "open". POST with day.',
    [{ day: 'monday' }, 503, 'closed'],
    [{ day: 'friday' }, 200, 'open'],
  ],
  [
    'Each vote (name, party) arrives over a webhook. Votes without a name are refused with status 400 and "who are you?". All other votes are saved into ballots. Answer "thanks {name}" then.',
    [{ party: 'x' }, 400, 'who are you?'],
    [{ name: 'Al', party: 'x' }, 200, 'thanks Al'],
  ],
  [
    'I need an endpoint. Body: temperature, unit. Only when unit is C save temperature in celsius and say "saved". For any other unit say "wrong unit" with code 415.',
    [{ temperature: 3, unit: 'C' }, 200, 'saved'],
    [{ temperature: 3, unit: 'F' }, 415, 'wrong unit'],
  ],
  [
    'webhook {"email": "a@b.c", "age": 20}. age under 13 -> 403 "too young". age 13 to 17 -> answer "ask your parents". otherwise save email in users and answer "welcome"',
    [{ email: 'x', age: 12 }, 403, 'too young'],
    [{ email: 'x', age: 17 }, 200, 'ask your parents'],
    [{ email: 'x', age: 18 }, 200, 'welcome'],
  ],
  [
    'webhook receives member (yes/no) and price. If member is yes, then check the price: if price is over 100 answer "gold", otherwise answer "silver". If member is no answer "bronze".',
    [{ member: 'yes', price: 101 }, 200, 'gold'],
    [{ member: 'yes', price: 100 }, 200, 'silver'],
    [{ member: 'no', price: 101 }, 200, 'bronze'],
  ],
  [
    'webhook with grade and pupil. If grade is 1 answer "well done", if it is 2 or 3 answer "ok", all other grades get the answer "see me".',
    [{ grade: 1 }, 200, 'well done'],
    [{ grade: 3 }, 200, 'ok'],
    [{ grade: 4 }, 200, 'see me'],
  ],
  [
    'Our sensors post room and celsius to a webhook. below 18 -> answer "cold", 18 to 24 -> answer "ok", above 24 -> answer "hot"',
    [{ room: 'a', celsius: 17 }, 200, 'cold'],
    [{ room: 'a', celsius: 24 }, 200, 'ok'],
    [{ room: 'a', celsius: 25 }, 200, 'hot'],
  ],
  [
    'If somebody posts a temperature over 38.5 answer "fever", else answer "healthy". It is a webhook.',
    [{ temperature: 39 }, 200, 'fever'],
    [{ temperature: 37 }, 200, 'healthy'],
  ],
  [
    '1. a webhook gets plate and speed\n2. if speed is at most 50 answer "fine" and stop\n3. save plate and speed in the table fines\n4. answer "fined"',
    [{ plate: 'A', speed: 50 }, 200, 'fine'],
    [{ plate: 'A', speed: 51 }, 200, 'fined'],
  ],
];

describe('branches and introductions in other words', () => {
  it.each(cases.map(([sentence, ...posts]) => ({ sentence, posts })))('$sentence', async ({ sentence, posts }) => {
    const talk = converse();

    const { question } = await talk.say(sentence);

    expect(question).toBeNull();
    for (const [body, status, answer] of posts)
      expect(await talk.post(body)).toMatchObject({ status, body: answer, error: null });
  });
});

describe('a condition that cannot be read', () => {
  it.each([
    'webhook with name. Neither sad nor silly people are welcome: answer "go away" with 400. Else answer "hi {name}"',
    'webhook with player and score. save it to winners only if the moon is kind to us, and answer "ok"',
  ])('never loses what it governs: %s', async sentence => {
    const { text, calls } = await converse().say(sentence);

    expect(text).toContain('I did not understand');
    expect(calls.map(({ toolName }) => toolName)).not.toContain('changeWorkflow');
  });
});
