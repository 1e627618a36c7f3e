import { describe, expect, it } from 'vitest';
import { loopbackHttp } from '@/tests/support/call-node';
import { json, serve } from '@/tests/support/loopback-server';
import { Pages, readPages } from './read-pages';

const all = Array.from({ length: 7 }, (_, id) => ({ id }));
const ids = (items: readonly unknown[]) => items.map(item => (item as { id: number }).id);

/** A service with seven entries, three to a page, that hands them out in one way. */
const service = (
  page: (query: URLSearchParams, base: string) => { from: number; head?: Record<string, string>; more?: object },
) =>
  serve((request, response) => {
    const base = `http://${request.headers.host}`;
    const { from, head = {}, more = {} } = page(new URL(request.url!, base).searchParams, base);
    json({ list: all.slice(from, from + 3), ...more }, 200, head)(request, response);
  });

const read = (url: string, pages: Partial<Pages> & Pick<Pages, 'by'>) =>
  readPages({
    http: loopbackHttp,
    request: { method: 'GET', url, query: { size: '3' }, signal: new AbortController().signal },
    itemsPath: 'list',
    pages: Pages.parse(pages),
  });

describe('a list that comes in pages', () => {
  it('is read by number until a page is empty', async () => {
    const { url, requests } = await service(query => ({ from: (Number(query.get('page')) - 1) * 3 }));

    expect(ids(await read(url, { by: 'page' }))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(requests.map(request => request.url)).toEqual([1, 2, 3, 4].map(page => `/?size=3&page=${page}`));
  });

  it('is read by offset, under the name that the service has for it', async () => {
    const { url } = await service(query => ({ from: Number(query.get('skip')) }));

    expect(ids(await read(url, { by: 'offset', parameter: 'skip' }))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('is read by cursor until there is none', async () => {
    const { url } = await service(query => {
      const from = Number(query.get('after') ?? 0);
      return { from, more: { meta: { next: from + 3 < all.length ? from + 3 : null } } };
    });

    expect(ids(await read(url, { by: 'cursor', parameter: 'after', cursorPath: 'meta.next' }))).toEqual([
      0, 1, 2, 3, 4, 5, 6,
    ]);
  });

  it('is read by the addresses that the answers name, in the header or in the answer', async () => {
    const { url } = await service((query, base) => {
      const from = Number(query.get('from') ?? 0);
      const next = from + 3 < all.length ? `${base}/more?from=${from + 3}` : '';
      return { from, head: { link: `<${base}/>; rel="first", <${next}>; rel="next"` }, more: { next } };
    });

    expect(ids(await read(url, { by: 'link' }))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(ids(await read(url, { by: 'cursor', cursorPath: 'next' }))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('ends at the given number of pages, and when the same page is named again', async () => {
    const endless = await service((_query, base) => ({ from: 0, head: { link: `<${base}/?size=3>; rel=next` } }));

    expect(await read(endless.url, { by: 'page', most: 2 })).toHaveLength(6);
    expect((await read(endless.url, { by: 'link' })).length).toBeLessThanOrEqual(6);
  });

  it('ends at the given number of entries, and asks for no further page then', async () => {
    const { url, requests } = await service(query => ({ from: Number(query.get('offset')) }));

    expect(ids(await read(url, { by: 'offset', mostItems: 5 }))).toEqual([0, 1, 2, 3, 4]);
    expect(requests).toHaveLength(2);
  });

  it('goes to no other service', async () => {
    const { url } = await service(() => ({ from: 0, head: { link: '<https://other.example/>; rel="next"' } }));

    await expect(read(url, { by: 'link' })).rejects.toMatchObject({ code: 'node.address_blocked' });
  });
});
