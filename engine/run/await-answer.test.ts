import { describe, expect, it } from 'vitest';
import { node as approval } from '../nodes/core/approval.node';
import type { NodeDefinition } from '../nodes/define-node';
import type { Came, RunWaits, Wanted } from '../nodes/run-waits';
import { createSandbox } from '../workflow/sandbox';
import type { RunDeps } from './run-deps';
import { runExecution } from './run-execution';
import { createMemoryJournal, toExecution } from './run-in-memory';
import { summarizeRun } from './summarize-run';
import { flow, having, noServices, runFlow, testNodeTypes } from './testing/flow';

const sandbox = createSandbox();
const nodeTypes = { ...testNodeTypes(), 'core.approval': approval as unknown as NodeDefinition };
const asking = (params: Record<string, unknown>) =>
  having(flow('start > ask', 'ask approved> pay', 'ask refused> tell', 'start > beside'), 'ask', {
    type: 'core.approval',
    params: params as never,
  });

/** Every `work` is another worker: it knows nothing but what the journal and the row kept. */
function stage(params: Record<string, unknown>) {
  const workflow = asking({ title: 'Pay {{ item.n }}?', ...params });
  const triggerNodeId = workflow.nodes.find(({ key }) => key === 'start')!.id;
  const run = { workflow, nodeTypes, triggerNodeId, mode: 'live' as const, services: noServices, sandbox };
  const { journal, read } = createMemoryJournal(toExecution({ ...run, triggerItems: [{ n: 1 }, { n: 2 }] }));
  const clock = { now: new Date('2026-03-28T10:00:00Z') };
  const row: { wanted: Wanted | null; came: Came | null; asked: number } = { wanted: null, came: null, asked: 0 };
  const waits: RunWaits = {
    async open(wanted) {
      row.asked += 1;
      row.wanted ??= wanted;
      return { until: row.wanted.until, came: row.came, told: false, links: [] };
    },
    told: async () => undefined,
    async close() {
      row.came ??= { outcome: 'timed_out', by: null, at: clock.now.toISOString(), values: {} };
      return row.came;
    },
    callUrl: name => `https://example.com/${name}`,
  };
  const alarms: string[] = [];
  const deps: RunDeps = {
    ...{ journal, nodeTypes, sandbox },
    servicesFor: () => ({ ...noServices, waits }),
    clock: () => clock.now,
    wait: async () => undefined,
    wakeAt: async (_id, time) => void alarms.push(time.toISOString()),
    onBug: () => undefined,
  };
  const work = () => runExecution(deps, read().execution.id, new AbortController().signal);
  const statusOf = (key: string) => read().records.find(({ nodeKey }) => nodeKey === key)?.status;
  return { row, clock, alarms, read, work, statusOf };
}

const said = (outcome: Came['outcome']): Came => ({
  ...{ outcome, by: 'Ada', at: '2026-03-28T11:00:00.000Z', values: { note: 'fine' } },
});

describe('a run that asks somebody', () => {
  it('says what is asked and until when, and is parked with the rest of it done', async () => {
    const { row, alarms, work, statusOf, read } = stage({ amount: 1, unit: 'days' });
    expect(await work()).toBe('parked');
    expect(row.wanted).toMatchObject({
      ...{ kind: 'approval', name: 'ask', who: 'owner', asks: { title: 'Pay 1?' } },
      until: new Date('2026-03-29T10:00:00Z'),
    });
    expect(alarms).toEqual(['2026-03-29T10:00:00.000Z']);
    expect([statusOf('beside'), statusOf('ask'), statusOf('pay')]).toEqual(['succeeded', 'waiting', undefined]);
    const { execution, records } = read();
    expect(execution.status).toBe('waiting');
    expect(summarizeRun(execution, records)).toContain('"ask" has asked and goes on when there is an answer');
  });

  it('goes the way that was decided, long before the deadline, with who it was', async () => {
    const { row, work, statusOf, read } = stage({});
    await work();
    row.came = said('approved');
    expect(await work()).toBe('finished');
    expect([statusOf('pay'), statusOf('tell')]).toEqual(['succeeded', 'skipped']);
    const { outputs, origins } = read().records.find(({ nodeKey }) => nodeKey === 'ask')!;
    const approval = { decision: 'approved', by: 'Ada', at: '2026-03-28T11:00:00.000Z', fields: { note: 'fine' } };
    expect(outputs).toEqual({
      approved: [
        { n: 1, approval },
        { n: 2, approval },
      ],
    });
    expect(origins).toEqual({ approved: [0, 1] });
  });

  it('is parked again when it is looked at and nobody has answered yet', async () => {
    const { row, alarms, work } = stage({});
    await work();
    expect(await work()).toBe('parked');
    expect(row.asked).toBe(2);
    expect(new Set(alarms).size).toBe(1);
  });

  it.each([
    ['approve', 'succeeded', 'skipped'],
    ['refuse', 'skipped', 'succeeded'],
  ])('when nobody answers in time and the step says %s, does that', async (onTimeout, pay, tell) => {
    const { clock, work, statusOf } = stage({ amount: 2, unit: 'hours', onTimeout });
    await work();
    clock.now = new Date('2026-03-28T12:00:00Z');
    expect(await work()).toBe('finished');
    expect([statusOf('pay'), statusOf('tell')]).toEqual([pay, tell]);
  });

  it('fails in a sentence when it is set to', async () => {
    const { clock, work, read } = stage({ amount: 2, unit: 'hours', onTimeout: 'fail' });
    await work();
    clock.now = new Date('2026-03-28T12:00:00Z');
    await work();
    expect(read().execution).toMatchObject({
      status: 'failed',
      error: { code: 'approval.nobody_answered', nodeKey: 'ask' },
    });
  });

  it('counts an answer that came before the deadline even when it is looked at afterwards', async () => {
    const { row, clock, work, statusOf } = stage({ amount: 2, unit: 'hours', onTimeout: 'refuse' });
    await work();
    row.came = said('approved');
    clock.now = new Date('2026-03-30T12:00:00Z');
    await work();
    expect(statusOf('pay')).toBe('succeeded');
  });
});

it('a test run goes on as if it was approved, and says so', async () => {
  const { execution, records } = await runFlow(asking({}), { nodeTypes, mode: 'verify' });
  expect(execution.status).toBe('succeeded');
  const ask = records.find(({ nodeKey }) => nodeKey === 'ask')!;
  expect(ask).toMatchObject({
    simulated: true,
    outputs: { approved: [{ approval: { decision: 'approved', by: null } }] },
  });
});

it('gives up where nobody would wake it', async () => {
  const { execution } = await runFlow(asking({}), { nodeTypes, mode: 'live' });
  expect(execution.error).toMatchObject({ code: 'node.cannot_wait' });
});
