import { describe, expect, it } from 'vitest';
import { findItem, type LineageRecord } from './lineage';
import type { Item } from './schema';

type Came = { from: string; port?: string; index: number };

function node(
  nodeKey: string,
  items: Item[],
  {
    came = [],
    origins = came.map((_, index) => index),
    port = 'next',
  }: { came?: Came[]; origins?: (number | null)[]; port?: string } = {},
): LineageRecord {
  return {
    ...{ nodeKey, status: 'succeeded' },
    outputs: { [port]: items },
    origins: { [port]: origins },
    sources: came.map(({ from, port = 'next', index }) => ({ nodeKey: from, port, index })),
  };
}

const known = (...records: LineageRecord[]) => new Map(records.map(record => [record.nodeKey, record]));
const at = (nodeKey: string, index: number, port = 'next') => ({ nodeKey, port, index });

describe('the item of an earlier node', () => {
  const start = node('start', [{ id: 0 }, { id: 1 }, { id: 2 }]);
  const sorted = node('sorted', [{ s: 2 }, { s: 0 }], {
    came: [0, 1, 2].map(index => ({ from: 'start', index })),
    origins: [2, 0],
  });

  it('is found through filters and sorts', () => {
    const copied = node('copied', [{ c: 2 }, { c: 0 }], { came: [0, 1].map(index => ({ from: 'sorted', index })) });

    expect(findItem(known(start, sorted, copied), at('copied', 1), 'start')).toMatchObject({
      item: { id: 0 },
      index: 0,
    });
    expect(findItem(known(start, sorted, copied), at('copied', 0), 'sorted')).toMatchObject({ item: { s: 2 } });
  });

  it('is found through the input it came in by', () => {
    const left = node('left', [{ l: 1 }], { came: [{ from: 'start', index: 1 }] });
    const both = node('both', [{ b: 2 }, { b: 1 }], {
      came: [
        { from: 'sorted', index: 0 },
        { from: 'left', index: 0 },
      ],
    });
    const records = known(start, sorted, left, both);

    expect(findItem(records, at('both', 1), 'start')).toMatchObject({ item: { id: 1 } });
    expect(findItem(records, at('both', 0), 'start')).toMatchObject({ item: { id: 2 } });
  });

  it('is the only one a node gave, whatever the way', () => {
    const total = node('total', [{ sum: 3 }], { came: [{ from: 'start', index: 0 }], origins: [null] });
    const records = known(start, total, node('single', [{ only: true }]));

    expect(findItem(records, at('total', 0), 'single')).toMatchObject({ found: true, item: { only: true } });
    expect(findItem(records, at('total', 0), 'start')).toEqual({ found: false, reason: 'ambiguous', count: 3 });
  });

  it('is not there when the node did not run', () => {
    const skipped = { ...node('skipped', []), status: 'skipped', outputs: {} };

    expect(findItem(known(start, skipped), at('start', 0), 'skipped')).toEqual({
      found: false,
      reason: 'not_executed',
    });
    expect(findItem(known(start), at('start', 0), 'nobody')).toEqual({ found: false, reason: 'not_executed' });
  });

  it('counts over all ports of a node that branches', () => {
    const branch = { ...node('branch', []), outputs: { yes: [{ y: 1 }], no: [{ n: 1 }, { n: 2 }] } };

    expect(findItem(known(branch), at('branch', 1, 'no'), 'branch')).toMatchObject({ item: { n: 2 }, index: 2 });
  });
});
