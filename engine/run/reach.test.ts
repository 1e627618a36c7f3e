import { describe, expect, it } from 'vitest';
import type { Workflow } from '../workflow/schema';
import { givenRecords } from './given-records';
import { graphOf } from './graph';
import type { NodeExecution } from './node-execution';
import type { ReachKind } from './reach';
import { flow, having, runFlow, testNodeTypes } from './testing/flow';

const nodeTypes = testNodeTypes();
const now = new Date('2026-03-01T09:00:00Z');
const say = (workflow: Workflow, key: string, value: string) =>
  having(workflow, key, { type: 'test.write', params: { say: value } });

/** start → read → send → done, with a branch that no run of `send` needs. */
const base = having(flow('start > read', 'read > send', 'send > done', 'start > aside'), 'read', {
  type: 'test.read',
  params: { say: 'orders' },
});
const workflow = say(say(base, 'send', '{{ item.said }} for {{ nodes.start.item.n }}'), 'aside', 'aside');
const idOf = (key: string, within = workflow) => within.nodes.find(node => node.key === key)!.id;

interface Part {
  kind: ReachKind;
  key: string;
  earlier?: readonly NodeExecution[];
  mode?: 'live' | 'verify';
  within?: Workflow;
}

async function runPart({ kind, key, earlier = [], mode = 'live', within = workflow }: Part) {
  const calls: unknown[] = [];
  const reach = { kind, nodeId: idOf(key, within) };
  const graph = graphOf(within, idOf('start', within));
  const given = givenRecords({ graph, reach, earlier, mode, nodeTypes, now });
  const run = await runFlow(within, {
    mode,
    reach: { ...reach, given },
    nodeTypes: testNodeTypes(calls),
    items: [{ n: 7 }],
  });
  return { ...run, calls, byKey: Object.fromEntries(run.records.map(record => [record.nodeKey, record])) };
}

describe('a run of a part', () => {
  it('until a node: what leads there, and nothing else', async () => {
    const { calls, byKey, execution } = await runPart({ kind: 'until', key: 'send' });

    expect(execution.status).toBe('succeeded');
    expect(Object.keys(byKey).sort()).toEqual(['read', 'send', 'start']);
    expect(calls).toEqual(['orders', 'orders for 7']);
  });

  it('one node: it alone, with the items and the lineage of the earlier run', async () => {
    const earlier = (await runFlow(workflow, { items: [{ n: 1 }, { n: 2 }] })).records;
    const { calls, byKey, records } = await runPart({ kind: 'only', key: 'send', earlier });

    expect(calls).toEqual(['orders for 1', 'orders for 2']);
    expect(records.map(({ nodeKey }) => nodeKey)).toEqual(['start', 'read', 'send']);
    expect(byKey.read).toMatchObject({ given: 'earlier', status: 'succeeded' });
    expect(byKey.send!.given ?? null).toBeNull();
  });

  it('from a node: it and everything after, what came before stays as it was', async () => {
    const earlier = (await runFlow(workflow, { items: [{ n: 1 }] })).records;
    const { calls, byKey } = await runPart({ kind: 'from', key: 'send', earlier });

    expect(calls).toEqual(['orders for 1']);
    expect(byKey.done!.outputs.next).toHaveLength(1);
    expect(byKey.aside).toBeUndefined();
  });

  it('finds the records of a node that has another key by now', async () => {
    const earlier = (await runFlow(workflow, { items: [{ n: 1 }] })).records;
    const nodes = workflow.nodes.map(node => (node.key === 'read' ? { ...node, key: 'fetch', label: 'Fetch' } : node));
    const { calls, byKey } = await runPart({ kind: 'only', key: 'send', earlier, within: { ...workflow, nodes } });

    expect(calls).toEqual(['orders for 1']);
    expect(byKey.send!.sources).toEqual([{ nodeKey: 'fetch', port: 'next', index: 0 }]);
  });

  it('takes a pinned output where nothing ran before, and never in a live run', async () => {
    const pinned = having(workflow, 'read', { options: { pinned: [{ said: 'pinned' }] } });
    const within = say(pinned, 'send', '{{ item.said }}');
    const { byKey } = await runPart({ kind: 'only', key: 'send', mode: 'verify', within });

    expect(byKey.read).toMatchObject({ given: 'pinned', simulated: true });
    expect(byKey.send).toMatchObject({ simulated: true, outputs: { next: [{ said: 'would say pinned' }] } });
    await expect(runPart({ kind: 'only', key: 'send', within })).rejects.toMatchObject({
      code: 'run.nothing_recorded',
    });
  });

  it('marks a pinned output in the record of a test run, and executes in a live one', async () => {
    const pinned = having(base, 'read', { options: { pinned: [{ said: 'pinned' }] } });
    const test = await runFlow(pinned, { mode: 'verify' });
    const live = await runFlow(pinned);

    const read = ({ records }: typeof test) => records.find(({ nodeKey }) => nodeKey === 'read');
    expect(read(test)).toMatchObject({ given: 'pinned', simulated: true, outputs: { next: [{ said: 'pinned' }] } });
    expect(read(live)!.outputs.next![0]).toMatchObject({ said: 'orders' });
  });
});
