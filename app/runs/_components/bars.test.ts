import { describe, expect, it } from 'vitest';
import { type Bar, toBars } from './bars';

const bar = (part: Partial<Bar>): Bar => ({
  key: 'a',
  label: 'A',
  status: 'succeeded',
  simulated: false,
  items: 1,
  startMs: 0,
  durationMs: 10,
  ...part,
});

describe('the waterfall', () => {
  it('places steps by when they began', () => {
    const placed = toBars([bar({ durationMs: 50 }), bar({ key: 'b', startMs: 50, durationMs: 50 })]);

    expect(placed.map(({ left, width }) => [left, width])).toEqual([
      [0, 50],
      [50, 50],
    ]);
  });

  it('lets steps follow each other when only durations are known', () => {
    const placed = toBars([bar({ startMs: null, durationMs: 25 }), bar({ key: 'b', startMs: null, durationMs: 75 })]);

    expect(placed.map(({ left }) => left)).toEqual([0, 25]);
  });

  it('stays inside its line when nothing took any time', () => {
    const [only] = toBars([bar({ durationMs: 0 })]);

    expect(only).toMatchObject({ left: 0, width: 0 });
  });
});
