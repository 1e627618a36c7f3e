import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NodeKey } from './schema';
import { keyFrom, slugOf, uniqueSlug } from './slug';

describe('a key', () => {
  it.each([
    ['Answer "big"', 'answer_big'],
    ['Größe prüfen', 'grosse_prufen'],
    ['3 newest', 'step_3_newest'],
    ['日本', 'step'],
    ['  ', 'step'],
  ])('of %j is %s', (label, key) => {
    expect(slugOf(label)).toBe(key);
  });

  it('fits the schema whatever the label, and is unique by a number', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 80, unit: 'binary' }), { maxLength: 20 }), labels => {
        const keys = new Set<string>();
        for (const label of [...labels, ...labels]) {
          const key = uniqueSlug(label, keys);
          expect(NodeKey.safeParse(key).success).toBe(true);
          expect(keys.has(key)).toBe(false);
          keys.add(key);
          expect(keyFrom(key)).toBe(key);
        }
      }),
    );
  });
});
