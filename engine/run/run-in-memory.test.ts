import { describe, expect, it } from 'vitest';
import { AppError } from '../errors';
import type { NodeExecution } from './node-execution';
import { flow, having, runFlow, testNodeTypes } from './testing/flow';

const statuses = (records: readonly NodeExecution[]) =>
  Object.fromEntries(records.map(({ nodeKey, status }) => [nodeKey, status]));
const recordOf = (records: readonly NodeExecution[], key: string) => records.find(({ nodeKey }) => nodeKey === key)!;
const unavailable = () => new AppError('node.unavailable', { service: 'Example', status: 503, reason: 'busy' });

describe('a run', () => {
  it('takes one branch, skips the other and records both', async () => {
    const workflow = having(
      flow('start > check', 'check yes> tell', 'check no> log', 'tell > done', 'log > done'),
      'check',
      {
        type: 'test.if',
        params: { when: '{{ item.n > 1 }}' },
      },
    );

    const { execution, records } = await runFlow(workflow, { items: [{ n: 2 }] });

    expect(execution.status).toBe('succeeded');
    expect(statuses(records)).toEqual({
      start: 'succeeded',
      check: 'succeeded',
      tell: 'succeeded',
      log: 'skipped',
      done: 'succeeded',
    });
    expect(recordOf(records, 'done').outputs).toEqual({ next: [{ n: 2 }] });
  });

  it('waits for both arrows into one port and appends in the order of the arrows', async () => {
    const base = flow('start > slow', 'start > quick', 'slow > both', 'quick > both', 'both > more');
    const slow = having(base, 'slow', { type: 'test.read', params: { say: 'slow' } });
    const workflow = having(slow, 'quick', { type: 'test.set', params: { value: 'quick' } });

    const { records } = await runFlow(workflow);

    expect(recordOf(records, 'both').outputs.next!.map(({ said, value }) => said ?? value)).toEqual(['slow', 'quick']);
    expect(recordOf(records, 'both').sources).toEqual([
      { nodeKey: 'slow', port: 'next', index: 0 },
      { nodeKey: 'quick', port: 'next', index: 0 },
    ]);
  });

  it('lets a node read the item it came from by lineage', async () => {
    const base = flow('start > grow', 'grow > check', 'check yes> tell', 'check no> log');
    const grown = having(base, 'grow', { type: 'test.set', params: { value: '{{ item.n * 10 }}' } });
    const checked = having(grown, 'check', { type: 'test.if', params: { when: '{{ item.value > 15 }}' } });
    const workflow = having(checked, 'tell', {
      type: 'test.set',
      params: { value: '{{ nodes.start.item.n }} of {{ nodes.grow.items.length }}' },
    });

    const { records } = await runFlow(workflow, { items: [{ n: 1 }, { n: 2 }, { n: 3 }] });

    expect(recordOf(records, 'tell').outputs.next!.map(({ value }) => value)).toEqual(['2 of 3', '3 of 3']);
    expect(recordOf(records, 'log').outputs.next).toEqual([{ n: 1, value: 10 }]);
    expect(recordOf(records, 'tell').resolutions[0]).toMatchObject({
      expression: 'nodes.start.item.n',
      value: 2,
      source: { nodeKey: 'start', path: 'n' },
    });
  });

  it('passes items on through a disabled node', async () => {
    const workflow = having(flow('start > off', 'off > after'), 'off', {
      type: 'test.write',
      options: { disabled: true },
    });

    const { records } = await runFlow(workflow);

    expect(statuses(records)).toEqual({ start: 'succeeded', off: 'skipped', after: 'succeeded' });
  });

  it('stops at a setting that does not fit, and names it', async () => {
    const workflow = having(flow('start > bad', 'bad > after'), 'bad', {
      type: 'test.number',
      params: { value: '{{ item.text }}' },
    });

    const { execution, records } = await runFlow(workflow, { items: [{ text: 'many' }] });

    expect(execution).toMatchObject({
      status: 'failed',
      error: { code: 'node.params_invalid', nodeKey: 'bad', itemIndex: 0 },
    });
    expect(execution.error!.details).toMatchObject({ param: 'value', value: 'many' });
    expect(statuses(records)).toEqual({ start: 'succeeded', bad: 'failed' });
  });

  it('names the missing path and its nearest neighbour', async () => {
    const workflow = having(flow('start > set'), 'set', {
      type: 'test.set',
      params: { value: '{{ item.customer.mail }}' },
    });

    const { execution } = await runFlow(workflow, { items: [{ customer: { email: 'ann@example.com' } }] });

    expect(execution.error).toMatchObject({ code: 'expression.path_missing', details: { nearest: 'customer.email' } });
  });

  it('keeps the first answer', async () => {
    const base = flow('start > reply', 'reply > again');
    const first = having(base, 'reply', { type: 'test.answer', params: { body: 'Hello {{ item.name }}' } });
    const workflow = having(first, 'again', { type: 'test.answer', params: { body: 'later' } });

    const { execution } = await runFlow(workflow, { items: [{ name: 'Ann' }] });

    expect(execution.answer).toEqual({ status: 200, headers: {}, body: 'Hello Ann' });
  });

  it('refuses to go round in circles', async () => {
    const { execution } = await runFlow(flow('start > one', 'one > two', 'two > one'));

    expect(execution).toMatchObject({ status: 'failed', error: { code: 'workflow.not_runnable', nodeKey: null } });
  });

  it('does not wait for what another trigger would bring', async () => {
    const { execution, records } = await runFlow(flow('start > both', 'other > both'));

    expect(execution.status).toBe('succeeded');
    expect(statuses(records)).toEqual({ start: 'succeeded', both: 'succeeded' });
  });
});

