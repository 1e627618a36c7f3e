import { describe, expect, it } from 'vitest';
import { AppError } from '../errors';
import { createSandbox } from '../workflow/sandbox';
import type { Workflow } from '../workflow/schema';
import type { Execution } from './execution';
import { runningRecord } from './plain-records';
import type { NodeDefinitions, RunDeps } from './run-deps';
import { runExecution } from './run-execution';
import { createMemoryJournal, toExecution } from './run-in-memory';
import { summarizeRun } from './summarize-run';
import { flow, having, noServices, testNodeTypes } from './testing/flow';

const sandbox = createSandbox();
const start = new Date('2026-01-01T08:00:00Z');

/** One execution whose journal outlives its workers, with a clock that the test sets. */
function stage(workflow: Workflow, nodeTypes: NodeDefinitions) {
  const triggerNodeId = workflow.nodes.find(({ key }) => key === 'start')!.id;
  const options = {
    workflow,
    nodeTypes,
    triggerNodeId,
    triggerItems: [{ n: 1 }, { n: 2 }],
    services: noServices,
    sandbox,
  };
  const { journal, read } = createMemoryJournal(toExecution({ ...options, mode: 'live' }));
  const alarms: Date[] = [];
  const clock = { now: start };
  const deps: RunDeps = {
    ...{ journal, nodeTypes, sandbox },
    servicesFor: () => noServices,
    clock: () => clock.now,
    wait: async () => undefined,
    wakeAt: async (_id, time) => void alarms.push(time),
    onBug: () => undefined,
  };
  const work = () => runExecution(deps, read().execution.id, new AbortController().signal);
  return { journal, read, alarms, clock, work };
}

const calling = (type: string) =>
  having(flow('start > call', 'call > after'), 'call', { type, params: { say: '{{ item.n }}' } });
const limited = (retryAfterMs: number) => new AppError('node.rate_limited', { service: 'Example', retryAfterMs });

describe('a long pause before the next attempt', () => {
  it('frees the worker, and goes on at the item that waits when its time has come', async () => {
    const calls: unknown[] = [];
    const { read, alarms, clock, work } = stage(calling('test.write'), testNodeTypes(calls, [null, limited(60_000)]));

    expect(await work()).toBe('parked');
    expect(read().execution.status).toBe('waiting');
    expect(alarms).toEqual([new Date('2026-01-01T08:01:00Z')]);
    expect(summarizeRun(read().execution, read().records)).toMatchInlineSnapshot(
      `"The run waits. "call": Example asks us to slow down (429). It is tried again at 2026-01-01T08:01:00.000Z."`,
    );

    clock.now = new Date('2026-01-01T08:00:30Z');
    expect(await work()).toBe('parked'); // somebody looked too early
    clock.now = new Date('2026-01-01T08:01:01Z');
    expect(await work()).toBe('finished');

    expect(calls).toEqual([1, 2, 2]);
    const record = read().records.find(({ nodeKey }) => nodeKey === 'call')!;
    expect(record).toMatchObject({ status: 'succeeded', attempt: 2, wakeAt: null });
    expect(record.outputs.next!.map(({ said }) => said)).toEqual(['1', '2']);
    expect(read().execution.status).toBe('succeeded');
  });
});

interface Interruption {
  tries?: number;
  seen?: boolean;
  lost?: string;
}

async function interrupted(
  type: string,
  effect: 'read' | 'write',
  { tries = 1, seen = true, lost }: Interruption = {},
) {
  const calls: unknown[] = [];
  const workflow = calling(type);
  const staged = stage(workflow, testNodeTypes(calls));
  const { id } = staged.read().execution;
  const node = workflow.nodes.find(({ key }) => key === 'call')!;
  const trigger = workflow.nodes.find(({ key }) => key === 'start')!;
  const at = start.toISOString();
  await staged.journal.claim(id);
  const done = { ...runningRecord(trigger, { startedAt: at }), status: 'succeeded' as const, seq: 1 };
  const began = { ...runningRecord(node, { startedAt: at, effect }), seq: 2 };
  await staged.journal.write({
    executionId: id,
    epoch: 1,
    records: [{ ...done, outputs: { next: [{ n: 1 }, { n: 2 }] }, finishedAt: at }, ...(seen ? [began] : [])],
  });
  const claim = staged.journal.claim;
  staged.journal.claim = async one => ({ ...(await claim(one))!, tries, lost });
  await staged.work();
  return { calls, ...staged.read() };
}

