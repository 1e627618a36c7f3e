import { z } from 'zod';
import { AppError } from '../errors';
import { Item } from '../workflow/schema';
import { readField } from './fields';
import type { HttpAnswer, HttpClient, HttpRequest } from './http-client';
import { listInAnswer } from './list-in-answer';
import { withProgress } from './progress-of';
import { wholeNumber } from './settings';

/** How a service hands out a long list. */
export const Pages = z.object({
  by: z
    .enum(['link', 'cursor', 'page', 'offset'])
    .describe(
      'link: the Link header names the next page; cursor: the answer holds what to send for the next one; page: the pages are numbered; offset: so many entries are passed over',
    ),
  parameter: z
    .string()
    .trim()
    .optional()
    .describe('Name of the parameter that is sent: cursor, page or offset unless the service calls it otherwise'),
  cursorPath: z.string().trim().optional().describe('Where in the answer the cursor, or the next address, stands'),
  first: wholeNumber('Number of the first page', { min: 0, max: 1 }).default(1),
  most: wholeNumber('How many pages at most', { min: 1, max: 1_000 }).default(20),
  mostItems: wholeNumber('How many entries at most', { min: 1, max: 100_000 }).optional(),
});
export type Pages = z.output<typeof Pages>;

interface Reading {
  http: HttpClient;
  request: HttpRequest;
  itemsPath: string;
  pages: Pages;
  /** What an earlier attempt had read: it goes on with the page that it stopped at. */
  progress?: unknown;
  /** Called before each page; resolves when it may be asked for. */
  turn?: () => Promise<void>;
}

const mostItems = 100_000;

/** Where a reading stands, in values that can be stored: which page is next, and what came before it. */
const Position = z.object({
  count: z.int(),
  url: z.string(),
  query: z.record(z.string(), z.string()),
  seen: z.array(z.string()),
  items: z.array(Item),
});
type Position = z.infer<typeof Position>;

/**
 * Every entry of a list that comes in pages, until a page is empty, nothing follows, or there were enough of them. A
 * failure carries how far it came (`progressOf`), so that no page is read twice.
 */
export async function readPages({ http, request, itemsPath, pages, progress, turn }: Reading): Promise<Item[]> {
  const at = Position.safeParse(progress).data ?? firstPosition(firstOf(request, pages));
  const { items } = at;
  const seen = new Set(at.seen);
  let next: HttpRequest | null = { ...request, url: at.url, query: at.query };
  for (let { count } = at; next && count < pages.most; count += 1) {
    const key = JSON.stringify([next.url, next.query]);
    if (seen.has(key)) break; // a service that names the same page again would go on for ever
    const position = { count, url: next.url, query: { ...next.query }, seen: [...seen], items };
    const { answer, found } = await readPage({ http, request: next, itemsPath, position, turn });
    seen.add(key);
    for (const item of found) items.push(item);
    if (pages.mostItems !== undefined && items.length >= pages.mostItems) return items.slice(0, pages.mostItems);
    if (items.length > mostItems) throw new AppError('node.output_too_large', { limit: `${mostItems} entries` });
    next = found.length === 0 ? null : following({ request: next, answer, pages, total: items.length });
  }
  return items;
}

const firstPosition = ({ url, query }: HttpRequest): Position => ({
  ...{ count: 0, url, seen: [], items: [] },
  query: { ...query },
});

interface OnePage extends Pick<Reading, 'http' | 'request' | 'itemsPath'> {
  position: Position;
  turn: Reading['turn'];
}

async function readPage({ http, request, itemsPath, position, turn }: OnePage) {
  try {
    await turn?.();
    const answer = await http.request(request);
    return { answer, found: listInAnswer(answer, itemsPath) };
  } catch (error) {
    throw position.count === 0 ? error : withProgress(error, { done: position.count, state: position });
  }
}

const nameOf = ({ by, parameter }: Pages) => parameter || by;

function firstOf(request: HttpRequest, pages: Pages): HttpRequest {
  if (pages.by === 'page') return withQuery(request, nameOf(pages), String(pages.first));
  return pages.by === 'offset' ? withQuery(request, nameOf(pages), '0') : request;
}

interface Step {
  request: HttpRequest;
  answer: HttpAnswer;
  pages: Pages;
  total: number;
}

function following({ request, answer, pages, total }: Step): HttpRequest | null {
  const name = nameOf(pages);
  switch (pages.by) {
    case 'link':
      return withAddress(request, nextLink(answer.headers.link), answer.url);
    case 'cursor': {
      const cursor = readField({ body: answer.body } as Item, `body.${pages.cursorPath || 'next_cursor'}`);
      if (cursor === undefined || cursor === null || cursor === '' || cursor === false) return null;
      const isAddress = typeof cursor === 'string' && /^(https?:)?\/\/?\S+$/.test(cursor);
      return isAddress ? withAddress(request, cursor, answer.url) : withQuery(request, name, String(cursor));
    }
    case 'page':
      return withQuery(request, name, String(Number(request.query?.[name]) + 1));
    case 'offset':
      return withQuery(request, name, String(total));
  }
}

const withQuery = (request: HttpRequest, name: string, value: string): HttpRequest => ({
  ...request,
  query: { ...request.query, [name]: value },
});

/** The next page must be of the same service: what an answer names is not trusted with headers for another one. */
function withAddress(request: HttpRequest, address: string | null, from: string): HttpRequest | null {
  if (!address || !URL.canParse(address, from)) return null;
  const url = new URL(address, from);
  if (url.origin !== new URL(from).origin) {
    throw new AppError('node.address_blocked', { address: url.host, reason: 'the next page is at another service' });
  }
  return { ...request, url: url.href, query: {} };
}

/** RFC 8288: `<https://…?page=2>; rel="next"`, among others. */
function nextLink(header: string | undefined): string | null {
  for (const [, target, rest] of (header ?? '').matchAll(
    /<([^>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s;,]*))*)/g,
  )) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]*))/i.exec(rest ?? '');
    if ((rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/).includes('next')) return target ?? null;
  }
  return null;
}
