import { type AddressInfo, type Socket, createServer as tcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { json, plain, serve } from '@/tests/support/loopback-server';
import { createHttpClient } from './guarded-http-client';
import type { HttpRequest } from './http-client';

const http = createHttpClient({ allowLoopback: true, maxBytes: 50_000 });
const strict = createHttpClient({ allowLoopback: false });
afterAll(() => Promise.all([http.close(), strict.close()]));

const signal = new AbortController().signal;
const ask = (url: string, more: Partial<HttpRequest> = {}) => http.request({ method: 'GET', url, signal, ...more });

describe('an answer', () => {
  it('is read as JSON when it says so, and as text otherwise', async () => {
    const { url } = await serve((request, response) => {
      const type = request.url === '/data' ? 'application/vnd.api+json; charset=utf-8' : 'text/plain';
      response.writeHead(200, { 'content-type': type }).end('{"a":1}');
    });
    expect(await ask(`${url}/data`)).toMatchObject({
      status: 200,
      body: { a: 1 },
      text: '{"a":1}',
      url: `${url}/data`,
    });
    expect((await ask(`${url}/text`)).body).toBe('{"a":1}');
  });

  it('may be empty or packed, in another encoding, or no text at all', async () => {
    const { url } = await serve((request, response) => {
      if (request.url === '/none') return response.writeHead(204, { 'content-type': 'application/json' }).end();
      if (request.url === '/gzip') {
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
        return response.end(gzipSync('{"packed":true}'));
      }
      if (request.url === '/latin') {
        response.writeHead(200, { 'content-type': 'text/plain; charset=iso-8859-1' });
        return response.end(Buffer.from('Grüße', 'latin1'));
      }
      return response.writeHead(200, { 'content-type': 'image/png' }).end(Buffer.from([0x89, 0, 1]));
    });
    expect((await ask(`${url}/none`)).body).toBeNull();
    expect((await ask(`${url}/gzip`)).body).toEqual({ packed: true });
    expect((await ask(`${url}/latin`)).body).toBe('Grüße');
    expect((await ask(`${url}/image`)).body).toBe('data:image/png;base64,iQAB');
  });

  it('that promises JSON and is none is a failure that shows what came', async () => {
    const { url, port } = await serve(plain('<html>', 'application/json'));
    await expect(ask(url)).rejects.toMatchObject({
      code: 'node.answer_unreadable',
      details: { service: `127.0.0.1:${port}`, expected: 'JSON', got: expect.stringContaining('<html>') },
    });
  });

  it('is not read beyond the limit, announced or not, packed or not', async () => {
    const { url } = await serve((request, response) => {
      if (request.url === '/packed') {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        return response.end(gzipSync(Buffer.alloc(5_000_000)));
      }
      if (request.url === '/announced') return response.writeHead(200).end('x'.repeat(60_000));
      const more = () => response.write('x'.repeat(10_000)) && setImmediate(more);
      response.on('drain', more);
      return more();
    });
    for (const path of ['announced', 'packed', 'endless'])
      await expect(ask(`${url}/${path}`)).rejects.toMatchObject({ code: 'node.output_too_large' });
  });
});

describe('a request', () => {
  it('carries query, headers and JSON', async () => {
    const { url, requests } = await serve(json({ ok: true }));
    await ask(`${url}/orders?a=1`, {
      method: 'POST',
      query: { q: 'ü &' },
      headers: { 'X-Key': 'secret', Host: 'elsewhere.example' },
      body: { amount: 1 },
    });
    const [seen] = requests;
    expect(seen).toMatchObject({ method: 'POST', url: '/orders?a=1&q=%C3%BC+%26', body: '{"amount":1}' });
    expect(seen!.headers).toMatchObject({
      'content-type': 'application/json',
      'x-key': 'secret',
      'user-agent': 'Parley',
    });
    expect(seen!.headers.host).not.toContain('elsewhere');
  });

  it('sends text as text, JSON as JSON, and a form where the headers ask for one', async () => {
    const { url, requests } = await serve(json({}));
    await ask(url, { method: 'PUT', body: 'hello' });
    await ask(url, { method: 'PUT', body: '{"a": 1}' });
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    await ask(url, { method: 'POST', headers: form, body: { a: 1, b: 'x y' } });
    expect(requests.map(({ body, headers }) => [headers['content-type'], body])).toEqual([
      ['text/plain; charset=utf-8', 'hello'],
      ['application/json', '{"a": 1}'],
      ['application/x-www-form-urlencoded', 'a=1&b=x+y'],
    ]);
  });

  it('refuses a header that would be two', async () => {
    const headers = { 'x-a': 'one\r\nx-b: two' };
    await expect(ask('http://127.0.0.1:1', { headers })).rejects.toMatchObject({ code: 'node.params_invalid' });
  });
});

describe('a failure', () => {
  const failing = async (status: number, body: unknown, headers: Record<string, string> = {}) => {
    const { url, port } = await serve(json(body, status, headers));
    const error = await ask(`${url}/x?key=secret`).catch(failure => failure);
    expect(JSON.stringify(error.details)).not.toContain('secret');
    expect(error.details.service).toBe(`127.0.0.1:${port}`);
    return error;
  };

  it.each([
    [400, { error: { message: 'amount is missing.' } }, 'node.refused', 'amount is missing'],
    [404, { message: 'No such order' }, 'node.refused', 'No such order'],
    [409, {}, 'node.refused', 'Conflict'],
    [422, { errors: [{ detail: 'too long' }] }, 'node.refused', 'too long'],
    [401, { error: 'invalid_token' }, 'node.unauthorized', 'invalid_token'],
    [403, {}, 'node.unauthorized', 'Forbidden'],
    [500, { detail: 'database is down' }, 'node.unavailable', 'database is down'],
    [503, {}, 'node.unavailable', 'Service Unavailable'],
  ])('of status %i %j is %s with the reason %s', async (status, body, code, reason) => {
    expect(await failing(status, body)).toMatchObject({ code, details: { status, reason } });
  });

  it('says when to come back', async () => {
    expect(await failing(429, {}, { 'retry-after': '7' })).toMatchObject({
      code: 'node.rate_limited',
      retryable: true,
      details: { retryAfterMs: 7_000 },
    });
    const later = new Date(Date.now() + 60_000).toUTCString();
    const { details } = await failing(503, {}, { 'retry-after': later });
    expect(details.retryAfterMs).toBeGreaterThan(50_000);
  });

  it('takes the heading of an error page, or the first words of a text', async () => {
    const page = await serve(plain('<!doctype html><title>Bad gateway</title><p>nginx', 'text/html', 502));
    const text = await serve(plain('the disk is full', 'text/plain', 507));
    await expect(ask(page.url)).rejects.toMatchObject({ details: { reason: 'Bad gateway' } });
    await expect(ask(text.url)).rejects.toMatchObject({ details: { reason: 'the disk is full' } });
  });

  it('of the network is said in plain words', async () => {
    const closed = await listening(socket => socket.destroy());
    const silent = await listening(() => undefined);
    const noise = await listening(socket => socket.end('hello\r\n\r\n'));
    const reason = async (url: string, more = {}) => (await ask(url, more).catch(error => error)).details?.reason;

    expect(await reason('http://127.0.0.1:9/')).toMatch(/nothing listens at port 9|not for web/);
    expect(await reason(`http://127.0.0.1:${closed}/`)).toMatch(/cut off/);
    expect(await reason(`http://127.0.0.1:${silent}/`, { timeoutMs: 100 })).toMatch(/no whole answer came within 1 s/);
    expect(await reason(`https://127.0.0.1:${noise}/`)).toMatch(/does not speak https|secure connection/);
    expect(await reason(`http://127.0.0.1:${noise}/`)).toMatch(/does not answer in HTTP|failed/);
  });

  it('of a name that does not exist names it', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
    const client = createHttpClient({ resolve });
    const request = { method: 'GET' as const, url: 'https://nowhere.example/x', signal };
    await expect(client.request(request)).rejects.toMatchObject({
      code: 'node.unavailable',
      details: { service: 'nowhere.example', status: null, reason: expect.stringContaining('nowhere.example') },
    });
  });

  it('is the reason of the caller when the caller stops it', async () => {
    const silent = await listening(() => undefined);
    const controller = new AbortController();
    const asked = ask(`http://127.0.0.1:${silent}/`, { signal: controller.signal });
    controller.abort(new Error('stopped by hand'));
    await expect(asked).rejects.toThrow('stopped by hand');
  });
});

