import { chain, type LibraryTemplate } from '../library-template';
import { addressSlot, scheduleSlot, tableSlot, textSlot } from './slots';

/** What is looked at and summed up again and again. */
export const reportTemplates: readonly LibraryTemplate[] = [
  {
    slug: 'feed-digest',
    name: 'Collect posts of a feed',
    description: 'Reads a feed every weekday, keeps the posts that mention your subject, and stores each one once.',
    category: 'Reports',
    data: {
      ask: 'every weekday morning read a feed, keep the posts about a subject and store title and link in a reading list',
      nodes: [
        {
          key: 'morning',
          type: 'core.schedule',
          label: 'Every weekday',
          params: { mode: 'cron', cron: '0 8 * * 1-5' },
        },
        { key: 'feed', type: 'core.rss-read', label: 'Read the feed', params: { url: 'https://example.com/feed.xml' } },
        {
          key: 'subject',
          type: 'core.filter',
          label: 'About the subject',
          params: {
            match: 'any',
            conditions: [{ left: '{{ item.title }}', operator: 'contains', right: 'release' }],
          },
        },
        {
          key: 'keep',
          type: 'core.data-table',
          label: 'Keep it once',
          params: {
            operation: 'upsert',
            table: 'reading list',
            column: 'link',
            values: [
              { name: 'title', value: '{{ item.title }}' },
              { name: 'link', value: '{{ item.link }}' },
              { name: 'published_at', value: '{{ item.published_at }}' },
            ],
          },
        },
      ],
      connections: chain('morning', 'feed', 'subject', 'keep'),
      slots: [
        addressSlot({
          name: 'feed',
          label: 'Address of the feed',
          node: 'feed',
          path: 'url',
          example: 'https://example.com/feed.xml',
        }),
        textSlot({
          name: 'subject',
          label: 'Word that the title must hold',
          node: 'subject',
          path: 'conditions.0.right',
          example: 'release',
        }),
        tableSlot({ node: 'keep', example: 'reading list', label: 'Table for the posts' }),
        scheduleSlot('morning', '0 8 * * 1-5'),
      ],
      example: { recorded: { feed: { next: posts() } } },
    },
  },
  {
    slug: 'daily-report',
    name: 'Daily sales report',
    description:
      'In the evening the orders of a table are counted and added up per country, and kept as the figures of the day.',
    category: 'Reports',
    data: {
      ask: 'every evening count the orders and sum the amount per country and store the report in a table',
      nodes: [
        { key: 'evening', type: 'core.schedule', label: 'Every evening', params: { mode: 'cron', cron: '0 18 * * *' } },
        {
          key: 'orders',
          type: 'core.data-table',
          label: 'Read the orders',
          params: { operation: 'find', table: 'orders' },
        },
        {
          key: 'per_country',
          type: 'core.summarize',
          label: 'Per country',
          params: {
            groupBy: ['country'],
            operations: [
              { operation: 'count', as: 'orders' },
              { operation: 'sum', field: 'amount', as: 'revenue' },
            ],
            totals: true,
          },
        },
        {
          key: 'keep',
          type: 'core.data-table',
          label: 'Keep the figures',
          params: {
            operation: 'insert',
            table: 'daily report',
            values: [
              { name: 'day', value: '{{ now.slice(0, 10) }}' },
              { name: 'country', value: '{{ item.country }}' },
              { name: 'orders', value: '{{ item.orders }}' },
              { name: 'revenue', value: '{{ item.revenue }}' },
            ],
          },
        },
      ],
      connections: chain('evening', 'orders', 'per_country', 'keep'),
      slots: [
        {
          ...tableSlot({ node: 'orders', example: 'orders', label: 'Table with the orders (country, amount)' }),
          optional: false,
        },
        tableSlot({ node: 'keep', example: 'daily report', label: 'Table for the report' }),
        scheduleSlot('evening', '0 18 * * *'),
      ],
      example: {
        recorded: {
          orders: {
            next: [
              { id: 1, country: 'DE', amount: 120 },
              { id: 2, country: 'AT', amount: 80 },
              { id: 3, country: 'DE', amount: 40 },
            ],
          },
        },
      },
    },
  },
  {
    slug: 'uptime-check',
    name: 'Check that a page is up',
    description: 'Calls an address every five minutes and keeps every time it does not answer, with what went wrong.',
    category: 'Reports',
    data: {
      ask: 'every 5 minutes check that a web page answers and log an outage when it does not',
      nodes: [
        {
          key: 'often',
          type: 'core.schedule',
          label: 'Every 5 minutes',
          params: { mode: 'interval', every: 5, unit: 'minutes' },
        },
        {
          key: 'call',
          type: 'core.http-request',
          label: 'Call the page',
          params: { method: 'GET', url: 'https://example.com/' },
          options: { onError: 'route', timeoutMs: 10_000 },
        },
        {
          key: 'is_up',
          type: 'core.set',
          label: 'It answers',
          params: { keep: 'only', fields: [{ name: 'status', value: '{{ item.status }}' }] },
        },
        {
          key: 'down',
          type: 'core.data-table',
          label: 'Keep the outage',
          params: {
            operation: 'insert',
            table: 'outages',
            values: [
              { name: 'at', value: '{{ now }}' },
              { name: 'what', value: '{{ item.error }}' },
            ],
          },
        },
      ],
      connections: [
        { from: 'often', to: 'call' },
        { from: 'call', to: 'is_up' },
        { from: 'call', port: 'error', to: 'down' },
      ],
      slots: [
        addressSlot({
          name: 'page',
          label: 'Address to check',
          node: 'call',
          path: 'url',
          example: 'https://example.com/',
        }),
        tableSlot({ node: 'down', example: 'outages', label: 'Table for the outages' }),
      ],
      example: {
        recorded: { call: { error: [{ error: { message: 'The service answered 503 (unavailable).' } }] } },
      },
    },
  },
  {
    slug: 'survey-summary',
    name: 'Sum up a survey',
    description: 'Once a week the answers of a survey are averaged per question and put in order, the weakest first.',
    category: 'Reports',
    data: {
      ask: 'every monday summarise the survey answers: average score per question, lowest first, stored in a table',
      nodes: [
        { key: 'monday', type: 'core.schedule', label: 'Every Monday', params: { mode: 'cron', cron: '0 9 * * 1' } },
        {
          key: 'answers',
          type: 'core.data-table',
          label: 'Read the answers',
          params: { operation: 'find', table: 'survey answers' },
        },
        {
          key: 'average',
          type: 'core.summarize',
          label: 'Average per question',
          params: {
            groupBy: ['question'],
            operations: [
              { operation: 'average', field: 'score', as: 'score' },
              { operation: 'count', as: 'answers' },
            ],
          },
        },
        { key: 'order', type: 'core.sort', label: 'Weakest first', params: { by: [{ field: 'score' }] } },
        {
          key: 'keep',
          type: 'core.data-table',
          label: 'Keep the result',
          params: { operation: 'upsert', table: 'survey summary', column: 'question' },
        },
      ],
      connections: chain('monday', 'answers', 'average', 'order', 'keep'),
      slots: [
        {
          ...tableSlot({
            node: 'answers',
            example: 'survey answers',
            label: 'Table with the answers (question, score)',
          }),
          optional: false,
        },
        tableSlot({ node: 'keep', example: 'survey summary', label: 'Table for the summary' }),
        scheduleSlot('monday', '0 9 * * 1'),
      ],
      example: {
        recorded: {
          answers: {
            next: [
              { id: 1, question: 'Was it easy?', score: 4 },
              { id: 2, question: 'Was it easy?', score: 5 },
              { id: 3, question: 'Was it fast?', score: 2 },
            ],
          },
        },
      },
    },
  },
];

/** What a feed gives, for the first test run. */
export function posts() {
  const post = (title: string, path: string) => ({
    ...{ title, link: `https://example.com/${path}`, published_at: '2026-03-02T07:00:00.000Z' },
    ...{ summary: `${title}.`, content: '', author: 'Ada', categories: ['news'], id: `https://example.com/${path}` },
  });
  return [post('Postgres 18.2 is a bug fix release', 'postgres-18-2'), post('A meeting in Vienna', 'meeting')];
}