describe('a failing item', () => {
  const items = [{ n: 1 }, { n: 'two' }, { n: 3 }];
  const withPolicy = (onError: 'continue' | 'route') =>
    having(flow('start > sum', 'sum > after', 'sum error> sorry'), 'sum', {
      type: 'test.number',
      params: { value: '{{ item.n }}' },
      options: { onError },
    });

  it('goes out at the port `error` when the node routes', async () => {
    const { execution, records } = await runFlow(withPolicy('route'), { items });

    expect(execution.status).toBe('succeeded');
    expect(recordOf(records, 'after').sources).toHaveLength(2);
    expect(recordOf(records, 'sorry').outputs.next).toMatchObject([
      { n: 'two', error: { code: 'node.params_invalid' } },
    ]);
    expect(recordOf(records, 'sum')).toMatchObject({ status: 'succeeded', error: { itemIndex: 1 } });
  });

  it('goes on with what was wrong in a field when the node continues', async () => {
    const { records } = await runFlow(withPolicy('continue'), { items });

    expect(recordOf(records, 'after').outputs.next!.map(({ error }) => Boolean(error))).toEqual([false, true, false]);
    expect(recordOf(records, 'sorry').status).toBe('skipped');
  });
});

describe('retry', () => {
  const calling = (type: string) => having(flow('start > call'), 'call', { type, params: { say: 'hi' } });

  it('repeats a read until it works', async () => {
    const calls: unknown[] = [];
    const { execution, records } = await runFlow(calling('test.read'), {
      nodeTypes: testNodeTypes(calls, [unavailable(), unavailable()]),
    });

    expect(execution.status).toBe('succeeded');
    expect(calls).toHaveLength(3);
    expect(recordOf(records, 'call').attempt).toBe(3);
  });

  it('does not repeat a write whose service might take it twice', async () => {
    const calls: unknown[] = [];
    const { execution } = await runFlow(calling('test.write'), { nodeTypes: testNodeTypes(calls, [unavailable()]) });

    expect(execution.error!.code).toBe('node.unavailable');
    expect(calls).toHaveLength(1);
  });

  it('repeats a write that was not even looked at, and one whose key is honoured', async () => {
    const limited = new AppError('node.rate_limited', { service: 'Example', retryAfterMs: 1 });
    const [first, second]: unknown[][] = [[], []];
    await runFlow(calling('test.write'), { nodeTypes: testNodeTypes(first, [limited]) });
    await runFlow(calling('test.safe-write'), { nodeTypes: testNodeTypes(second, [unavailable()]) });

    expect([first!.length, second!.length]).toEqual([2, 2]);
  });

  it('gives up at once on a refusal', async () => {
    const calls: unknown[] = [];
    const refused = new AppError('node.refused', { service: 'Example', status: 404, reason: 'no such page' });
    const { execution } = await runFlow(calling('test.read'), { nodeTypes: testNodeTypes(calls, [refused]) });

    expect(execution.status).toBe('failed');
    expect(calls).toHaveLength(1);
  });

  it('carries on at the item that failed instead of repeating those before it', async () => {
    const calls: unknown[] = [];
    const workflow = having(flow('start > call'), 'call', { type: 'test.safe-write', params: { say: '{{ item.n }}' } });
    const failures = testNodeTypes(calls, [null, unavailable()]);
    await runFlow(workflow, { items: [{ n: 1 }, { n: 2 }, { n: 3 }], nodeTypes: failures });

    expect(calls).toEqual([1, 2, 2, 3]);
  });
});

