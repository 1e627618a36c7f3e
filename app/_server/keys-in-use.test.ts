import { expect, it } from 'vitest';
import { flow, step } from '@/tests/support/flow';
import { keyIssues } from './keys-in-use';

const [theirs, soon, late] = [1, 2, 3].map(number => `6a1c9a4e-0d4d-4c5c-9d0a-3f1b7d2f0a0${number}`) as [
  string,
  string,
  string,
];
const now = new Date('2026-11-23T12:00:00Z');

const workflow = (credentialId: string, disabled = false) =>
  flow('start > mail', step('mail', { type: 'core.send-email', options: { credentialId, disabled } }));
const keys = new Map([
  [theirs, { id: theirs, name: 'Shop', expiresAt: '2026-12-24T00:00:00Z' }],
  [soon, { id: soon, name: 'Soon', expiresAt: '2026-11-30T00:00:00Z' }],
  [late, { id: late, name: 'Old', expiresAt: '2026-11-23T00:00:00Z' }],
]);
const found = (credentialId: string, disabled = false) =>
  keyIssues(workflow(credentialId, disabled), keys, now).map(({ blocks, message }) => [blocks, message]);

it('says which step works with a key that is past its day, or with none of the person’s', () => {
  expect(found(theirs)).toEqual([]);
  expect(found(late)).toEqual([
    ['live', expect.stringContaining('“Old”, which is past the day it was good for (2026-11-23)')],
  ]);
  expect(found(crypto.randomUUID())).toEqual([['live', expect.stringContaining('no longer there for you')]]);
});

it('says a week before that a key ends, which stops nothing', () => {
  expect(found(soon)).toEqual([['none', expect.stringContaining('“Soon”, which is good until 2026-11-30')]]);
});

it('says nothing of a step that is switched off', () => {
  expect(found(late, true)).toEqual([]);
});