describe('a redirect', () => {
  const redirecting = (location: string, status = 302) =>
    serve((request, response) => {
      if (request.url === '/end') response.writeHead(200, { 'content-type': 'text/plain' }).end('there');
      else response.writeHead(status, { location }).end();
    });

  it('is followed, a few times', async () => {
    const { url } = await redirecting('/end');
    expect(await ask(`${url}/start`)).toMatchObject({ body: 'there', url: `${url}/end` });
    const circle = await redirecting('/again');
    await expect(ask(circle.url)).rejects.toMatchObject({
      code: 'node.refused',
      details: { reason: expect.stringContaining('more than 5 times') },
    });
  });

  it('turns a POST into a GET, or keeps it, as its status says', async () => {
    for (const [status, method, body] of [
      [303, 'GET', ''],
      [302, 'GET', ''],
      [307, 'POST', '{"a":1}'],
    ] as const) {
      const { url, requests } = await redirecting('/end', status);
      await ask(url, { method: 'POST', body: { a: 1 } });
      expect(requests.at(-1)).toMatchObject({ method, body });
    }
  });

  it('takes no keys to another place', async () => {
    const other = await serve(plain('other'));
    const { url } = await redirecting(other.url);
    await ask(url, { headers: { Authorization: 'Bearer x', 'X-Api-Key': 'y', Accept: 'text/plain' } });
    expect(other.requests[0]!.headers).toMatchObject({ accept: 'text/plain' });
    expect(JSON.stringify(other.requests[0]!.headers)).not.toMatch(/Bearer|x-api-key/);
  });

  it.each([
    'http://169.254.169.254/latest',
    'file:///etc/passwd',
    'http://10.0.0.1/',
    'http://0x7f.1/',
    'ftp://example.com/',
  ])('does not lead to %s', async location => {
    const { url } = await redirecting(location);
    await expect(ask(url)).rejects.toMatchObject({ code: 'node.address_blocked' });
  });
});

async function listening(onConnection: (socket: Socket) => void): Promise<number> {
  const server = tcpServer(onConnection);
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', socket => sockets.add(socket));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
