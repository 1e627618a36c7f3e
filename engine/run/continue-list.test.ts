import { describe, expect, it } from 'vitest';
import { loopbackHttp } from '@/tests/support/call-node';
import { json, serve } from '@/tests/support/loopback-server';
import { nodeTypes } from '../nodes/registry.generated';
import { createSandbox } from '../workflow/sandbox';
import type { Item, Workflow } from '../workflow/schema';
import type { RunDeps } from './run-deps';
import { runExecution } from './run-execution';
import { createMemoryJournal, toExecution } from './run-in-memory';
import { flow, having, noServices } from './testing/flow';

const sandbox = createSandbox();
const all = Array.from({ length: 8 }, (_, id) => ({ id }));

/** Two entries a page; the pages named refuse as often as said, and then give. */
async function serviceWith(
  refusals: Record<string, { status: number; headers?: Record<string, string>; times: number }>,
) {
  const asked: string[] = [];
  const { url } = await serve((request, response) => {
    const page = new URL(request.url!, 'http://localhost').searchParams.get('page')!;
    asked.push(page);
    const refusal = refusals[page];
    if (refusal && refusal.times > 0) {
      refusal.times -= 1;
      json({ message: 'Not now' }, refusal.status, refusal.headers ?? {})(request, response);
      return;
    }
    const from = (Number(page) - 1) * 2;
    json(all.slice(from, from + 2), 200, {})(request, response);
  });
  return { url, asked };
}

function stage(url: string, params: Record<string, unknown> = {}) {
  const read = {
    type: 'core.http-request',
    params: { url, itemsPath: '', pages: { by: 'page' }, ...params } as Item,
    options: { retry: { attempts: 2, delayMs: 1 } },
  };
  const workflow: Workflow = having(having(flow('start > read'), 'start', { type: 'core.manual' }), 'read', read);
  const options = {
    workflow,
    nodeTypes,
    triggerNodeId: workflow.nodes[0]!.id,
    triggerItems: [{}],
    services: noServices,
    sandbox,
  };
  const { journal, read: state } = createMemoryJournal(toExecution({ ...options, mode: 'live' }));
  const clock = { now: new Date('2026-01-01T08:00:00Z') };
  const deps: RunDeps = {
    ...{ journal, nodeTypes, sandbox },
    servicesFor: () => ({ ...noServices, http: loopbackHttp }),
    clock: () => clock.now,
    wait: async () => undefined,
    wakeAt: async () => undefined,
    onBug: () => undefined,
  };
  const work = () => runExecution(deps, state().execution.id, new AbortController().signal);
  const record = () => state().records.find(({ nodeKey }) => nodeKey === 'read')!;
  return { work, record, clock };
}

const ids = (items: readonly unknown[]) => items.map(item => (item as { id: number }).id);

describe('a list that is refused in the middle', () => {
  it('goes on with that page, and counts its attempts anew where it came further', async () => {
    const { url, asked } = await serviceWith({ 2: { status: 429, times: 1 }, 4: { status: 503, times: 1 } });
    const { work, record } = stage(url);

    await work();
    expect(record().status).toBe('succeeded');
    expect(ids(record().outputs.next!)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(asked).toEqual(['1', '2', '2', '3', '4', '4', '5']);
  });

  it('goes on with that page in another worker, after as long a pause as was asked for', async () => {
    const { url, asked } = await serviceWith({ 3: { status: 429, headers: { 'retry-after': '90' }, times: 1 } });
    const { work, record, clock } = stage(url);

    expect(await work()).toBe('parked');
    expect(record()).toMatchObject({ status: 'waiting', wakeAt: '2026-01-01T08:01:30.000Z' });
    clock.now = new Date('2026-01-01T08:01:31Z');
    await work();
    expect(ids(record().outputs.next!)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(asked).toEqual(['1', '2', '3', '3', '4', '5']);
    expect(record().error).toBeNull();
  });

  it('fails when that page is refused for good, and keeps nothing of the list in its failure', async () => {
    const { url, asked } = await serviceWith({ 2: { status: 429, times: 9 } });
    const { work, record } = stage(url);

    await work();
    expect(record()).toMatchObject({ status: 'failed', error: { code: 'node.rate_limited' } });
    expect(asked).toEqual(['1', '2', '2']);
    expect(JSON.stringify(record())).not.toContain('progress');
  });
});
