import { describe, expect, it } from 'vitest';
import { answering, arrowsOf, converse } from '@/tests/support/plan';

const chain = (...types: string[]) => types.slice(1).map((type, at) => `${types[at]} > ${type}`);

/** What starts it and which steps follow. */
const cases: readonly [string, readonly string[]][] = [
  [
    'every 15 minutes get https://api.example.com/status and store it in a table called checks',
    chain('schedule', 'http-request', 'data-table'),
  ],
  [
    'hourly, fetch https://api.example.com/items, filter out the ones where stock is 0, and log the rest in table available',
    chain('schedule', 'http-request', 'filter', 'data-table'),
  ],
  [
    'On the first of the month at 9 count the rows in table invoices and store the count in monthly counts',
    chain('schedule', 'data-table', 'aggregate', 'data-table'),
  ],
  [
    'mondays and thursdays at 7:30 read https://blog.example.com/rss.xml and save the 3 newest to digest',
    chain('schedule', 'rss-read', 'sort', 'limit', 'data-table'),
  ],
  ['at midnight delete rows older than 30 days from the table logs', chain('schedule', 'data-table')],
  [
    'every friday afternoon, look up all rows in the table tasks where done is false, and send them to https://hooks.example.com/tasks',
    chain('schedule', 'data-table', 'http-request'),
  ],
  [
    'twice a day read the feed https://news.example.com/atom.xml, ignore posts that contain "sponsored", newest first, keep the first 5, store title, link and date in news',
    chain('schedule', 'rss-read', 'filter', 'sort', 'limit', 'data-table'),
  ],
  [
    'When I click run, get https://api.example.com/users, sort by age descending and keep only the top 3',
    chain('manual', 'http-request', 'sort', 'limit'),
  ],
  [
    'Every weekday at 5pm New York time sum up the amounts in the table sales and POST the total to https://example.com/report',
    chain('schedule', 'data-table', 'aggregate', 'http-request'),
  ],
  [
    'read the feed https://example.com/feed every morning and store the titles in headlines',
    chain('schedule', 'rss-read', 'data-table'),
  ],
  [
    "I'd like something that, each day at noon, calls https://api.example.com/weather?city=berlin and saves the temperature to the weather table",
    chain('schedule', 'http-request', 'data-table'),
  ],
  [
    'every 2 hours: 1) GET https://api.example.com/orders 2) keep those over 500 3) group by country and count 4) store in table stats',
    chain('schedule', 'http-request', 'filter', 'aggregate', 'data-table'),
  ],
  [
    'schedule: daily 06:15 Europe/Madrid. fetch https://api.example.com/prices. average price. store it in averages.',
    chain('schedule', 'http-request', 'aggregate', 'data-table'),
  ],
  [
    'run every day at 8am and 6pm: fetch the rss feed https://example.com/rss, only posts from the last 24 hours, save title and link in recent',
    chain('schedule', 'rss-read', 'filter', 'data-table'),
  ],
  ['each month delete all rows from table temp where status is expired', chain('schedule', 'data-table')],
  [
    'every hour from 9 to 17 on weekdays check https://example.com/health and log the status in uptime',
    chain('schedule', 'http-request', 'data-table'),
  ],
  [
    'When a webhook gets an order, send the order to https://erp.example.com/orders with header X-Key: abc123 and answer "accepted" with status 202',
    chain('webhook', 'http-request', 'respond'),
  ],
  ['On POST with email, upsert it into contacts by email and reply ok', chain('webhook', 'data-table', 'respond')],
  [
    'when someone calls the endpoint, look up the product in table products by sku and return its price',
    chain('webhook', 'data-table', 'respond'),
  ],
  [
    'When a webhook receives a payment: update the table invoices, set status to paid where id is the invoice_id, then answer "ok"',
    chain('webhook', 'data-table', 'respond'),
  ],
  [
    'take the posts of https://example.com/rss and store title in table titles',
    chain('manual', 'rss-read', 'data-table'),
  ],
];

