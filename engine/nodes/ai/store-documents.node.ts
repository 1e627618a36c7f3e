import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../errors';
import { defineNode } from '../define-node';
import { contentOf } from '../file-values';
import { readDocument } from '../read-document';
import { textSetting, toPhrase } from '../settings';
import { number, object, text } from '../shapes';
import { overlapSetting, refuseWideOverlap, sizeSetting, splitDocument } from '../split-document';
import { collectionSetting, embeddingModelSetting, nameOf } from './model-settings';

/** About 3,000 pages. More takes longer than a step may, and is better stored as several sources. */
const mostPassages = 5_000;

export const node = defineNode({
  title: 'Store documents',
  summary:
    'Keeps a text, web page or file as passages in a collection, to be found by meaning. The same source replaces itself.',
  synonyms: [
    'store documents',
    'store the document',
    'knowledge base',
    'vector store',
    'vector database',
    'embed the document',
    'embeddings',
    'index the document',
    'add to the collection',
    'store in the collection',
    'into the collection',
    'rag ingestion',
  ],
  kind: 'ai',
  icon: 'library',
  usesModel: 'embedding',
  effect: 'write',
  honoursIdempotencyKey: true,
  runs: 'each',
  opensFiles: true,
  timeoutMs: 600_000,
  params: z
    .object({
      text: z.unknown().describe('What is stored: text, HTML or a file, usually an expression such as {{ item.body }}'),
      collection: collectionSetting('The collection it goes into; it is made when it does not exist yet'),
      source: textSetting(
        'What it is known by, such as an address or a title: storing it again replaces what was there. Empty: the name of the file, and for a text a mark made of the text itself',
      ).optional(),
      size: sizeSetting,
      overlap: overlapSetting,
      model: embeddingModelSetting,
    })
    .superRefine(refuseWideOverlap),
  describe: ({ text, collection }) => `${toPhrase(text) || '…'} → ${toPhrase(collection) || 'a collection'}`,
  outputShapes: () => ({ next: object({ collection: text, source: text, passages: number, replaced: number }) }),
  example: {
    ask: 'store the document in the collection handbook',
    params: { text: '{{ item.body }}', collection: 'handbook', source: '{{ item.title }}' },
    input: [{ title: 'Travel', body: 'Whoever travels for work keeps the receipts.' }],
    output: { next: [{ collection: 'handbook', source: 'Travel', passages: 1, replaced: 0 }] },
  },
  execute: async ({ params, models, documents, signal }) => {
    const { collection: name, size, overlap } = params;
    const { name: fileName, parts } = await readDocument(params.text, 'text');
    const passages = await splitDocument(parts, { size, overlap });
    refuseUnfit(passages.length);
    const stored = await documents.findCollection(name);
    const { vectors, model } = await models.embed({
      ...{ texts: passages.map(passage => passage.text), purpose: 'document', signal },
      ...nameOf(params.model || stored?.model),
    });
    const source = sourceOf(params.source, { fileName, value: params.text });
    const { replaced } = await documents.replaceSource(
      { name, model, dimensions: vectors[0]!.length },
      { source, passages: passages.map((passage, index) => ({ ...passage, embedding: vectors[index]! })) },
    );
    return { next: [{ collection: name, source, passages: passages.length, replaced }] };
  },
  // A file is not opened for a trial, so how many passages it has is not known.
  simulate: ({ params: { collection, source, text: value } }) => ({
    next: [
      {
        ...{ collection, passages: 1, replaced: 0 },
        source: sourceOf(source, { fileName: contentOf(value)?.name ?? null, value }),
      },
    ],
  }),
});

function refuseUnfit(count: number): void {
  const wrong = (reason: string) => new AppError('node.data_wrong', { reason, param: 'text' });
  if (count === 0) throw wrong('There is no text in it');
  if (count > mostPassages)
    throw wrong(
      `The document has ${count} passages; at most ${mostPassages} are stored at once. Make the passages larger, or store it in parts`,
    );
}

function sourceOf(source: string | undefined, given: { fileName: string | null; value: unknown }): string {
  const named = source?.trim() || given.fileName;
  if (named) return named.slice(0, 500);
  const bytes = contentOf(given.value)?.bytes ?? JSON.stringify(given.value ?? null);
  return `text ${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`;
}
