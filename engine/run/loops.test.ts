import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../errors';
import { explainExecution } from '../explain/explain-execution';
import { nodeTypes as registry } from '../nodes/registry.generated';
import { createSandbox } from '../workflow/sandbox';
import type { Item, Workflow } from '../workflow/schema';
import type { RunDeps } from './run-deps';
import { runExecution } from './run-execution';
import { createMemoryJournal, toExecution } from './run-in-memory';
import { summarizeRun } from './summarize-run';
import { flow, having, noServices, runFlow, smallNode, testNodeTypes } from './testing/flow';

const sandbox = createSandbox();

/** Puts the nodes named into the loop. */
const inside = (workflow: Workflow, loop: string, ...keys: string[]): Workflow => {
  const owner = workflow.nodes.find(({ key }) => key === loop)!.id;
  return {
    ...workflow,
    nodes: workflow.nodes.map(node => (keys.includes(node.key) ? { ...node, parentId: owner } : node)),
  };
};
/** `flow` knows no node without an arrow: this one belongs to a loop. */
const adding = (workflow: Workflow, key: string, facts: { type: string; params?: Item }): Workflow => ({
  ...workflow,
  nodes: [
    ...workflow.nodes,
    {
      id: `00000000-0000-4000-8000-${String(500 + workflow.nodes.length).padStart(12, '0')}`,
      ...{ key, label: key, params: {}, options: {}, position: null, parentId: null },
      ...facts,
    },
  ],
});
const loop = (params: Item, options = {}) => ({ type: 'core.loop', params, options });
const people = [{ name: 'Ada' }, { name: 'Bo' }, { name: 'Cy' }];

/** start > each_row [ say ] > done */
const sayEach = (params: Item = {}, options = {}) => {
  const outer = having(flow('start > each_row', 'each_row > done'), 'each_row', loop(params, options));
  const body = adding(outer, 'say', {
    type: 'test.write',
    params: { say: '{{ item.name }} {{ nodes.each_row.items.length }}' },
  });
  return inside(body, 'each_row', 'say');
};

function types(calls: unknown[] = [], failures: (AppError | null)[] = []) {
  const loopType = { 'core.loop': registry['core.loop']!, 'core.wait': registry['core.wait']! };
  const step = smallNode({
    params: z.object({ add: z.coerce.number() }),
    execute: ({ item, params }) => ({ next: [{ ...item, n: params.add }] }),
  });
  const pick = smallNode({ params: z.object({}), runs: 'all', execute: ({ items }) => ({ next: items.slice(0, 0) }) });
  return { ...testNodeTypes(calls, failures), ...loopType, 'test.add': step, 'test.none': pick };
}

