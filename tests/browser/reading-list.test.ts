import { expect, it } from 'vitest';
import { serve } from '@/tests/support/loopback-server';
import { diagramIn, say, stepsOf } from './support/conversation';
import { feedOf, type Post } from './support/feed';
import { people } from './support/person';
import { rowsOf } from './support/tables';

const person = people();
const posts: Post[] = [
  { title: 'Postgres 18 is out', link: 'https://news.example/1', text: 'Faster than ever.' },
  { title: 'A week in the garden', link: 'https://news.example/2', text: 'Beans and bees.' },
  { title: 'Queues without a broker', link: 'https://news.example/3', text: 'All you need is postgres.' },
];

it('keeps the posts that one wants from a feed', async () => {
  const feed = await serve(feedOf(posts));
  const page = await person();

  const built = await say(
    page,
    `Every morning at 8 in Berlin read the feed ${feed.url}/feed.xml, keep posts that mention "postgres", and store title and link in a table called reading list`,
  );
  const steps = await stepsOf(diagramIn(built));
  const ran = await say(page, 'run it now');

  expect(steps).toHaveLength(4);
  expect(await ran.innerText()).toContain('Ran live');
  expect(await rowsOf(page, 'reading list')).toEqual([
    ['Postgres 18 is out', 'https://news.example/1'],
    ['Queues without a broker', 'https://news.example/3'],
  ]);
});
