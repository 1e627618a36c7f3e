import type { Filled } from '../plan';

const notNames = '(?:is|are|and|or|then|with|without|by|to|of|for|from|in|into|on|at|that|which|called|named)\\b';

/** "in the collection handbook": what must have a name is told it right behind the word for it. */
export function readCalled(word: string, text: string): Filled | null {
  const called = new RegExp(`\\b${word}(?: called| named)? (?!${notNames})([\\p{L}\\p{N}][\\p{L}\\p{N}_-]*)`, 'iu');
  const value = called.exec(text)?.[1];
  return value === undefined ? null : { kind: 'plain', value };
}
