import { detectAtomFeed, detectJsonFeed, detectRdfFeed, detectRssFeed, parseFeed } from 'feedsmith';
import { AppError } from '../errors';
import type { Item } from '../workflow/schema';
import { toTime } from './dates';
import type { HttpAnswer } from './http-client';
import { toText } from './settings';

/** A post of any kind of feed in one form; what a feed does not say is empty text. */
export function readFeed(answer: HttpAnswer): Item[] {
  const content = answer.text.trim();
  const isFeed = [detectRssFeed, detectAtomFeed, detectRdfFeed, detectJsonFeed].some(detect => detect(content));
  if (!isFeed) throw notAFeed(answer);
  try {
    const { feed } = parseFeed(content);
    const posts = ('entries' in feed ? feed.entries : 'items' in feed ? feed.items : undefined) ?? [];
    return posts.map(post => toItem(post as Post, answer.url));
  } catch (error) {
    throw notAFeed(answer, { cause: error });
  }
}

interface Named {
  name?: string;
  value?: string;
  label?: string;
  term?: string;
  email?: string;
}

/** The fields that the four formats use for a post; each has some of them. */
interface Post {
  id?: string;
  guid?: string | { value?: string };
  title?: string | { value?: string };
  link?: string;
  url?: string;
  links?: { href?: string; rel?: string }[];
  pubDate?: unknown;
  published?: unknown;
  updated?: unknown;
  date_published?: unknown;
  description?: string | { value?: string };
  summary?: string | { value?: string };
  content?: string | { value?: string; encoded?: string };
  content_html?: string;
  content_text?: string;
  authors?: (Named | string)[];
  author?: Named | string;
  categories?: (Named | string)[];
  tags?: string[];
  dc?: { creators?: string[]; creator?: string; dates?: unknown[]; date?: unknown };
}

function toItem(post: Post, base: string): Item {
  const link = absolute(linkOf(post), base);
  return {
    title: words(post.title),
    link,
    published_at: timeOf(post),
    summary: words(post.summary) || words(post.description),
    content: words(post.content) || post.content_html || post.content_text || '',
    author: authorOf(post),
    categories: [...(post.categories ?? []), ...(post.tags ?? [])].map(nameOf).filter(Boolean),
    id: post.id || words(post.guid) || link,
  };
}

function words(value: string | { value?: string; encoded?: string } | undefined): string {
  return (typeof value === 'string' ? value : (value?.value ?? value?.encoded ?? '')).trim();
}

function linkOf({ link, url, links, guid }: Post): string {
  const main = links?.find(({ rel }) => rel === undefined || rel === 'alternate') ?? links?.[0];
  const written = link || url || main?.href;
  if (written) return written;
  return /^https?:/i.test(words(guid)) ? words(guid) : '';
}

const absolute = (link: string, base: string) => (link && URL.canParse(link, base) ? new URL(link, base).href : link);

function timeOf({ pubDate, published, date_published, updated, dc }: Post): string {
  const written = pubDate ?? published ?? date_published ?? updated ?? dc?.date ?? dc?.dates?.[0];
  const time = toTime(written);
  return time === null ? toText(written) : new Date(time).toISOString();
}

function authorOf({ authors, author, dc }: Post): string {
  const named = [...(authors ?? []), ...(author ? [author] : [])].map(nameOf).filter(Boolean);
  return [...new Set(named)].join(', ') || dc?.creator || dc?.creators?.join(', ') || '';
}

const nameOf = (value: Named | string): string =>
  typeof value === 'string' ? value : (value.name ?? value.label ?? value.term ?? value.value ?? value.email ?? '');

function notAFeed({ text, url, headers }: HttpAnswer, options?: ErrorOptions): AppError {
  const service = URL.canParse(url) ? new URL(url).host : url;
  const got = kindOf(text, headers['content-type'] ?? '');
  return new AppError('node.answer_unreadable', { service, expected: 'an RSS or Atom feed', got, url }, options);
}

function kindOf(text: string, type: string): string {
  const start = text.trimStart().slice(0, 200).toLowerCase();
  if (start === '') return 'nothing';
  if (/^<!doctype html|^<html|<head/.test(start)) return 'a web page (HTML)';
  if (start.startsWith('{') || start.startsWith('[')) return 'JSON that is no feed';
  if (start.startsWith('<')) return 'XML that is no feed';
  return type && !type.startsWith('text/plain') ? `a file of the type ${type.split(';')[0]}` : 'plain text';
}