describe('a sentence becomes the steps it names', () => {
  it.each(cases)('%s', async (sentence, arrows) => {
    const { workflow, text } = await converse().say(sentence);

    expect(arrowsOf(workflow)).toEqual(arrows);
    expect(text).not.toContain('but not');
  });
});

const feed = (...posts: readonly { title: string; date: string }[]) => ({
  'https://example.com/feed.xml': `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>${posts
    .map(
      ({ title, date }) =>
        `<item><title>${title}</title><link>https://example.com/${encodeURIComponent(title)}</link><pubDate>${date}</pubDate></item>`,
    )
    .join('')}</channel></rss>`,
});

describe('what a list sentence does when it runs', () => {
  it('keeps the posts that mention a word and stores two of their fields', async () => {
    const http = answering(
      feed(
        { title: 'Postgres 18', date: 'Mon, 02 Mar 2026 07:00:00 GMT' },
        { title: 'Cats', date: 'Sun, 01 Mar 2026 07:00:00 GMT' },
      ),
    );
    const talk = converse({ http });
    await talk.say(
      'Every morning at 8 in Berlin read the feed https://example.com/feed.xml, keep posts that mention "postgres", and store title and link in a table called reading list',
    );

    const { execution } = await talk.run([{}]);

    expect(execution.status).toBe('succeeded');
    expect(talk.tables.rowsOf('reading list')).toEqual([
      { id: 1, title: 'Postgres 18', link: 'https://example.com/Postgres%2018' },
    ]);
  });

  it('counts what an address answers with', async () => {
    const http = answering({
      'https://example.com/orders': [{ status: 'open' }, { status: 'done' }, { status: 'open' }],
    });
    const talk = converse({ http });
    await talk.say(
      'Every hour get https://example.com/orders, keep the ones with status open, count them and store the count in a table called open orders',
    );

    await talk.run([{}]);

    expect(talk.tables.rowsOf('open orders')).toEqual([{ id: 1, count: 2 }]);
  });

  it('takes the most expensive ones', async () => {
    const http = answering({ 'https://example.com/items': [{ price: 1 }, { price: 9 }, { price: 5 }] });
    const talk = converse({ http });
    await talk.say('when I start it get https://example.com/items and store the 2 most expensive in top');

    await talk.run([{}]);

    expect(talk.tables.rowsOf('top').map(({ price }) => price)).toEqual([9, 5]);
  });
});

describe('what is not there yet', () => {
  it('an HTTP request stands in for a service, and that is said', async () => {
    const { text, workflow } = await converse().say(
      'when a new signup arrives send me a slack message "new signup {email}" and store it in signups',
    );

    expect(text).toContain('There is no step for Slack yet');
    expect(workflow.nodes.map(({ type }) => type)).toEqual(['core.webhook', 'core.data-table', 'core.http-request']);
  });

  it('a webhook stands in for a service that starts things', async () => {
    const { text } = await converse().say('If a new email arrives in gmail, save the subject in a table called mails');

    expect(text).toContain('Gmail cannot start a workflow yet');
  });

  it('what is not understood is quoted, the rest is built', async () => {
    const { text, workflow } = await converse().say(
      'When a webhook receives an order, frobnicate the flux, and store it in orders',
    );

    expect(text).toContain('*frobnicate the flux*');
    expect(workflow.nodes).toHaveLength(2);
  });

  it('without its condition nothing is built', async () => {
    const { text, calls } = await converse().say(
      'When a webhook receives an order, if it feels right answer "yes", otherwise "no"',
    );

    expect(text).toContain('I did not understand the condition *if it feels right');
    expect(calls.map(({ toolName }) => toolName)).toEqual(['readWorkflow']);
  });

  it('when nothing is understood it asks with examples', async () => {
    const { question, calls } = await converse().say('the usual format, you know');

    expect(question?.choices).toHaveLength(3);
    expect(calls.map(({ toolName }) => toolName)).toEqual(['readWorkflow']);
  });
});
