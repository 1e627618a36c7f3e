import { describe, expect, it } from 'vitest';
import { node as wait } from '../nodes/core/wait.node';
import type { NodeDefinition } from '../nodes/define-node';
import { createSandbox } from '../workflow/sandbox';
import type { Workflow } from '../workflow/schema';
import { givenRecords } from './given-records';
import { graphOf } from './graph';
import type { Reach } from './reach';
import type { RunDeps } from './run-deps';
import { runExecution } from './run-execution';
import { createMemoryJournal, toExecution } from './run-in-memory';
import { summarizeRun } from './summarize-run';
import { flow, having, noServices, runFlow, testNodeTypes } from './testing/flow';

const sandbox = createSandbox();
const nodeTypes = { ...testNodeTypes(), 'core.wait': wait as unknown as NodeDefinition };
const waiting = (params: Record<string, string | number>) =>
  having(flow('start > hold', 'hold > after', 'start > beside'), 'hold', { type: 'core.wait', params });

/** Every `work` is another worker: it knows nothing but what the journal kept. */
const stage = (params: Record<string, string | number>) => stageOf(waiting(params));

function stageOf(workflow: Workflow, reach?: Reach) {
  const triggerNodeId = workflow.nodes.find(({ key }) => key === 'start')!.id;
  const items = { triggerItems: [{ n: 1 }, { n: 2 }], services: noServices, sandbox };
  const { journal, read } = createMemoryJournal(
    toExecution({ workflow, nodeTypes, triggerNodeId, mode: 'live', reach, ...items }),
  );
  const alarms: string[] = [];
  const paused: number[] = [];
  const clock = { now: new Date('2026-03-28T10:00:00Z') };
  const deps: RunDeps = {
    ...{ journal, nodeTypes, sandbox },
    servicesFor: () => noServices,
    clock: () => clock.now,
    wait: async ms => void paused.push(ms),
    wakeAt: async (_id, time) => void alarms.push(time.toISOString()),
    onBug: () => undefined,
  };
  const work = () => runExecution(deps, read().execution.id, new AbortController().signal);
  const record = (key: string) => read().records.find(({ nodeKey }) => nodeKey === key);
  return { read, alarms, paused, clock, work, record };
}

describe('a step that waits', () => {
  it('parks the run, keeps nobody else waiting, and goes on with the same items when its time has come', async () => {
    const { read, alarms, clock, work, record } = stage({ amount: 2, unit: 'hours' });

    expect(await work()).toBe('parked');
    expect(alarms).toEqual(['2026-03-28T12:00:00.000Z']);
    expect(record('beside')!.status).toBe('succeeded');
    expect(record('hold')).toMatchObject({ status: 'waiting', wakeAt: '2026-03-28T12:00:00.000Z', error: null });
    expect(summarizeRun(read().execution, read().records)).toBe(
      'The run waits. "hold" goes on at 2026-03-28T12:00:00.000Z.',
    );

    clock.now = new Date('2026-03-28T11:00:00Z');
    expect(await work()).toBe('parked'); // looked too early: not a minute is added
    expect(alarms.at(-1)).toBe('2026-03-28T12:00:00.000Z');

    clock.now = new Date('2026-03-28T12:00:01Z');
    expect(await work()).toBe('finished');
    expect(read().execution.status).toBe('succeeded');
    expect(record('hold')).toMatchObject({
      status: 'succeeded',
      attempt: 1,
      outputs: { next: [{ n: 1 }, { n: 2 }] },
      origins: { next: [0, 1] },
    });
    expect(record('after')!.outputs.next).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it.each([
    [{ mode: 'until', until: '2026-03-30 08:00', timeZone: 'Europe/Berlin' }, '2026-03-30T06:00:00.000Z'],
    [{ mode: 'until', until: '08:00', timeZone: 'Europe/Berlin' }, '2026-03-29T06:00:00.000Z'],
    [{ mode: 'until', until: '23:30' }, '2026-03-28T23:30:00.000Z'],
    [{ mode: 'until', until: 'tomorrow' }, '2026-03-29T00:00:00.000Z'],
    [{ amount: 1, unit: 'days', timeZone: 'Europe/Berlin' }, '2026-03-29T09:00:00.000Z'],
  ])('with %o goes on at %s', async (params, time) => {
    const { alarms, work } = stage(params as Record<string, string | number>);
    expect(await work()).toBe('parked');
    expect(alarms).toEqual([time]);
  });

  it('does not park for a blink, nor for a date that has passed', async () => {
    const blink = stage({ amount: 2, unit: 'seconds' });
    expect(await blink.work()).toBe('finished');
    expect(blink.paused).toEqual([2_000]);
    const past = stage({ mode: 'until', until: '2026-03-01' });
    expect(await past.work()).toBe('finished');
    expect(past.paused).toEqual([]);
  });

  it('fails on a date that cannot be read, or that lies years ahead', async () => {
    const wrong: Record<string, string | number>[] = [
      { mode: 'until', until: 'soon' },
      { mode: 'until', until: '2031-01-01' },
      { amount: 900_000, unit: 'weeks' },
    ];
    for (const params of wrong) {
      const { read, work } = stage(params);
      expect(await work()).toBe('finished');
      expect(read().execution.error).toMatchObject({ code: 'node.data_wrong', nodeKey: 'hold' });
    }
  });

  it('is passed at once in a test run, and says that it was', async () => {
    const { execution, records } = await runFlow(waiting({ amount: 3, unit: 'days' }), { nodeTypes, mode: 'verify' });
    expect(execution.status).toBe('succeeded');
    expect(records.find(({ nodeKey }) => nodeKey === 'hold')).toMatchObject({ status: 'succeeded', simulated: true });
  });

  it('gives up where nobody would wake it', async () => {
    const { execution } = await runFlow(waiting({ amount: 3, unit: 'days' }), { nodeTypes });
    expect(execution.error).toMatchObject({ code: 'node.cannot_wait' });
  });

  it('another worker that takes over carries out the same part, with what the first was given', async () => {
    const workflow = having(flow('start > before', 'before > hold', 'hold > mid', 'mid > after'), 'hold', {
      type: 'core.wait',
      params: { amount: 2, unit: 'hours' },
    });
    const idOf = (key: string) => workflow.nodes.find(node => node.key === key)!.id;
    const earlier = (await runFlow(having(workflow, 'hold', { type: 'test.pass', params: {} }), { items: [{ n: 8 }] }))
      .records;
    const reach = { kind: 'from' as const, nodeId: idOf('hold') };
    const given = givenRecords({
      ...{ graph: graphOf(workflow, idOf('start')), reach, earlier, nodeTypes },
      ...{ mode: 'live', now: new Date('2026-03-28T09:00:00Z') },
    });
    const { read, clock, work, record } = stageOf(workflow, { ...reach, given });

    expect(await work()).toBe('parked');
    clock.now = new Date('2026-03-28T12:00:01Z');
    expect(await work()).toBe('finished');

    expect(read().execution.status).toBe('succeeded');
    expect(record('before')).toMatchObject({ given: 'earlier', outputs: { next: [{ n: 8 }] } });
    expect(record('after')!.outputs).toEqual({ next: [{ n: 8 }] });
    expect(read().records.map(({ nodeKey }) => nodeKey)).toEqual(['start', 'before', 'hold', 'mid', 'after']);
  });
});
