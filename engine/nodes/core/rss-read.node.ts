import { z } from 'zod';
import type { Item } from '../../workflow/schema';
import { defineNode } from '../define-node';
import { readFeed } from '../read-feed';
import { toPhrase, webAddress, wholeNumber } from '../settings';
import { list, object, text } from '../shapes';

export const node = defineNode({
  title: 'Read a feed',
  summary: 'Reads the posts of an RSS or Atom feed. Use it for news, blogs, releases and podcasts.',
  synonyms: [
    'rss',
    'rss feed',
    'atom',
    'feed',
    'feed.xml',
    'read the feed',
    'news',
    'blog',
    'blog posts',
    'posts',
    'articles',
    'headlines',
    'podcast',
    'releases',
    'json feed',
    'subscribe',
  ],
  kind: 'action',
  icon: 'rss',
  effect: 'read',
  runs: 'each',
  params: z.object({
    url: webAddress('The web address of the feed'),
    limit: wholeNumber('How many posts at most, newest as the feed lists them', { min: 1, max: 1_000 }).optional(),
  }),
  describe: ({ url, limit }) =>
    `Reads ${toPhrase(url) || 'a feed'}${limit ? `, at most ${String(limit)} ${Number(limit) === 1 ? 'post' : 'posts'}` : ''}`,
  outputShapes: () => ({
    next: object({
      title: text,
      link: text,
      published_at: text,
      summary: text,
      content: text,
      author: text,
      categories: list(text),
      id: text,
    }),
  }),
  example: {
    ask: 'read the feed https://example.com/feed.xml',
    params: { url: 'https://example.com/feed.xml', limit: 1 },
    input: [{}],
    output: {
      next: [
        {
          title: 'Postgres 18 is out',
          link: 'https://example.com/postgres-18',
          published_at: '2026-03-02T07:00:00.000Z',
          summary: 'What is new in Postgres 18.',
          content: '',
          author: 'Ada',
          categories: ['databases'],
          id: 'https://example.com/postgres-18',
        },
      ],
    },
  },
  execute: async ({ params: { url, limit }, http, signal }) => {
    const headers = {
      accept: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml, */*;q=0.8',
    };
    const answer = await http.request({ method: 'GET', url, headers, signal });
    return { next: readFeed(answer).slice(0, limit) satisfies readonly Item[] };
  },
});