describe('a loop', () => {
  it('carries out what it owns for each item, and each round has its records', async () => {
    const calls: unknown[] = [];
    const { execution, records } = await runFlow(sayEach(), { items: people, nodeTypes: types(calls) });
    expect(execution.status).toBe('succeeded');
    expect(calls).toEqual(['Ada 1', 'Bo 1', 'Cy 1']);
    expect(records.map(({ nodeKey }) => nodeKey)).toEqual([
      'start',
      'each_row[0]/say',
      'each_row[1]/say',
      'each_row[2]/say',
      'each_row',
      'done',
    ]);
    const given = records.find(({ nodeKey }) => nodeKey === 'each_row')!;
    expect(given.outputs.next!.map(({ name }) => name)).toEqual(['Ada', 'Bo', 'Cy']);
    expect(given.origins.next).toEqual([0, 1, 2]);
    const keys = given.outputs.next!.map(({ key }) => String(key).replace(/^[^/]+\//, ''));
    expect(keys).toEqual(['each_row[0]/say/0', 'each_row[1]/say/0', 'each_row[2]/say/0']);
  });

  it('takes so many items a round', async () => {
    const calls: unknown[] = [];
    const workflow = sayEach({ mode: 'batch', batchSize: 2 });
    const { records } = await runFlow(workflow, { items: people, nodeTypes: types(calls) });
    expect(calls).toEqual(['Ada 2', 'Bo 2', 'Cy 1']);
    expect(records.find(({ nodeKey }) => nodeKey === 'each_row')!.origins.next).toEqual([0, 1, 2]);
  });

  it('lets steps behind it reach back through it, item by item', async () => {
    const workflow = having(sayEach(), 'done', { type: 'test.set', params: { value: '{{ nodes.start.item.name }}' } });
    const { records } = await runFlow(workflow, { items: people, nodeTypes: types() });
    expect(records.at(-1)!.outputs.next!.map(({ value }) => value)).toEqual(['Ada', 'Bo', 'Cy']);
  });

  it('stops at the item that fails, and names round, step and reason', async () => {
    const failure = new AppError('node.params_invalid', { param: 'to', reason: 'it is no address' });
    const workflow = sayEach();
    const { execution, records } = await runFlow(workflow, { items: people, nodeTypes: types([], [null, failure]) });
    expect(execution).toMatchObject({
      status: 'failed',
      error: { code: 'node.params_invalid', nodeKey: 'each_row[1]/say' },
    });
    expect(records.at(-1)).toMatchObject({
      nodeKey: 'each_row',
      status: 'failed',
      error: {
        code: 'loop.round_failed',
        message: 'Round 2 (item 2 of 3) stopped at "say": The setting "to" does not fit: it is no address.',
        itemIndex: 1,
      },
    });
  });

  it.each([
    ['continue', { next: ['Ada', 'Bo', 'Cy'] }],
    ['route', { next: ['Ada', 'Cy'], error: ['Bo'] }],
  ] as const)('goes on behind a failing item with %s', async (onError, expected) => {
    const failure = new AppError('node.params_invalid', { param: 'to', reason: 'it is no address' });
    const workflow = sayEach({}, { onError });
    const { execution, records } = await runFlow(workflow, { items: people, nodeTypes: types([], [null, failure]) });
    expect(execution.status).toBe('succeeded');
    const { outputs } = records.find(({ nodeKey }) => nodeKey === 'each_row')!;
    const names = Object.entries(outputs).map(([port, items]) => [port, items.map(({ name }) => name).sort()]);
    expect(Object.fromEntries(names)).toEqual(expected);
    const told = Object.values(outputs)
      .flat()
      .find(({ name }) => name === 'Bo');
    expect(told).toMatchObject({ error: { code: 'loop.round_failed' } });
  });

  const counting = (params: Item) => {
    const outer = having(flow('start > again', 'again > done'), 'again', loop({ mode: 'until', ...params }));
    const body = adding(outer, 'count', { type: 'test.add', params: { add: '{{ item.n + 1 }}' } });
    return inside(body, 'again', 'count');
  };
  const until = (n: number) => ({ conditions: [{ left: '{{ item.n }}', operator: 'greater_or_equal', right: n }] });

  it('repeats until the conditions hold for what came back', async () => {
    const { records } = await runFlow(counting(until(4)), { items: [{ n: 1 }], nodeTypes: types() });
    expect(records.map(({ nodeKey }) => nodeKey).filter(key => key.startsWith('again['))).toHaveLength(3);
    expect(records.at(-1)!.outputs.next).toEqual([{ n: 4 }]);
  });

  it('begins every round with what arrived where that is asked', async () => {
    const workflow = counting({ ...until(4), again: 'input', maxRounds: 5, atLimit: 'stop' });
    const { records } = await runFlow(workflow, { items: [{ n: 1 }], nodeTypes: types() });
    expect(records.at(-1)!.outputs.next).toEqual([{ n: 2 }]);
  });

  it('says that its end was not reached', async () => {
    const workflow = counting({ ...until(400), maxRounds: 5 });
    const { execution } = await runFlow(workflow, { items: [{ n: 1 }], nodeTypes: types() });
    expect(execution.error).toMatchObject({ code: 'loop.limit_reached', nodeKey: 'again', details: { limit: 5 } });
  });

  it('refuses more items than rounds before the first one', async () => {
    const calls: unknown[] = [];
    const { execution } = await runFlow(sayEach({ maxRounds: 2 }), { items: people, nodeTypes: types(calls) });
    expect(execution.error).toMatchObject({ code: 'loop.too_many_rounds', details: { rounds: 3, limit: 2 } });
    expect(calls).toEqual([]);
  });

  it('goes page by page until one is empty', async () => {
    const asked: unknown[] = [];
    const outer = having(flow('start > pages', 'pages > done'), 'pages', loop({ mode: 'pages' }));
    const body = adding(outer, 'fetch', {
      type: 'test.page',
      params: { page: '{{ item.page }} {{ nodes.pages.item.page }}' },
    });
    const page = smallNode({
      params: z.object({ page: z.unknown() }),
      execute: ({ params }): { next: Item[] } => {
        asked.push(params.page);
        return { next: asked.length < 3 ? [{ from: asked.length, at: 'a' }, { from: asked.length }] : [] };
      },
    });
    const { records } = await runFlow(inside(body, 'pages', 'fetch'), { nodeTypes: { ...types(), 'test.page': page } });
    expect(asked).toEqual(['1 1', '2 2', '3 3']);
    expect(records.at(-1)!.outputs.next!.map(({ from }) => from)).toEqual([1, 1, 2, 2]);
  });

  it('stands in a loop itself, and the inner one reaches the outer round', async () => {
    const calls: unknown[] = [];
    const outer = having(flow('start > outer', 'outer > done'), 'outer', loop({}));
    const inner = adding(outer, 'inner', {
      type: 'core.loop',
      params: { mode: 'until', conditions: [{ left: '{{ item.n }}', operator: 'equals', right: 2 }] },
    });
    const count = adding(inner, 'count', { type: 'test.add', params: { add: '{{ (item.n ?? 0) + 1 }}' } });
    const say = adding(count, 'say', {
      type: 'test.write',
      params: { say: '{{ nodes.outer.item.name }} {{ nodes.count.item.n }}' },
    });
    const arrow = { ...say.connections[0]!, id: '00000000-0000-4000-8000-000000009999' };
    const idOf = (key: string) => say.nodes.find(node => node.key === key)!.id;
    const joined = { ...say, connections: [...say.connections, { ...arrow, from: idOf('count'), to: idOf('say') }] };
    const workflow = inside(inside(joined, 'inner', 'count', 'say'), 'outer', 'inner');
    const { execution, records } = await runFlow(workflow, { items: people.slice(0, 2), nodeTypes: types(calls) });
    expect(execution.error).toBeNull();
    expect(calls).toEqual(['Ada 1', 'Ada 2', 'Bo 1', 'Bo 2']);
    expect(records.map(({ nodeKey }) => nodeKey)).toContain('outer[1]/inner[1]/say');
  });

  it('is told with its round: in the summary, in the explanation and where the value came from', async () => {
    const workflow = having(sayEach({}, {}), 'say', {
      type: 'test.write',
      params: { say: '{{ nodes.each_row.item.mail }}' },
    });
    const items: Item[] = [{ mail: 'a@b' }, { male: 'c@d' }];
    const run = await runFlow(workflow, { items, nodeTypes: types() });
    expect(summarizeRun(run.execution, run.records)).toContain('The run stopped at "say" in round 2 of "each_row": ');
    const { sentence, cause, evidence } = explainExecution({ ...run, nodeTypes: types() });
    expect(sentence).toContain('*say* in round 2 of *each_row*');
    expect(cause.node).toBe('each_row[1]/say');
    expect(JSON.stringify(evidence)).toContain('male');
  });

  it('pauses between rounds without keeping a worker, and a look in between makes the pause no longer', async () => {
    const { journal, read } = createMemoryJournal(
      toExecution({
        ...{ workflow: sayEach({ pauseSeconds: 60 }), nodeTypes: types(), mode: 'live', triggerItems: people },
        ...{ triggerNodeId: sayEach().nodes[0]!.id, services: noServices, sandbox },
      }),
    );
    const calls: unknown[] = [];
    const alarms: string[] = [];
    const clock = { now: new Date('2026-03-28T10:00:00Z') };
    const deps: RunDeps = {
      ...{ journal, nodeTypes: types(calls), sandbox, servicesFor: () => noServices, clock: () => clock.now },
      wait: async () => undefined,
      wakeAt: async (_id, time) => void alarms.push(time.toISOString()),
      onBug: () => undefined,
    };
    const work = () => runExecution(deps, read().execution.id, new AbortController().signal);
    expect(await work()).toBe('parked');
    clock.now = new Date('2026-03-28T10:00:30Z');
    expect(await work()).toBe('parked');
    expect(alarms).toEqual(['2026-03-28T10:01:00.000Z', '2026-03-28T10:01:00.000Z']);
    expect(calls).toEqual(['Ada 1']);
    clock.now = new Date('2026-03-28T10:01:01Z');
    expect(await work()).toBe('parked');
    clock.now = new Date('2026-03-28T10:03:00Z');
    expect(await work()).toBe('finished');
    expect(calls).toEqual(['Ada 1', 'Bo 1', 'Cy 1']);
    expect(read().execution.status).toBe('succeeded');
  });

  it('parks where a step inside waits, and goes on in that round', async () => {
    const workflow = having(sayEach(), 'say', { type: 'core.wait', params: { mode: 'for', amount: 1, unit: 'hours' } });
    const start = { triggerNodeId: workflow.nodes[0]!.id, services: noServices, sandbox };
    const { journal, read } = createMemoryJournal(
      toExecution({ workflow, nodeTypes: types(), mode: 'live', triggerItems: people.slice(0, 2), ...start }),
    );
    const clock = { now: new Date('2026-03-28T10:00:00Z') };
    const deps: RunDeps = {
      ...{ journal, nodeTypes: types(), sandbox, servicesFor: () => noServices, clock: () => clock.now },
      wait: async () => undefined,
      wakeAt: async () => undefined,
      onBug: () => undefined,
    };
    const work = () => runExecution(deps, read().execution.id, new AbortController().signal);
    const statuses = () => read().records.map(({ nodeKey, status }) => `${nodeKey} ${status}`);
    expect(await work()).toBe('parked');
    expect(statuses()).toContain('each_row[0]/say waiting');
    clock.now = new Date('2026-03-28T11:00:01Z');
    expect(await work()).toBe('parked');
    expect(statuses()).toEqual(expect.arrayContaining(['each_row[0]/say succeeded', 'each_row[1]/say waiting']));
    clock.now = new Date('2026-03-28T12:00:02Z');
    expect(await work()).toBe('finished');
    expect(read().records.find(({ nodeKey }) => nodeKey === 'each_row')!.outputs.next).toEqual(people.slice(0, 2));
  });

  it('gives nothing when nothing comes back, and what hangs on it is skipped', async () => {
    const outer = having(flow('start > each_row', 'each_row > done'), 'each_row', loop({}));
    const body = inside(adding(outer, 'drop', { type: 'test.none' }), 'each_row', 'drop');
    const { execution, records } = await runFlow(body, { items: people, nodeTypes: types() });
    expect(execution.status).toBe('succeeded');
    expect(records.at(-1)).toMatchObject({ nodeKey: 'done', status: 'skipped' });
  });
});
