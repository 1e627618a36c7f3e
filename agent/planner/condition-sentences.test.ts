import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';

type Case = readonly [
  sentence: string,
  ...posts: readonly (readonly [body: unknown, status: number, answer: unknown])[],
];

/** Conditions in everyday words; both sides of every border are taken. */
const cases: readonly Case[] = [
  [
    'A webhook brings title and pages. Only when pages is between 10 and 300 the manuscript is saved in the table manuscripts and the answer is "accepted". Otherwise answer "wrong length" with status 422.',
    [{ title: 'A', pages: 10 }, 200, 'accepted'],
    [{ title: 'A', pages: 300 }, 200, 'accepted'],
    [{ title: 'A', pages: 9 }, 422, 'wrong length'],
  ],
  [
    'webhook gets shelf. if shelf is A answer "first floor", if shelf is B answer "second floor", else answer "no such shelf"',
    [{ shelf: 'A' }, 200, 'first floor'],
    [{ shelf: 'B' }, 200, 'second floor'],
    [{ shelf: 'C' }, 200, 'no such shelf'],
  ],
  [
    'webhook with wind. if wind is more then 80 answer "stay in", if its less then 20 answer "calm", for the rest answer "breezy"',
    [{ wind: 81 }, 200, 'stay in'],
    [{ wind: 19 }, 200, 'calm'],
    [{ wind: 20 }, 200, 'breezy'],
  ],
  [
    'Fields: author, isbn. If author is missing answer 400 "who wrote it?". If isbn does not start with "978" answer 400 "bad isbn". If everything is ok store both in books and answer 201 "added".',
    [{ isbn: '9781' }, 400, 'who wrote it?'],
    [{ author: 'A', isbn: '12' }, 400, 'bad isbn'],
    [{ author: 'A', isbn: '9781' }, 201, 'added'],
  ],
  [
    'when the comment contains the word refund it answers "sorry", otherwise it answers "thanks". the webhook gets comment',
    [{ comment: 'a refund please' }, 200, 'sorry'],
    [{ comment: 'nice' }, 200, 'thanks'],
  ],
  [
    'webhook with name, seats and fuel. If somebody has seats of at least 7 and fuel diesel answer "bus", otherwise answer "car"',
    [{ seats: 7, fuel: 'diesel' }, 200, 'bus'],
    [{ seats: 7, fuel: 'petrol' }, 200, 'car'],
    [{ seats: 6, fuel: 'diesel' }, 200, 'car'],
  ],
  [
    'If the request has plan gold or plan silver, answer "lounge". If not, answer "gate" with status 403.',
    [{ plan: 'silver' }, 200, 'lounge'],
    [{ plan: 'gold' }, 200, 'lounge'],
    [{ plan: 'none' }, 403, 'gate'],
  ],
  [
    'When a webhook receives a weight, if it is above 30 answer "too heavy", otherwise answer "fine"',
    [{ weight: 31 }, 200, 'too heavy'],
    [{ weight: 30 }, 200, 'fine'],
  ],
  [
    'the body must have a token field. if token is not equal to "pine" reply 401 with "go away", otherwise reply "in"',
    [{ token: 'pine' }, 200, 'in'],
    [{ token: 'oak' }, 401, 'go away'],
  ],
  [
    'webhook with field tongue: en -> "Hello", fr -> "Bonjour", default -> "Hi"',
    [{ tongue: 'en' }, 200, 'Hello'],
    [{ tongue: 'fr' }, 200, 'Bonjour'],
    [{ tongue: 'it' }, 200, 'Hi'],
  ],
  [
    'POST brings pond and depth. depth over 20: answer "deep". depth of 20 or less: answer "shallow". Every measurement, whatever it is, has to be stored in the table depths with pond and depth.',
    [{ pond: 'A', depth: 21 }, 200, 'deep'],
    [{ pond: 'A', depth: 20 }, 200, 'shallow'],
  ],
];

describe('conditions in everyday words', () => {
  it.each(cases.map(([sentence, ...posts]) => ({ sentence, posts })))('$sentence', async ({ sentence, posts }) => {
    const talk = converse();

    const { question } = await talk.say(sentence);

    expect(question).toBeNull();
    for (const [body, status, answer] of posts)
      expect(await talk.post(body)).toMatchObject({ status, body: answer, error: null });
  });
});

describe('a condition with a word that came to nothing', () => {
  it.each([
    'webhook with name and age. if age is over 18 on their birthday answer "party", otherwise answer "no"',
    'webhook with amount. If amount is over 100 and the wallet glows, answer "big", otherwise answer "small"',
  ])('is asked about: %s', async sentence => {
    const { text, calls } = await converse().say(sentence);

    expect(text).toMatch(/did not (?:understand|read)/);
    expect(calls.map(({ toolName }) => toolName)).not.toContain('changeWorkflow');
  });
});

describe('a step of which a word came to nothing', () => {
  it('is built, and the word is told', async () => {
    const { text, calls } = await converse().say(
      'webhook with name and email. The name is saved by pigeon in the table guests. Answer "hello {name}"',
    );

    expect(calls.map(({ toolName }) => toolName)).toContain('changeWorkflow');
    expect(text).toMatch(/I understood the rest, but not .*pigeon/);
  });
});
