import { describe, expect, it } from 'vitest';
import { followExecution } from '@/app/_server/execution-stream';
import { asUser } from '@/database/connection';
import type { NewNode } from '@/engine/workflow/change';
import { serve } from '@/tests/support/loopback-server';
import { startRunning } from '@/tests/support/running';

const { parley, user, build, run, wait } = await startRunning();
const { claims } = user;

const steps: NewNode[] = [
  { key: 'start', type: 'core.manual' },
  { key: 'one', type: 'core.set', params: { fields: [{ name: 'a', value: 1 }] } },
  { key: 'two', type: 'core.set', params: { fields: [{ name: 'b', value: '{{ item.a + 1 }}' }] } },
];

interface Event {
  id: number | null;
  event: string;
  data: { nodeKey?: string; status: string };
}

/** Everything the stream says until it ends. */
async function follow(
  executionId: string,
  { after = 0, as = user.claims, signal = new AbortController().signal } = {},
) {
  const { events } = await parley.parts();
  const asPerson: Parameters<typeof followExecution>[0]['asPerson'] = work => asUser(parley.db, as, work);
  const stream = await followExecution({ executionId, after, asPerson, events, signal });
  return parse(await new Response(stream).text());
}

const parse = (text: string): Event[] =>
  text
    .split('\n\n')
    .filter(block => block.includes('data: '))
    .map(block => ({
      id: Number(/^id: (\d+)$/m.exec(block)?.[1]) || null,
      event: /^event: (.+)$/m.exec(block)![1]!,
      data: JSON.parse(/^data: (.+)$/m.exec(block)![1]!),
    }));

describe('the events of a run', () => {
  it('are its records, numbered, and end with how it ended', async () => {
    const { execution, records } = await run(await build(steps));

    const events = await follow(execution.id);

    expect(events.map(({ id, data }) => [id, data.nodeKey ?? data.status])).toEqual([
      ...records.map(({ seq, nodeKey }) => [seq, nodeKey]),
      [null, 'succeeded'],
    ]);
  });

  it('go on where a reader left off', async () => {
    const { execution, records } = await run(await build(steps));

    const events = await follow(execution.id, { after: records[1]!.seq });

    expect(events.map(({ data }) => data.nodeKey ?? data.status)).toEqual(['two', 'succeeded']);
  });

  it('come while the run goes on, and a slow step is seen running', async () => {
    const held = Promise.withResolvers<void>();
    const seen = Promise.withResolvers<void>();
    const { url } = await serve((_request, response) => {
      seen.resolve();
      void held.promise.then(() => response.end('{}'));
    });
    const workflowId = await build([
      ...steps,
      { key: 'get', type: 'core.http-request', params: { method: 'GET', url } },
    ]);
    const executionId = await parley.startExecution({ claims, workflowId, mode: 'live', startedBy: 'person' });
    await seen.promise;
    const { events } = await parley.parts();
    const asPerson: Parameters<typeof followExecution>[0]['asPerson'] = work => asUser(parley.db, claims, work);
    const stream = await followExecution({
      executionId,
      after: 0,
      asPerson,
      events,
      signal: new AbortController().signal,
    });
    const reader = stream.getReader();
    const decoder = new TextDecoder();

    let text = '';
    while (!/"nodeKey":"get"[^\n]*"status":"running"/.test(text)) text += decoder.decode((await reader.read()).value);
    held.resolve();
    for (let part = await reader.read(); !part.done; part = await reader.read()) text += decoder.decode(part.value);

    const statuses = parse(text)
      .filter(({ data }) => data.nodeKey === 'get')
      .map(({ data }) => data.status);
    expect(statuses).toEqual(['running', 'succeeded']);
    expect(parse(text).at(-1)).toMatchObject({ event: 'execution', data: { status: 'succeeded' } });
  });

  it('are not there for somebody else', async () => {
    const { execution } = await run(await build(steps));
    const stranger = { sub: crypto.randomUUID(), role: 'authenticated' as const };

    await expect(follow(execution.id, { as: stranger })).rejects.toMatchObject({ code: 'execution.not_found' });
  });
});

describe('a run that is stopped', () => {
  it('ends at once, whatever it was waiting for', async () => {
    const seen = Promise.withResolvers<void>();
    const { url } = await serve(() => seen.resolve());
    const workflowId = await build([
      ...steps,
      { key: 'get', type: 'core.http-request', params: { method: 'GET', url } },
      { key: 'end', type: 'core.limit', params: { count: 1 } },
    ]);
    const executionId = await parley.startExecution({ claims, workflowId, mode: 'live', startedBy: 'person' });
    await seen.promise;

    const asked = performance.now();
    expect(await parley.cancelExecution({ claims, executionId })).toBe(true);
    const { execution, records } = await wait(executionId);

    expect(execution.status).toBe('cancelled');
    expect(performance.now() - asked).toBeLessThan(1_000);
    expect(records.find(({ nodeKey }) => nodeKey === 'get')!.status).toBe('cancelled');
    expect(await parley.cancelExecution({ claims, executionId })).toBe(false);
  });
});
