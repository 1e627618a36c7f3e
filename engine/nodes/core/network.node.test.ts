import { describe, expect, it } from 'vitest';
import { callNode, simulateNode } from '@/tests/support/call-node';
import { json, plain, serve } from '@/tests/support/loopback-server';
import { nodeTypes } from '../registry.generated';

const request = nodeTypes['core.http-request']!;
const rss = nodeTypes['core.rss-read']!;

describe('HTTP request', () => {
  it('asks once per item, with what the item says', async () => {
    const { url, requests } = await serve(json({ ok: true }, 201, { 'x-id': '7' }));
    const params = {
      method: 'POST',
      url: `${url}/orders/{{ item.id }}`,
      headers: [{ name: 'X-Count', value: '{{ item.count }}' }],
      query: [{ name: 'q', value: '{{ item.tags }}' }],
      body: { id: '{{ item.id }}', note: 'No {{ item.id }}' },
    };
    const { next } = await callNode(request, {
      params,
      items: [
        { id: 1, count: 3, tags: ['a'] },
        { id: 2, count: 4, tags: [] },
      ],
    });

    expect(next).toMatchObject([{ status: 201, headers: { 'x-id': '7' }, body: { ok: true } }, { status: 201 }]);
    expect(requests.map(({ url: path, body, headers }) => [path, headers['x-count'], body])).toEqual([
      ['/orders/1?q=%5B%22a%22%5D', '3', '{"id":1,"note":"No 1"}'],
      ['/orders/2?q=%5B%5D', '4', '{"id":2,"note":"No 2"}'],
    ]);
  });

  it('sends a key of its own for each item where the service takes one, and may then be repeated', async () => {
    const { url, requests } = await serve(json({ ok: true }));
    const params = { method: 'POST', url, body: { a: 1 }, idempotencyHeader: 'Idempotency-Key' };
    const items = [{ id: 1 }, { id: 2 }];

    await callNode(request, { params, items });
    await callNode(request, { params, items });

    const keys = requests.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(2);
    expect(keys.slice(0, 2)).toEqual(keys.slice(2));
    expect(request.honoursIdempotencyKey(params)).toBe(true);
    expect(request.honoursIdempotencyKey({ ...params, idempotencyHeader: undefined })).toBe(false);
  });

  it('makes items of a list in the answer', async () => {
    const { url } = await serve((asked, response) =>
      json(asked.url === '/bare' ? [1, { a: 2 }] : { data: { orders: [{ id: 1 }, { id: 2 }] } })(asked, response),
    );
    const items = (path: string, itemsPath: string) =>
      callNode(request, { params: { url: `${url}${path}`, itemsPath } });

    expect(await items('/', 'data.orders')).toEqual({ next: [{ id: 1 }, { id: 2 }] });
    expect(await items('/bare', '')).toEqual({ next: [{ value: 1 }, { a: 2 }] });
    await expect(items('/', 'data')).rejects.toMatchObject({
      code: 'node.data_wrong',
      details: { reason: '"data" in the answer is an object and not a list' },
    });
    await expect(items('/bare', 'orders')).rejects.toMatchObject({
      code: 'node.data_wrong',
      details: {
        reason: 'The answer has no list at `orders`; it is itself a list of 2. Set itemsPath to an empty text',
        instead: '',
      },
    });
    await expect(items('/', 'data.order')).rejects.toMatchObject({
      code: 'expression.path_missing',
      details: { nearest: 'data.orders' },
    });
  });

  it('gives what is no text as a file, named by the service or by its address', async () => {
    const bytes = Buffer.from('%PDF-1.7 \xe2\xe3', 'latin1');
    const { url } = await serve((asked, response) => {
      const named = asked.url === '/named' ? { 'content-disposition': 'attachment; filename="bill 7.pdf"' } : {};
      response.writeHead(200, { 'content-type': 'application/pdf', ...named }).end(bytes);
    });
    const file = { type: 'application/pdf', size: bytes.length, base64: bytes.toString('base64') };
    const get = async (path: string) => (await callNode(request, { params: { url: `${url}${path}` } })).next![0]!.body;

    expect(await get('/named')).toEqual({ name: 'bill 7.pdf', ...file });
    expect(await get('/bills/8%C3%BC.pdf?key=x')).toEqual({ name: '8ü.pdf', ...file });
  });

  it('sends fields and files as a form, and a file alone as its bytes', async () => {
    const { url, requests } = await serve(json({}));
    const base64 = Buffer.from('a,b\n1,2\n').toString('base64');
    const bill = { name: 'a"b.csv', type: 'text/csv', size: 8, base64 };
    const send = (bodyType: string, body: unknown) =>
      callNode(request, { params: { method: 'POST', url, bodyType, body } });

    await send('multipart', { note: 'für Ann', bills: [bill, bill], raw: `data:text/plain;base64,${base64}` });
    const [seen] = requests;
    expect(seen!.headers['content-length']).toBe(String(Buffer.byteLength(seen!.body)));
    const form = await new Response(seen!.body, {
      headers: { 'content-type': seen!.headers['content-type']! },
    }).formData();
    expect(form.get('note')).toBe('für Ann');
    const files = [...form.getAll('bills'), form.get('raw')] as File[];
    expect(files.map(({ name, type }) => [name, type])).toEqual([
      ['a"b.csv', 'text/csv'],
      ['a"b.csv', 'text/csv'],
      ['raw', 'text/plain'],
    ]);
    expect(await files[0]!.text()).toBe('a,b\n1,2\n');

    await send('json', bill);
    expect(requests[1]).toMatchObject({ body: 'a,b\n1,2\n', headers: { 'content-type': 'text/csv' } });
    await send('form', { a: 1, b: 'x y' });
    expect(requests[2]!.body).toBe('a=1&b=x+y');
  });

  it('says how far it reaches by its method', () => {
    const effect = (method?: string) => request.effect({ method });
    expect([undefined, 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].map(effect)).toEqual([
      'read',
      'read',
      'read',
      'write',
      'write',
      'write',
      'destructive',
    ]);
    expect(request.reachesOthers({ method: 'POST' })).toBe(true);
    expect(request.reachesOthers({ method: 'GET' })).toBe(false);
  });

  it('does not pretend to know, in a trial, what would have been answered; and sends nothing', async () => {
    const { url, requests } = await serve(json({}));
    const params = { method: 'POST', url, body: { id: '{{ item.id }}' } };
    expect(await simulateNode(request, { params, items: [{ id: 7 }] })).toEqual({
      next: [{ status: 200, headers: {}, body: {} }],
    });
    expect(requests).toEqual([]);
  });

  it('wants a whole address, unless an expression makes it one', () => {
    const accepts = (url: string) => request.params.safeParse({ url }).success;
    expect(accepts('https://example.com')).toBe(true);
    expect(accepts('{{ item.url }}')).toBe(true);
    expect(accepts('example.com/orders')).toBe(false);
    expect(accepts('ftp://example.com')).toBe(false);
  });
});

