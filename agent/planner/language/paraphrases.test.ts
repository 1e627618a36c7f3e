import { expect, it } from 'vitest';
import { normalise } from './normalise';

const plain = (text: string) => normalise(text).text;

it.each([
  ['Accept a POST with rider and horse.', 'When a webhook receives rider and horse.'],
  [
    'A webhook receives cup and saucer, put both in the table set',
    'A webhook receives cup and saucer, put cup and saucer in the table set',
  ],
  ['a note is kept in the table notes', 'a note is stored in the table notes'],
  [
    'Posts with boat and pier get filed into harbour.',
    'When a webhook receives boat and pier, store boat and pier in the table harbour.',
  ],
  ['tool and owner are posted, kept in the table shed', 'tool and owner are posted, store it in the table shed'],
  [
    'If size is small the tent goes to table field, else tent goes to table wood',
    'If size is small, store tent in the table field, else store tent in the table wood',
  ],
  [
    'anything above 9 gets back "a", lower or equal gets back "b"',
    'anything above 9 gets the answer ⟨q0⟩, otherwise answer ⟨q1⟩',
  ],
  [
    'If depth is 8 or higher answer "a". When it is lower, answer "b"',
    'If depth is 8 or higher answer ⟨q0⟩. otherwise answer ⟨q1⟩',
  ],
  ['else look at wind: above 6 answer "a"', 'else if wind is above 6, answer ⟨q0⟩'],
  [
    'Whoever posts without a name is told "who?" (400). Everybody else is told "hi"',
    'if name is missing, answer ⟨q0⟩ with status 400. otherwise answer ⟨q1⟩',
  ],
  ['requests without a name or without an age get "no"', 'if name is missing or age is missing, answer ⟨q0⟩'],
  ['store it, provided that age is over 3', 'store it only if age is over 3'],
])('reads "%s" in plain words', (said, meant) => {
  expect(plain(said)).toBe(meant);
});

it('leaves alone what only looks alike', () => {
  for (const text of [
    'If answer is ⟨x⟩ respond yes',
    'keep the posts that mention tea',
    'everything else goes into the table other',
  ])
    expect(plain(text)).toBe(text);
});
