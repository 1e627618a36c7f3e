import { describe, expect, it } from 'vitest';
import { scaleToFit } from './fit-drawing';

const room = { width: 600, height: 300 };

describe('how large a diagram is drawn', () => {
  it.each([
    ['a small one as it is', { width: 200, height: 100 }, 1],
    ['a little too wide: narrower', { width: 750, height: 100 }, 0.8],
    ['a little too high: lower', { width: 300, height: 400 }, 0.75],
    ['both: what takes more', { width: 750, height: 400 }, 0.75],
    ['far too wide: readable, and panned', { width: 6000, height: 100 }, 0.72],
    ['far too high: readable, and panned', { width: 300, height: 3000 }, 1],
  ])('%s', (_name, drawing, scale) => {
    expect(scaleToFit(drawing, room)).toBeCloseTo(scale);
  });

  it('is not made lower where the place is as high as it needs', () => {
    expect(scaleToFit({ width: 300, height: 3000 }, { width: 600, height: Number.POSITIVE_INFINITY })).toBe(1);
  });
});
