import { z } from 'zod';
import { defineNode } from '../define-node';
import { pollSettings, sayPeriod } from '../poll';
import { readFeed } from '../read-feed';
import { toPhrase, webAddress } from '../settings';
import { list, object, text } from '../shapes';

const post = {
  title: 'Postgres 18 is out',
  link: 'https://example.com/postgres-18',
  published_at: '2026-03-02T07:00:00.000Z',
  summary: 'What is new in Postgres 18.',
  content: '',
  author: 'Ada',
  categories: ['databases'],
  id: 'https://example.com/postgres-18',
};

export const node = defineNode({
  title: 'New in a feed',
  summary: 'Looks at an RSS or Atom feed and starts the workflow with the posts that are new since the last look.',
  synonyms: [
    'new in a feed',
    'new post in a feed',
    'new post in the feed',
    'when a feed has something new',
    'rss trigger',
    'feed trigger',
    'watch a feed',
    'new blog post',
    'new article',
    'new episode',
    'when a post appears',
    'subscribe to a feed',
  ],
  kind: 'trigger',
  icon: 'rss',
  startedBy: 'poll',
  effect: 'none',
  runs: 'all',
  params: z.object({ url: webAddress('The web address of the feed'), ...pollSettings(15) }),
  describe: params => `Looks at ${toPhrase(params.url) || 'a feed'} ${sayPeriod(params, 15)}`,
  outputShapes: () => ({
    next: object({
      ...{ title: text, link: text, published_at: text, summary: text },
      ...{ content: text, author: text, categories: list(text), id: text },
    }),
  }),
  example: {
    ask: 'when a new post appears in the feed https://example.com/feed.xml',
    params: { url: 'https://example.com/feed.xml' },
    input: [post],
    output: { next: [post] },
  },
  execute: ({ items }) => ({ next: items.length > 0 ? items : [{ ...post }] }),
  async poll({ params: { url }, http, signal }) {
    const headers = { accept: 'application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.8' };
    const posts = readFeed(await http.request({ method: 'GET', url, headers, signal }));
    // A feed begins with its newest post.
    const entries = posts.toReversed().map(item => ({ key: String(item.id || item.link || item.title), item }));
    return { entries };
  },
});
