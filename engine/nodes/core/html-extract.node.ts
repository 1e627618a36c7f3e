import { z } from 'zod';
import type { Shape } from '../../workflow/shape';
import { defineNode } from '../define-node';
import { objectsIn, textSetting, toPhrase } from '../settings';
import { anyObject, list, object, text, withField } from '../shapes';

const Field = z
  .object({
    name: z.string('Give a name.').trim().min(1, 'Give a name.').max(80).describe('Name of the field that holds it'),
    selector: z
      .string()
      .trim()
      .max(500)
      .default('')
      .describe('CSS selector such as h1, .price or a.title; nothing: the row itself'),
    take: z
      .enum(['text', 'attribute', 'html'])
      .default('text')
      .describe('text: what a reader sees. attribute: the one named. html: what stands inside'),
    attribute: z.string().trim().max(80).optional().describe('For attribute: which one, for example href'),
    list: z.boolean().default(false).describe('true: a list of all that fit. false: the first'),
  })
  .superRefine(({ take, attribute }, context) => {
    if (take !== 'attribute' || attribute) return;
    context.addIssue({ code: 'custom', path: ['attribute'], message: 'Say which attribute, for example href.' });
  });

export const node = defineNode({
  title: 'Extract from HTML',
  summary: 'Reads texts, links and other parts out of a web page by CSS selectors. Use it to scrape a page.',
  synonyms: [
    'extract from html',
    'html extract',
    'extract html',
    'scrape',
    'scraping',
    'web scraping',
    'scrape the page',
    'parse html',
    'css selector',
    'selector',
    'read the page',
    'get the title of the page',
    'all links of the page',
    'price from the page',
    'extract the links',
    'crawl',
    'out of the website',
  ],
  kind: 'data',
  icon: 'scan-text',
  effect: 'none',
  runs: 'each',
  opensFiles: true,
  params: z.object({
    html: textSetting('The page, usually an expression such as {{ item.body }}'),
    rows: z
      .string()
      .trim()
      .max(500)
      .optional()
      .describe('CSS selector of what becomes one item each, such as .product; nothing: one item for the page'),
    fields: z.array(Field).min(1, 'Say what to read.').describe('What to read, within the row or the page'),
    baseUrl: textSetting('Address of the page, so that its links become whole addresses').optional(),
    keep: z.enum(['only', 'all']).default('only').describe('all: the other fields of the item come along'),
  }),
  describe: ({ fields, rows }) => {
    const names = objectsIn(fields).map(({ name }) => toPhrase(name) || '…');
    return `${names.slice(0, 4).join(', ') || '…'}${rows ? ` of each ${toPhrase(rows)}` : ' of the page'}`;
  },
  outputShapes: ({ fields, keep }, input) => {
    const start = keep === 'all' ? (input.kind === 'object' ? input : anyObject) : object({});
    const known = objectsIn(fields).filter(({ name }) => typeof name === 'string' && name);
    return {
      next: known.reduce<Shape>(
        (shape, { name, list: many }) => withField(shape, [String(name)], many ? list(text) : text),
        start,
      ),
    };
  },
  example: {
    ask: 'read the title and the link of each product on the page',
    params: {
      html: '{{ item.body }}',
      rows: '.product',
      fields: [
        { name: 'title', selector: 'h2' },
        { name: 'link', selector: 'a', take: 'attribute', attribute: 'href' },
      ],
    },
    input: [{ body: '<div class="product"><h2>Chair</h2><a href="/chair">more</a></div>' }],
    output: { next: [{ title: 'Chair', link: '/chair' }] },
  },
  execute: async ({ params: { keep, ...settings }, item }) => {
    const { extractHtml } = await import('../extract-html');
    const records = extractHtml(settings);
    return { next: keep === 'all' ? records.map(record => ({ ...item, ...record })) : records };
  },
});
