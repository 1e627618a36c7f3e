import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { flow, having, runFlow, smallNode, testNodeTypes } from './testing/flow';

const nodeTypes = {
  ...testNodeTypes(),
  'test.find': smallNode({ effect: 'read', params: z.object({}), execute: () => ({ next: [] }) }),
  'test.count': smallNode({
    params: z.object({}),
    runs: 'all',
    runsOnNothing: true,
    execute: ({ items }) => ({ next: [{ count: items.length }] }),
  }),
};

const counting = (...arrows: readonly string[]) =>
  having(having(flow(...arrows), 'count', { type: 'test.count' }), 'find', { type: 'test.find' });

async function outcomeOf(workflow: ReturnType<typeof flow>, key = 'count') {
  const { records } = await runFlow(workflow, { nodeTypes });
  const record = records.find(({ nodeKey }) => nodeKey === key)!;
  return record.status === 'skipped' ? 'skipped' : record.outputs;
}

describe('a step that says something of no items', () => {
  it('runs when what leads to it ran and gave none', async () => {
    const workflow = counting('start > find', 'find > count', 'count > tell');
    expect(await outcomeOf(workflow)).toEqual({ next: [{ count: 0 }] });
    expect(await outcomeOf(workflow, 'tell')).toEqual({ next: [{ count: 0 }] });
  });

  it('runs behind steps that had nothing to do for that reason', async () => {
    expect(await outcomeOf(counting('start > find', 'find > keep', 'keep > sort', 'sort > count'))).toEqual({
      next: [{ count: 0 }],
    });
  });

  it('is skipped on a way that the run did not take', async () => {
    const choice = { type: 'test.if', params: { when: false } };
    const direct = having(flow('start > check', 'check yes> count', 'check no> other'), 'check', choice);
    const behind = having(flow('start > check', 'check yes> find', 'find > count'), 'check', choice);
    for (const workflow of [direct, behind])
      expect(await outcomeOf(having(workflow, 'count', { type: 'test.count' }))).toBe('skipped');
  });

  it('is skipped where a choice had nothing to choose from, and where nothing failed', async () => {
    const chosen = having(counting('start > find', 'find > check', 'check no> count'), 'check', {
      type: 'test.if',
      params: { when: true },
    });
    const routed = having(flow('start > call', 'call error> count'), 'call', { options: { onError: 'route' } });
    expect(await outcomeOf(chosen)).toBe('skipped');
    expect(await outcomeOf(having(routed, 'count', { type: 'test.count' }))).toBe('skipped');
  });

  it('counts what the other ways brought', async () => {
    const workflow = counting('start > find', 'find > count', 'start > other', 'other > count');
    expect(await outcomeOf(workflow)).toEqual({ next: [{ count: 1 }] });
  });
});
