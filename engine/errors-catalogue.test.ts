import { expect, it } from 'vitest';
import { catalogue } from './errors-catalogue';

/** Any details: a text for each, lists where sentences list something, and a reason that is a sentence of its own. */
const details = new Proxy({} as Record<string, unknown>, {
  get: (_target, name) => (name === 'reason' ? 'Name the table.' : /^(?:types|known)$/.test(String(name)) ? [] : 'one'),
});

const reasons = Object.entries(catalogue)
  .map(([code, { say }]) => [code, String((say as (facts: typeof details) => unknown)(details))] as const)
  .filter(([, sentence]) => sentence.includes('Name the table'));

it('tells many reasons', () => {
  expect(reasons.length).toBeGreaterThan(15);
});

it.each(reasons)('%s ends a reason with one full stop', (_code, sentence) => {
  expect(sentence).not.toMatch(/\.\.|\.\)/);
});

it('reads as one sentence', () => {
  expect(catalogue['node.params_invalid'].say({ param: 'table', reason: 'Name the table.' })).toBe(
    'The setting "table" does not fit: Name the table.',
  );
  expect(catalogue['node.params_invalid'].say({ param: 'table', reason: 'it is empty' })).toBe(
    'The setting "table" does not fit: it is empty.',
  );
});
