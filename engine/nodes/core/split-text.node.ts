import { z } from 'zod';
import type { Item } from '../../workflow/schema';
import { defineNode } from '../define-node';
import { readDocument } from '../read-document';
import { toPhrase } from '../settings';
import { number, object, text } from '../shapes';
import { overlapSetting, refuseWideOverlap, sizeSetting, splitDocument } from '../split-document';

export const node = defineNode({
  title: 'Split text',
  summary:
    'Cuts a long text, web page or PDF into passages, one item each. Use it before a model reads them one by one.',
  synonyms: [
    'split text',
    'text splitter',
    'chunk',
    'chunks',
    'into chunks',
    'chunk the text',
    'chunk the document',
    'into passages',
    'split the document',
    'document loader',
    'text of the pdf',
  ],
  kind: 'data',
  icon: 'scissors',
  effect: 'none',
  runs: 'each',
  opensFiles: true,
  params: z
    .object({
      text: z.unknown().describe('What is cut: text, HTML or a file, usually an expression such as {{ item.body }}'),
      size: sizeSetting,
      overlap: overlapSetting,
    })
    .superRefine(refuseWideOverlap),
  describe: ({ text, size }) =>
    `Passages of ${toPhrase(text) || '…'}${size ? `, up to ${toPhrase(size)} characters` : ''}`,
  outputShapes: () => ({ next: object({ text, passage: number, of: number }) }),
  example: {
    ask: 'split the text into chunks of 100 characters',
    params: { text: '{{ item.body }}', size: 100, overlap: 0 },
    input: [
      {
        body: 'Rain fell all night over the harbour and the empty market.\n\nBy morning the boats were back, and the stalls opened one after another.',
      },
    ],
    output: {
      next: [
        { text: 'Rain fell all night over the harbour and the empty market.', passage: 1, of: 2 },
        { text: 'By morning the boats were back, and the stalls opened one after another.', passage: 2, of: 2 },
      ],
    },
  },
  execute: async ({ params: { text, size, overlap } }) => {
    const { name, parts } = await readDocument(text, 'text');
    const passages = await splitDocument(parts, { size, overlap });
    const next = passages.map(
      (passage, index): Item => ({
        ...{ text: passage.text, passage: index + 1, of: passages.length },
        ...(name ? { source: name } : {}),
        ...(passage.page === null ? {} : { page: passage.page }),
      }),
    );
    return { next };
  },
});
