import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, expect, it, vi } from 'vitest';
import { readMetrics } from '@/app/_server/metrics';
import { settings } from '@/app/_server/settings';
import { readTraceSettings } from '@/app/_server/trace-settings';
import { wantsTraces } from '@/app/_server/wants-traces';
import { saveCredential } from '@/database/credentials';
import { serve } from '@/tests/support/loopback-server';
import { edit, startRunning } from '@/tests/support/running';

/** A receiver of spans that behaves as it is told. */
const told: string[] = [];
const seen: { url: string; key: unknown }[] = [];
const hanging: ServerResponse[] = [];
let mood: 'takes' | 'breaks' | 'hangs' = 'takes';
const receiver = createServer(async (request, response) => {
  const body = await text(request);
  seen.push({ url: request.url!, key: request.headers['x-receiver-key'] });
  if (mood === 'hangs') return void hanging.push(response);
  if (mood === 'breaks') return void response.writeHead(500).end();
  told.push(body);
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
});
await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve));
afterAll(() => {
  receiver.closeAllConnections();
  receiver.close();
});

Object.assign(process.env, {
  OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/otlp/`,
  OTEL_EXPORTER_OTLP_HEADERS: 'x-receiver-key=open%20sesame',
  OTEL_EXPORTER_OTLP_TIMEOUT: '300',
  OTEL_BSP_SCHEDULE_DELAY: '20',
  OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test',
});
const { parley, user, build, run } = await startRunning();
const secret = 'Tr0ub4dor&3-and-more';

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: Record<string, unknown> }[];
  status: { code?: number; message?: string };
}

const spansOf = (executionId: string): Span[] =>
  told
    .flatMap(body => JSON.parse(body).resourceSpans[0].scopeSpans[0].spans as Span[])
    .filter(({ traceId }) => traceId === executionId.replaceAll('-', ''));
const facts = ({ attributes }: Span) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

it('a receiver gets a span of the run, of each step below it, and of each request below that; no contents, no secret', async () => {
  const service = await serve((request, response) =>
    response
      .writeHead(request.url!.startsWith('/bad') ? 404 : 200, { 'content-type': 'application/json' })
      .end('{"list":[{"n":1},{"n":2}]}'),
  );
  const credentialId = await saveCredential(parley.db, {
    ...{ claims: user.claims, masterKey: settings().encryptionKey },
    credential: {
      integration: 'http-query',
      name: 'Key',
      values: { name: 'key', value: secret, hosts: new URL(service.url).host },
    },
  });
  const call = (key: string, path: string) => ({
    ...{
      key,
      type: 'core.http-request',
      params: { url: `${service.url}/${path}`, itemsPath: 'list' },
      options: { credentialId },
    },
  });
  const each = { key: 'each', type: 'core.loop' };
  const workflowId = await build([
    { key: 'start', type: 'core.manual' },
    call('list', 'private-path'),
    each,
    call('bad', 'bad'),
  ]);
  const fields = [{ name: 'a', value: 'contents {{ item.n }}' }];
  const note = { key: 'note', type: 'core.set', params: { fields }, parentId: 'each' };
  await edit(user, { workflowId, changes: [{ type: 'add-node', node: note }] });
  const { execution } = await run(workflowId);
  await vi.waitUntil(() => spansOf(execution.id).some(({ name }) => name === 'run'));

  const spans = spansOf(execution.id);
  const named = (key: string) => spans.find(span => facts(span)['parley.node.key'] === key)!;
  const [whole] = spans.filter(({ name }) => name === 'run');
  expect(spans.map(({ name }) => name).toSorted()).toEqual(
    [
      'run',
      'GET',
      'GET',
      'GET', // once for each item that the loop gave
      'core.manual',
      'core.http-request',
      'core.loop',
      'core.set',
      'core.set',
      'core.http-request',
    ].toSorted(),
  );
  expect(whole!.parentSpanId).toBeUndefined();
  expect(facts(whole!)).toMatchObject({
    'parley.execution.id': execution.id,
    'parley.run.status': 'failed',
    'parley.node.failed': 'bad',
  });
  expect(whole!.status).toEqual({ code: 2, message: 'node.refused' });
  for (const key of ['start', 'list', 'each', 'bad']) expect(named(key).parentSpanId).toBe(whole!.spanId);
  for (const key of ['each[0]/note', 'each[1]/note']) expect(named(key).parentSpanId).toBe(named('each').spanId);
  expect(facts(named('list'))).toMatchObject({
    ...{ 'parley.node.type': 'core.http-request', 'parley.node.status': 'succeeded', 'parley.node.attempt': '1' },
    ...{ 'parley.items.in': '1', 'parley.items.out': '2' },
  });
  const requests = spans.filter(({ name }) => name === 'GET');
  expect(requests.map(({ parentSpanId }) => parentSpanId)).toEqual([
    named('list').spanId,
    named('bad').spanId,
    named('bad').spanId,
  ]);
  expect(requests.map(span => facts(span)['http.response.status_code'])).toEqual(['200', '404', '404']);
  for (const { startTimeUnixNano, endTimeUnixNano } of spans)
    expect(BigInt(endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(startTimeUnixNano));

  const all = told.join('');
  for (const hidden of ['Tr0ub4dor', 'private-path', '"n"', 'contents']) expect(all).not.toContain(hidden);
  expect(seen[0]).toEqual({ url: '/otlp/v1/traces', key: 'open sesame' });
  expect(all).toContain('deployment.environment');
});

it('a receiver that breaks or hangs holds up no run, and gets what comes later', async () => {
  const workflowId = await build([
    { key: 'start', type: 'core.manual' },
    { key: 'set', type: 'core.set', params: { fields: [{ name: 'a', value: 'b' }] } },
  ]);
  const dropped = async () =>
    Number(/^parley_spans_dropped_total (\d+)/m.exec((await readMetrics(parley.db)).text)![1]);
  const runIn = async (how: typeof mood) => {
    mood = how;
    const asked = seen.length;
    const { execution } = await run(workflowId);
    await vi.waitUntil(() => seen.length > asked);
    return execution;
  };

  const broken = await runIn('breaks');
  await vi.waitUntil(async () => (await dropped()) >= 3);
  const held = await runIn('hangs');
  const during = await run(workflowId); // while the receiver has not answered
  expect(hanging.every(({ writableEnded }) => !writableEnded)).toBe(true);
  await vi.waitUntil(async () => (await dropped()) >= 6);
  const later = await runIn('takes');
  await vi.waitUntil(() => spansOf(later.id).length === 3);

  expect([broken, held, during.execution, later].map(({ status }) => status)).toEqual(new Array(4).fill('succeeded'));
  expect(spansOf(broken.id)).toEqual([]);
});

it('nothing is loaded unless an address is set, and the usual variables are heard', () => {
  const address = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
  const asked = [{}, address, { ...address, OTEL_SDK_DISABLED: 'true' }, { ...address, OTEL_TRACES_EXPORTER: 'none' }];
  expect(asked.map(environment => wantsTraces(environment as never))).toEqual([false, true, false, false]);
  const read = (more: Record<string, string>) => readTraceSettings({ ...address, ...more } as never);
  expect(read({})).toMatchObject({
    url: 'http://collector:4318/v1/traces',
    ratio: 1,
    resource: { 'service.name': 'parley' },
  });
  expect(read({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://other/x', OTEL_SERVICE_NAME: 'ours' })).toMatchObject({
    ...{ url: 'http://other/x', resource: { 'service.name': 'ours' } },
  });
  expect(read({ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' }).ratio).toBe(0.1);
});
