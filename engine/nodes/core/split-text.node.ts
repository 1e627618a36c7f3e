import { z } from 'zod';
import type { Item } from '../../workflow/schema';
import { defineNode } from '../define-node';
import { readDocument } from '../read-document';
import { toPhrase, wholeNumber } from '../settings';
import { number, object, text } from '../shapes';

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
      size: wholeNumber('How many characters a passage has at most', { min: 100, max: 50_000 }).default(1_000),
      overlap: wholeNumber('How many characters a passage repeats of the one before', { min: 0, max: 10_000 }).default(
        100,
      ),
    })
    .superRefine(({ size, overlap }, context) => {
      if (overlap < size) return;
      context.addIssue({
        code: 'custom',
        path: ['overlap'],
        message: 'It has to be smaller than the size of a passage.',
      });
    }),
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
    const [{ Document }, { RecursiveCharacterTextSplitter }] = await Promise.all([
      import('@langchain/core/documents'),
      import('@langchain/textsplitters'),
    ]);
    const { name, parts } = await readDocument(text, 'text');
    const splitter = new RecursiveCharacterTextSplitter({
      ...{ chunkSize: size, chunkOverlap: overlap },
      separators: ['\n\n', '\n', '. ', ' ', ''],
    });
    const documents = parts.map(({ text: pageContent, page }) => new Document({ pageContent, metadata: { page } }));
    const passages = await splitter.splitDocuments(documents);
    const next = passages.map(
      ({ pageContent, metadata }, index): Item => ({
        ...{ text: pageContent, passage: index + 1, of: passages.length },
        ...(name ? { source: name } : {}),
        ...(typeof metadata.page === 'number' ? { page: metadata.page } : {}),
      }),
    );
    return { next };
  },
});
