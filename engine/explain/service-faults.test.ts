import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hook, order } from './testing/orders';
import { answering, explained, small } from './testing/run-small';

describe('a service', () => {
  let server: Awaited<ReturnType<typeof answering>>;
  beforeAll(async () => {
    server = await answering((request, response) => {
      const status = Number(/\/(\d{3})/.exec(request.url ?? '')?.[1] ?? 200);
      const headers = { 'content-type': request.url?.includes('page') ? 'text/html' : 'application/json' };
      response.writeHead(status, headers);
      if (request.url === '/list') response.end('[{"id":1},{"id":2}]');
      else if (request.url?.includes('page')) response.end('<html><title>Hello</title></html>');
      else response.end('{"message":"email is not valid"}');
    });
  });
  afterAll(() => server.close());
  const once = { retry: { attempts: 1, delayMs: 0 } };
  const call = (path: string, more: Record<string, unknown> = {}) =>
    small({
      start: { type: 'manual' },
      call: { type: 'http-request', label: 'Call', params: { url: `${server.url}${path}`, ...more }, options: once },
    });

  it.each([
    ['/500', 'provider_fault', 'certain'],
    ['/429', 'rate_limited', 'certain'],
    ['/401', 'unauthorized', 'certain'],
    ['/403', 'forbidden', 'certain'],
    ['/404', 'not_found', 'certain'],
    ['/422', 'bad_request', 'unsure'],
  ])('that answers %s is %s, and nothing is edited', async (path, name, confidence) => {
    const told = await explained(call(path), [{}]);

    expect(told.cause).toEqual({ class: name, node: 'call', origin: 'call', confidence });
    expect(told.fix).toBeNull();
    expect(told.evidence[0]).toMatchObject({ path: 'error.details.status', value: Number(path.slice(1)) });
  });

  it('is not there', async () => {
    const gone = await answering(() => undefined);
    gone.close();
    const told = await explained(
      small({ start: { type: 'manual' }, call: { type: 'http-request', params: { url: gone.url }, options: once } }),
      [{}],
    );
    expect(told.cause).toMatchObject({ class: 'provider_fault', confidence: 'likely' });
  });

  it('has nothing at an address that was made from a value', async () => {
    const told = await explained(call('/404/{{ item.id }}'), [{ id: 77 }]);

    expect(told.cause).toEqual({ class: 'not_found', node: 'call', origin: 'start', confidence: 'likely' });
    expect(told.evidence).toContainEqual(expect.objectContaining({ path: 'outputs.next[0].id', value: 77 }));
  });

  it('was called with a gap in the address', async () => {
    const told = await explained(call('/404/{{ item.id }}'), [{ id: null }]);

    expect(told.cause).toMatchObject({ class: 'wrong_value', origin: 'start' });
  });

  it('names the value that it does not take', async () => {
    const body = { email: '{{ item.contact }}', name: '{{ item.name }}' };
    const told = await explained(call('/400', { method: 'POST', body }), [{ contact: 'nobody', name: 'Ada' }]);

    expect(told.cause).toEqual({ class: 'bad_request', node: 'call', origin: 'start', confidence: 'likely' });
    expect(told.sentence).toContain('`contact` was "nobody"');
  });

  it('answers without the list that was asked for', async () => {
    const told = await explained(call('/200', { itemsPath: 'mesage' }), [{}]);

    expect(told.cause).toMatchObject({ class: 'missing_field', node: 'call', origin: 'call' });
    expect(told.fix?.changes ?? []).toMatchObject([{ params: { itemsPath: 'message' } }]);
  });

  it('was given a value that is no address', async () => {
    const told = await explained(
      small({ start: hook, call: { type: 'http-request', params: { url: '{{ item.body.link }}' }, options: once } }),
      order({ link: 'nowhere' }),
    );
    expect(told.cause).toEqual({ class: 'wrong_value', node: 'call', origin: 'start', confidence: 'certain' });
  });

  it('sends a page where a feed was expected', async () => {
    const read = { type: 'rss-read', params: { url: `${server.url}/page` }, options: once };
    const told = await explained(small({ start: { type: 'manual' }, read }), [{}]);

    expect(told.cause).toMatchObject({ class: 'answer_unreadable', node: 'read' });
  });

  it('gives the list itself, and not one further in', async () => {
    const call = { type: 'http-request', params: { url: `${server.url}/list`, itemsPath: 'orders' }, options: once };
    const told = await explained(small({ start: { type: 'manual' }, call }), [{}]);

    expect(told).toMatchObject({ cause: { class: 'configuration', node: 'call' }, proof: 'works' });
    expect(told.fix!.summary).toEqual(['In *call*, set `itemsPath` to an empty text']);
  });

  it('may not be called', async () => {
    const call = { type: 'http-request', params: { url: 'http://169.254.169.254/latest' }, options: once };
    const told = await explained(small({ start: { type: 'manual' }, call }), [{}]);

    expect(told.cause).toMatchObject({ class: 'address_blocked', node: 'call' });
  });
});
