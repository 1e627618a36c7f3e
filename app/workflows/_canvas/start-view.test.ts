import { describe, expect, it } from 'vitest';
import { cardSize } from './card-look';
import { startViewport } from './start-view';

const column = (steps: number) =>
  Object.fromEntries(Array.from({ length: steps }, (_, index) => [`step ${index}`, { x: 0, y: index * 128 }]));
const box = { width: 720, height: 660 };
const toolbar = 48;

describe('what a canvas shows at first', () => {
  it.each([1, 3, 6, 8])('is all of %i steps, and none of them under the toolbar', steps => {
    const { y, zoom } = startViewport(column(steps), box)!;
    expect(zoom).toBeLessThanOrEqual(1);
    expect(y).toBeGreaterThan(toolbar);
    expect(y + zoom * ((steps - 1) * 128 + cardSize.height)).toBeLessThan(box.height);
  });

  it('is the beginning of a workflow that could not be read as a whole', () => {
    const { x, y, zoom } = startViewport(column(40), box)!;
    expect(zoom).toBe(0.75);
    expect(y).toBeGreaterThan(toolbar);
    expect(x + (zoom * cardSize.width) / 2).toBe(box.width / 2);
  });

  it('is nothing in particular where there is no step', () => {
    expect(startViewport({}, box)).toBeNull();
  });
});