describe('a node that was interrupted', () => {
  it('is not repeated when nobody knows whether it took effect: the person is asked', async () => {
    const { calls, execution, records } = await interrupted('test.write', 'write');

    expect(calls).toEqual([]);
    expect(execution).toMatchObject({
      status: 'result_unknown',
      error: { code: 'node.result_unknown', nodeKey: 'call' },
    });
    expect(records.map(({ nodeKey }) => nodeKey)).toEqual(['start', 'call']);
    expect(summarizeRun(execution, records)).toContain('nobody knows whether it took effect');
  });

  it('is repeated with the same keys when that is harmless, and a read is repeated anyway', async () => {
    const write = await interrupted('test.safe-write', 'write');
    const read = await interrupted('test.read', 'read');

    expect([write.calls, read.calls]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    const keys = write.records.find(({ nodeKey }) => nodeKey === 'call')!.outputs.next!.map(({ key }) => key);
    expect(keys).toEqual([0, 1].map(index => `${write.execution.id}/call/${index}`));
    expect([write.execution.status, read.execution.status]).toEqual(['succeeded', 'succeeded']);
  });
});

describe('a run of which a list was lost meanwhile', () => {
  it('ends at the step that would have read it, and says what to do', async () => {
    const { calls, execution, records } = await interrupted('test.write', 'write', { seen: false, lost: 'Orders' });

    expect(calls).toEqual([]);
    expect(execution).toMatchObject({ status: 'failed', error: { code: 'execution.data_lost', nodeKey: 'call' } });
    expect(execution.error!.message).toMatch(/"Orders".+missing.+Run the workflow again/);
    expect(records.map(({ nodeKey, status }) => [nodeKey, status])).toEqual([
      ['start', 'succeeded'],
      ['call', 'failed'],
    ]);
  });

  it('says of an effect that had begun only that nobody knows', async () => {
    const { execution } = await interrupted('test.write', 'write', { lost: 'Orders' });
    expect(execution).toMatchObject({ status: 'result_unknown', error: { code: 'node.result_unknown' } });
  });
});

describe('a run whose workers went away one after the other', () => {
  it('is set aside with the step it was at, also where that was never seen to begin', async () => {
    const [seen, unseen] = [true, false];
    for (const at of [seen, unseen]) {
      const { calls, execution, records } = await interrupted('test.read', 'read', { tries: 6, seen: at });

      expect(calls).toEqual([]);
      expect(execution).toMatchObject({ status: 'failed', error: { code: 'execution.set_aside', nodeKey: 'call' } });
      expect(execution.error!.details).toMatchObject({ tries: 5, label: 'call' });
      expect(records.map(({ nodeKey, status }) => [nodeKey, status])).toEqual([
        ['start', 'succeeded'],
        ['call', 'failed'],
      ]);
    }
  });

  it('goes on at the fifth time, and says of an effect only that nobody knows', async () => {
    const fifth = await interrupted('test.read', 'read', { tries: 5 });
    const write = await interrupted('test.safe-write', 'write', { tries: 6 });

    expect([fifth.calls, fifth.execution.status]).toEqual([[1, 2], 'succeeded']);
    expect(write.calls).toEqual([]);
    expect(write.execution).toMatchObject({ status: 'result_unknown', error: { code: 'node.result_unknown' } });
  });
});

describe('effects as barriers', () => {
  it('has everything on disk before a write begins, and says that it begins', async () => {
    const seen: string[][] = [];
    const workflow = having(flow('start > one', 'one > call', 'call > two'), 'call', {
      type: 'test.write',
      params: { say: 'x' },
    });
    const staged = stage(workflow, testNodeTypes([]));
    const inner = staged.journal.write;
    staged.journal.write = async entry => {
      seen.push([
        ...entry.records.map(({ nodeKey, status }) => `${nodeKey} ${status}`),
        ...(entry.progress?.status ? [entry.progress.status] : []),
      ]);
      return inner(entry);
    };

    await staged.work();

    expect(seen).toEqual([
      ['start succeeded', 'one succeeded', 'call running'],
      ['call succeeded', 'two succeeded', 'succeeded'],
    ]);
  });

  it('commits a chain of computing nodes and the answer once', async () => {
    const seen: number[] = [];
    const workflow = having(flow('start > one', 'one > two', 'two > reply'), 'reply', {
      type: 'test.answer',
      params: { body: 'ok' },
    });
    const staged = stage(workflow, testNodeTypes());
    const inner = staged.journal.write;
    staged.journal.write = async entry => {
      seen.push(entry.records.length);
      return inner(entry);
    };

    await staged.work();

    expect(seen).toEqual([4]);
    expect(staged.read().execution).toMatchObject<Partial<Execution>>({
      status: 'succeeded',
      answer: { status: 200, headers: {}, body: 'ok' },
    });
  });

  it('leaves a run to whoever has taken it over', async () => {
    const staged = stage(calling('test.write'), testNodeTypes());
    staged.journal.write = async () => {
      throw new AppError('execution.lease_lost', {});
    };

    expect(await staged.work()).toBe('left');
  });
});
