import { z } from 'zod';
import { defineNode } from '../define-node';
import { toSegments, withValue } from '../fields';
import { textSetting, toPhrase } from '../settings';
import { anyObject, text, withField } from '../shapes';

export const node = defineNode({
  title: 'Markdown',
  summary: 'Turns Markdown into clean HTML, or HTML into Markdown. Use it for e-mails, pages and texts for a model.',
  synonyms: [
    'markdown',
    'markdown to html',
    'html to markdown',
    'convert markdown',
    'render markdown',
    'md',
    'md to html',
    'turn into html',
    'as html',
    'convert to markdown',
    'convert html',
    'formatted text',
    'html to text',
    'strip html',
    'without html tags',
    'readable text of the page',
  ],
  kind: 'data',
  icon: 'file-code',
  effect: 'none',
  runs: 'each',
  opensFiles: true,
  params: z.object({
    direction: z
      .enum(['to-html', 'to-markdown'])
      .default('to-html')
      .describe('to-html: from Markdown to HTML without anything that could run. to-markdown: from HTML to Markdown'),
    text: textSetting('The text to convert, usually an expression such as {{ item.text }}'),
    as: z.string().trim().max(200).optional().describe('Name of the field that holds the result; html or markdown'),
  }),
  describe: ({ direction, text: source }) =>
    `${toPhrase(source) || '…'} ${direction === 'to-markdown' ? 'from HTML to Markdown' : 'from Markdown to HTML'}`,
  outputShapes: ({ as, direction }, input) => ({
    next: withField(input.kind === 'object' ? input : anyObject, toSegments(nameFor(as, direction)).map(String), text),
  }),
  example: {
    ask: 'convert the text from Markdown to HTML',
    params: { direction: 'to-html', text: '{{ item.text }}' },
    input: [{ text: '# News\n\nIt *works*, see [here](https://example.com).' }],
    output: {
      next: [
        {
          text: '# News\n\nIt *works*, see [here](https://example.com).',
          html: '<h1>News</h1>\n<p>It <em>works</em>, see <a href="https://example.com">here</a>.</p>',
        },
      ],
    },
  },
  execute: async ({ params, item }) => {
    // Three parsers that most servers never need are not loaded before somebody does.
    const { htmlToMarkdown, markdownToHtml } = await import('../markdown-html');
    const result = params.direction === 'to-html' ? markdownToHtml(params.text) : htmlToMarkdown(params.text);
    return { next: [withValue(item, nameFor(params.as, params.direction), result)] };
  },
});

const nameFor = (as: unknown, direction: unknown) =>
  typeof as === 'string' && as ? as : direction === 'to-markdown' ? 'markdown' : 'html';