describe('limits', () => {
  it('leaves a node behind that takes too long', async () => {
    const workflow = having(flow('start > hang'), 'hang', {
      type: 'test.hang',
      options: { timeoutMs: 20, retry: { attempts: 1, delayMs: 0 } },
    });

    const { execution } = await runFlow(workflow);

    expect(execution.error).toMatchObject({ code: 'node.timeout', details: { seconds: 0.02 } });
  });

  it('stops at once when it is cancelled, whatever is in flight', async () => {
    const workflow = having(flow('start > hang', 'hang > after'), 'hang', { type: 'test.hang' });
    const stop = new AbortController();
    const run = runFlow(workflow, { signal: stop.signal });
    setImmediate(() => stop.abort(new AppError('execution.cancelled', {})));
    const { execution, records } = await run;

    expect(execution.status).toBe('cancelled');
    expect(statuses(records).hang ?? statuses(records).start).toBe('cancelled');
  });
});

describe('a verify run', () => {
  it('says what it would do and does it to nobody', async () => {
    const calls: unknown[] = [];
    const workflow = having(flow('start > send'), 'send', { type: 'test.write', params: { say: '{{ item.n }}' } });

    const { records } = await runFlow(workflow, { mode: 'verify', nodeTypes: testNodeTypes(calls) });

    expect(calls).toEqual([]);
    expect(recordOf(records, 'send')).toMatchObject({
      simulated: true,
      effect: 'write',
      outputs: { next: [{ said: 'would say 1' }] },
    });
  });

  it('uses what was recorded instead of reading again, and what is pinned instead of either', async () => {
    const calls: unknown[] = [];
    const base = having(flow('start > read', 'read > fix'), 'read', { type: 'test.read', params: { say: 'x' } });
    const workflow = having(base, 'fix', { options: { pinned: [{ pinned: true }] } });

    const { records } = await runFlow(workflow, {
      mode: 'verify',
      nodeTypes: testNodeTypes(calls),
      recorded: { read: { next: [{ old: true }] } },
    });

    expect(calls).toEqual([]);
    expect(recordOf(records, 'fix').sources).toHaveLength(1);
    expect(recordOf(records, 'fix')).toMatchObject({ simulated: true, outputs: { next: [{ pinned: true }] } });
  });

  it('runs pinned nodes for real when it is live', async () => {
    const workflow = having(flow('start > fix'), 'fix', { options: { pinned: [{ pinned: true }] } });

    const { records } = await runFlow(workflow);

    expect(recordOf(records, 'fix').outputs).toEqual({ next: [{ n: 1 }] });
  });
});