const rss2 = `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title>
  <item><title>Postgres &amp; you</title><link>/posts/1</link><guid isPermaLink="false">p1</guid>
    <pubDate>Mon, 02 Mar 2026 08:00:00 +0100</pubDate><dc:creator>Ada</dc:creator><category>db</category><category>sql</category>
    <description><![CDATA[<p>Short</p>]]></description><content:encoded><![CDATA[<p>Long</p>]]></content:encoded></item>
  <item><title>Second</title><guid>https://example.com/2</guid></item></channel></rss>`;

const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title><id>b</id><updated>2026-03-02T07:00:00Z</updated>
  <entry><title>One</title><id>urn:1</id><link rel="self" href="https://example.com/self"/><link href="https://example.com/1"/>
  <updated>2026-03-02T07:00:00Z</updated><summary>Short</summary><content type="html">Long</content>
  <author><name>Ada</name></author><category term="db"/></entry></feed>`;

const rdf = `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="c"><title>Old</title><link>https://example.com</link></channel>
  <item rdf:about="https://example.com/1"><title>One</title><link>https://example.com/1</link><description>Short</description>
  <dc:date>2026-03-02T07:00:00Z</dc:date><dc:creator>Ada</dc:creator></item></rdf:RDF>`;

const jsonFeed = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'J',
  items: [
    {
      id: '1',
      url: 'https://example.com/1',
      title: 'One',
      content_text: 'Long',
      summary: 'Short',
      date_published: '2026-03-02T08:00:00+01:00',
      authors: [{ name: 'Ada' }],
      tags: ['db'],
    },
  ],
});

describe('Read a feed', () => {
  const read = async (body: string, type: string, params = {}) => {
    const { url } = await serve(plain(body, type));
    const { next } = await callNode(rss, { params: { url: `${url}/feed.xml`, ...params } });
    return { url, next };
  };

  it('gives posts of RSS in the common form', async () => {
    const { url, next } = await read(rss2, 'application/rss+xml');
    expect(next).toEqual([
      {
        title: 'Postgres & you',
        link: `${url}/posts/1`,
        published_at: '2026-03-02T07:00:00.000Z',
        summary: '<p>Short</p>',
        content: '<p>Long</p>',
        author: 'Ada',
        categories: ['db', 'sql'],
        id: 'p1',
      },
      {
        title: 'Second',
        link: 'https://example.com/2',
        published_at: '',
        summary: '',
        content: '',
        author: '',
        categories: [],
        id: 'https://example.com/2',
      },
    ]);
  });

  it.each([
    ['Atom', atom, 'application/atom+xml'],
    ['RDF', rdf, 'application/rdf+xml'],
    ['JSON Feed', jsonFeed, 'application/feed+json'],
  ])('gives posts of %s in the same form', async (_name, body, type) => {
    const { next } = await read(body, type);
    expect(next).toHaveLength(1);
    expect(next![0]).toMatchObject({
      title: 'One',
      link: 'https://example.com/1',
      published_at: '2026-03-02T07:00:00.000Z',
      summary: 'Short',
      author: 'Ada',
    });
  });

  it('reads a feed that comes as plain text, and only so many posts', async () => {
    expect((await read(rss2, 'text/plain', { limit: 1 })).next).toHaveLength(1);
  });

  it.each([
    ['<!doctype html><html><body>Hello</body></html>', 'text/html', 'a web page (HTML)'],
    ['{"posts":[]}', 'application/json', 'JSON that is no feed'],
    ['<note>hi</note>', 'application/xml', 'XML that is no feed'],
    ['', 'text/plain', 'nothing'],
    ['hello', 'text/plain', 'plain text'],
  ])('names what came instead of a feed: %s', async (body, type, got) => {
    await expect(read(body, type)).rejects.toMatchObject({
      code: 'node.answer_unreadable',
      details: { expected: 'an RSS or Atom feed', got, service: expect.stringContaining('127.0.0.1') },
    });
  });

  it('says that it is the other side when the feed answers 500', async () => {
    const { url } = await serve(plain('oops', 'text/plain', 500));
    await expect(callNode(rss, { params: { url } })).rejects.toMatchObject({
      code: 'node.unavailable',
      retryable: true,
      details: { status: 500, reason: 'oops' },
    });
  });
});
