import { describe, expect, it } from 'vitest';
import type { Item } from '@/engine/workflow/schema';
import { callNode } from '@/tests/support/call-node';
import { memoryDocuments } from '@/tests/support/memory-documents';
import { sayingModels } from '@/tests/support/saying-models';
import { smallPdf } from '@/tests/support/small-pdf';
import type { EmbeddingRequest, ModelCaller } from '../model-caller';
import { nodeTypes } from '../registry.generated';

/** One person's documents, and a model that remembers what it was asked to embed. */
function someDocuments() {
  const asked: EmbeddingRequest[] = [];
  const { embed, ...others } = sayingModels('');
  const models: ModelCaller = {
    ...others,
    embed: request => {
      asked.push(request);
      return embed(request);
    },
  };
  const given = { documents: memoryDocuments(), models };
  const call =
    (type: string) =>
    async (params: object, item: object = {}) =>
      (await callNode(nodeTypes[type]!, { ...given, params: params as Item, items: [item as Item] })).next!;
  return { asked, store: call('ai.store-documents'), find: call('ai.find-passages') };
}

describe('Store documents', () => {
  it('knows a file by its name and its passages by their page', async () => {
    const { store, find } = someDocuments();
    const base64 = smallPdf(['Ports of the north']).toString('base64');
    const file = { name: 'ports.pdf', type: 'application/pdf', base64 };
    const [stored] = await store({ text: '{{ item.file }}', collection: 'Atlas' }, { file });
    expect(stored).toEqual({ collection: 'Atlas', source: 'ports.pdf', passages: 1, replaced: 0 });
    const [found] = await find({ query: 'ports north', collection: 'atlas' });
    expect(found?.passages).toMatchObject([{ source: 'ports.pdf', page: 1, passage: 1 }]);
  });

  it('stores the same text once, under whatever name it goes', async () => {
    const { store } = someDocuments();
    const once = { text: 'The harbour is closed.', collection: 'Atlas' };
    const [first] = await store(once);
    expect(await store(once)).toEqual([{ ...first, replaced: 1 }]);
    const [other] = await store({ ...once, text: 'The harbour is open.' });
    expect(other).toMatchObject({ replaced: 0, source: expect.not.stringMatching(String(first!.source)) });
  });

  it.each([
    ['nothing to read', '', 100, 'There is no text in it'],
    ['too much at once', 'a '.repeat(260_000), 100, 'at most 5000 are stored at once'],
  ])('refuses %s before any model is asked', async (_what, text, size, words) => {
    const { store, asked } = someDocuments();
    await expect(store({ text, collection: 'Atlas', size, overlap: 0 })).rejects.toMatchObject({
      ...{ code: 'node.data_wrong', message: expect.anything() },
      details: { reason: expect.stringContaining(words) },
    });
    expect(asked).toEqual([]);
  });

  it('asks the model that the collection was stored with, unless another is chosen', async () => {
    const { store, find, asked } = someDocuments();
    await store({ text: 'One.', collection: 'Atlas', model: 'first' });
    await store({ text: 'Two.', collection: ' atlas ' });
    await find({ query: 'Three?', collection: 'ATLAS' });
    expect(asked.map(({ model, purpose }) => [model, purpose])).toEqual([
      ['first', 'document'],
      ['first', 'document'],
      ['first', 'question'],
    ]);
    await expect(find({ query: 'Four?', collection: 'Atlas', model: 'second' })).rejects.toMatchObject({
      code: 'collection.model_differs',
    });
  });
});

describe('Find passages', () => {
  it('adds what it found to the item, the nearest first, as many as are wanted and near enough', async () => {
    const { store, find } = someDocuments();
    for (const text of ['red boats', 'red boats in the harbour', 'green fields'])
      await store({ text, collection: 'Atlas' });
    const query = { query: '{{ item.said }}', collection: 'Atlas', field: 'known' };
    const [near] = await find({ ...query, minScore: 0.3 }, { said: 'red boats' });
    expect(near).toMatchObject({
      said: 'red boats',
      known: [{ text: 'red boats', score: 1 }, { text: 'red boats in the harbour' }],
    });
    const [one] = await find({ ...query, limit: 1 }, { said: 'red boats' });
    expect(one?.known).toHaveLength(1);
  });

  it('names the collection that was probably meant, and asks no model first', async () => {
    const { store, find, asked } = someDocuments();
    await store({ text: 'One.', collection: 'Atlas' });
    const missing = await find({ query: 'x', collection: 'atlass' }).catch(error => error);
    expect(missing).toMatchObject({ code: 'collection.not_found', details: { near: 'Atlas' } });
    expect(asked).toHaveLength(1);
    const none = await someDocuments()
      .find({ query: 'x', collection: 'Atlas' })
      .catch(error => error);
    expect(none.userMessage).toBe('There is no collection called "Atlas". Store a document in it first.');
  });
});
