import { expect, it } from 'vitest';
import { emptyWorkflow, type Workflow } from '@/engine/workflow/schema';
import { step } from '@/tests/support/flow';
import { GraphCache } from './graph-cache';

const graph = (name: string, nodes = 0): Workflow => ({
  ...emptyWorkflow(name),
  nodes: Array.from({ length: nodes }, (_, index) => step(`start_${index}`)),
});
const version = (number: number) => ({ workflowId: 'w', version: number });

it('gives the same object for a version, whoever read it last', () => {
  const cache = new GraphCache();
  const first = graph('first');

  expect([cache.get(version(1)), cache.keep(version(1), first), cache.keep(version(1), graph('again'))]).toEqual([
    null,
    first,
    first,
  ]);
  expect(cache.get(version(1))).toBe(first);
  expect(cache.get(version(2))).toBeNull();
});

it('lets go of what was longest not asked for, and keeps one that alone is too large', () => {
  const cache = new GraphCache();
  for (const number of [1, 2, 3]) cache.keep(version(number), graph(`v${number}`, 6_000));

  cache.get(version(1));
  cache.keep(version(4), graph('v4', 6_000));
  const kept = [1, 2, 3, 4].map(number => cache.get(version(number))?.name ?? null);
  cache.keep(version(5), graph('v5', 30_000));

  expect(kept).toEqual(['v1', null, 'v3', 'v4']);
  expect([1, 3, 4, 5].map(number => cache.get(version(number))?.name ?? null)).toEqual([null, null, null, 'v5']);
});
