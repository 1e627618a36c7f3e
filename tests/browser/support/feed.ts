import { plain } from '@/tests/support/loopback-server';

export interface Post {
  title: string;
  link: string;
  text: string;
}

/** Answers with an RSS feed of these posts. */
export const feedOf = (posts: readonly Post[]) =>
  plain(
    `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>https://news.example</link><description>News</description>${posts
      .map(
        ({ title, link, text }) =>
          `<item><title>${title}</title><link>${link}</link><guid>${link}</guid><description>${text}</description></item>`,
      )
      .join('')}</channel></rss>`,
    'application/rss+xml',
  );
