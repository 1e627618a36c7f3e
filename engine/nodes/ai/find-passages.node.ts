import { z } from 'zod';
import { AppError } from '../../errors';
import { nearestName } from '../../workflow/nearest';
import type { Item } from '../../workflow/schema';
import { defineNode, type NodeCall } from '../define-node';
import type { FoundPassage } from '../document-store';
import { toPhrase, wholeNumber } from '../settings';
import { list, number, object, text, withField } from '../shapes';
import { collectionSetting, embeddingModelSetting, nameOf, neededText } from './model-settings';

const params = z.object({
  query: neededText(
    'What is looked for, in words, usually an expression such as {{ item.body.question }}',
    'Say what to look for.',
  ),
  collection: collectionSetting('The collection that is looked through'),
  limit: wholeNumber('How many passages at most', { min: 1, max: 100 }).default(5),
  minScore: z
    .number()
    .min(-1)
    .max(1)
    .default(0)
    .describe('Leaves out what is less alike than this: 1 means the same, 0 nothing in common'),
  field: z.string().trim().min(1).max(100).default('passages').describe('The field that holds the passages found'),
  model: embeddingModelSetting,
});

type Call = NodeCall<z.output<typeof params>>;

export const node = defineNode({
  title: 'Find passages',
  summary:
    'Finds the passages of a collection that are nearest in meaning to a question. Use it before a model answers.',
  synonyms: [
    'find passages',
    'find the passages',
    'passages about',
    'relevant passages',
    'similar passages',
    'nearest passages',
    'semantic search',
    'similarity search',
    'vector search',
    'retrieval',
    'retrieve from the collection',
    'search the collection',
    'in the collection',
    'from the handbook',
    'rag',
  ],
  kind: 'ai',
  icon: 'text-search',
  usesModel: 'embedding',
  effect: 'read',
  runs: 'each',
  params,
  describe: ({ query, collection }) =>
    `${toPhrase(collection) || 'A collection'}: ${toPhrase(query) || 'nearest passages'}`,
  outputShapes: ({ field }, input) => ({
    next: withField(input, [typeof field === 'string' ? field : 'passages'], list(passageShape)),
  }),
  example: {
    ask: 'find the passages about the question in the collection handbook',
    params: { query: '{{ item.question }}', collection: 'handbook', limit: 1 },
    input: [{ question: 'thirty days off' }],
    output: {
      next: [
        {
          question: 'thirty days off',
          passages: [{ text: 'thirty days off', source: 'Holidays', passage: 1, score: 1 }],
        },
      ],
    },
  },
  execute: async call => {
    const { params, item, models, documents, signal } = call;
    const { query, limit, minScore, field } = params;
    const { name, model: embeddedBy } = await collectionOf(call);
    const { vectors, model } = await models.embed({
      ...{ texts: [query], purpose: 'question', signal },
      ...nameOf(params.model || embeddedBy),
    });
    const [embedding = []] = vectors;
    const found = await documents.findNearest(
      { name, model, dimensions: embedding.length },
      { embedding, limit, minScore },
    );
    return { next: [{ ...item, [field]: found.map(toItem) }] };
  },
  simulate: ({ params: { field }, item }) => ({
    next: [
      {
        ...item,
        [field]: [{ text: '(a passage that will be found)', source: '(where it stands)', passage: 1, score: 1 }],
      },
    ],
  }),
});

const passageShape = object({ text, source: text, passage: number, score: number }, { open: true });

/** Asked first: a name that is wrong is told without any model. */
async function collectionOf({ documents, params: { collection } }: Call) {
  const found = await documents.findCollection(collection);
  if (found) return found;
  const near = nearestName(collection, await documents.listCollections());
  throw new AppError('collection.not_found', { name: collection, near });
}

/** More digits than four differ from one computer to the next. */
const toItem = ({ text, source, passage, page, score }: FoundPassage): Item => ({
  ...{ text, source, passage },
  ...(page === null ? {} : { page }),
  score: Math.round(score * 10_000) / 10_000,
});
