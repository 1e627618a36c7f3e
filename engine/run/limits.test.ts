import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { node as loop } from '../nodes/core/loop.node';
import type { NodeDefinition } from '../nodes/define-node';
import { applyChanges } from '../workflow/apply-changes';
import { mostNodes } from '../workflow/apply-nodes';
import { createSandbox } from '../workflow/sandbox';
import type { Item, Workflow } from '../workflow/schema';
import { validateWorkflow } from '../workflow/validate';
import { limits } from './limits';
import type { RunDeps } from './run-deps';
import { runExecution } from './run-execution';
import { createMemoryJournal, toExecution } from './run-in-memory';
import { flow, having, noServices, smallNode, testNodeTypes } from './testing/flow';

const sandbox = createSandbox();
let nested: Item = { end: 1 };
for (let depth = 0; depth < 40; depth += 1) nested = { inner: nested };

const nodeTypes = {
  ...testNodeTypes(),
  'core.loop': loop as unknown as NodeDefinition,
  'test.many': smallNode({
    params: z.object({}),
    runs: 'all',
    execute: () => ({ next: Array.from({ length: 101 }, (_, n) => ({ n })) }),
  }),
  'test.large': smallNode({ params: z.object({}), execute: () => ({ next: [{ text: 'x'.repeat(10_000) }] }) }),
  'test.deep': smallNode({ params: z.object({}), execute: () => ({ next: [nested] }) }),
};

async function run(workflow: Workflow, most: Partial<typeof limits>) {
  const triggerNodeId = workflow.nodes.find(({ key }) => key === 'start')!.id;
  const start = { triggerNodeId, triggerItems: [{}], mode: 'live' as const, services: noServices };
  const { journal, read } = createMemoryJournal(toExecution({ workflow, nodeTypes, sandbox, ...start }));
  const deps: RunDeps = {
    ...{ journal, nodeTypes, sandbox, servicesFor: () => noServices, clock: () => new Date() },
    ...{ wait: async () => undefined, wakeAt: null, onBug: () => undefined, limits: { ...limits, ...most } },
  };
  await runExecution(deps, read().execution.id, new AbortController().signal);
  return read();
}

describe('a run takes no more than it may', () => {
  it.each([
    ['items', 'test.many', { items: 100 }, 'limit.items', 'The step gave more than 100 items'],
    ['output', 'test.large', { characters: 9_000 }, 'limit.output_size', 'The step gave more than 1 MB'],
    ['depth of data', 'test.deep', { depth: 30 }, 'limit.depth', 'more than 30 lists or objects within each other'],
  ])('%s', async (_what, type, most, code, sentence) => {
    const { execution, records } = await run(having(flow('start > big', 'big > after'), 'big', { type }), most);
    expect(execution).toMatchObject({ status: 'failed', error: { code, nodeKey: 'big' } });
    expect(execution.error!.message).toContain(sentence);
    expect(records.at(-1)).toMatchObject({ nodeKey: 'big', outputs: {} });
    const enough = await run(having(flow('start > big', 'big > after'), 'big', { type }), {});
    expect(enough.execution.status).toBe('succeeded');
  });

  it('time of a worker', async () => {
    const { execution, records } = await run(
      having(flow('start > long', 'long > after'), 'long', { type: 'test.hang' }),
      {
        runtimeMs: 30,
      },
    );
    expect(execution).toMatchObject({ status: 'failed', error: { code: 'limit.runtime', nodeKey: 'long' } });
    expect(records.at(-1)).toMatchObject({ nodeKey: 'long', status: 'cancelled' });
  });

  it('steps', () => {
    const empty = flow('start > a');
    const node = empty.nodes[1]!;
    const full = { ...empty, nodes: [...empty.nodes, ...new Array<typeof node>(mostNodes - 2).fill(node)] };
    const { skipped } = applyChanges(full, [{ type: 'add-node', node: { type: 'test.pass' } }], nodeTypes);
    expect(skipped).toMatchObject([{ code: 'workflow.full', hint: expect.stringContaining('at most 2000 steps') }]);
  });

  it('loops within each other', () => {
    const plain = flow('start > l0');
    const more = [1, 2, 3, 4, 5, 6].map(n => ({
      ...plain.nodes[1]!,
      id: `00000000-0000-4000-8000-00000000060${n}`,
      key: `l${n}`,
      label: `l${n}`,
    }));
    const nodes = [...plain.nodes, ...more].map((node, at, all) =>
      node.key === 'start'
        ? node
        : { ...node, type: node.key === 'l6' ? 'test.pass' : 'core.loop', parentId: at > 1 ? all[at - 1]!.id : null },
    );
    const issues = validateWorkflow({ ...plain, nodes }, nodeTypes);
    expect(issues).toMatchObject([{ code: 'loop_too_deep', nodeKey: 'l6' }]);
  });
});
