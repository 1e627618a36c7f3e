import { describe, expect, it } from 'vitest';
import { emptyLog } from '@/tools/turn';
import { correctClaims } from './claims';

const saved = { ...emptyLog(), versions: [{ version: 2, summary: ['Added step "Sort"'] }] };

describe('what the assistant claims', () => {
  it.each(['Done.', "I've added a filter.", 'I have changed the limit to 250.', 'The limit is now set to 250.'])(
    '"%s" is corrected when nothing was saved',
    text => {
      expect(correctClaims(text, emptyLog())).toBe('For the record: nothing was changed in this turn.');
    },
  );

  it('stands when a version was saved', () => {
    expect(correctClaims("I've added a filter.", saved)).toBeNull();
  });

  it('"fixed" is corrected without a run that worked', () => {
    expect(correctClaims('That is fixed.', saved)).toBe('For the record: this was not tested on the failing input.');
    expect(correctClaims('That is fixed.', { ...saved, proofs: 1 })).toBeNull();
  });

  it('an answer that claims nothing stands', () => {
    expect(correctClaims('The feed answered 500. That is on their side.', emptyLog())).toBeNull();
  });
});
