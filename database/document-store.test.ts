import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '@/tests/support/database';
import { asUser } from './connection';
import { createDocumentStore } from './document-store';

const database = await freshDatabase();

async function someStore() {
  const user = await database.addUser();
  return { user, store: createDocumentStore(database.db, user.claims) };
}

const handbook = { name: 'Handbook', model: 'embedder', dimensions: 3 };
const passage = (text: string, embedding: number[], page: number | null = null) => ({ text, embedding, page });
const everything = { limit: 100, minScore: -1 };
const unit = (...vector: number[]) => vector.map(value => value / Math.hypot(...vector));

describe('stored documents', () => {
  it('are found in the order of their cosine, up to a limit and down to a score', async () => {
    const { store } = await someStore();
    const vectors = [unit(1, 0, 0), unit(1, 1, 0), unit(0, 1, 2), unit(-1, 0.5, 0)];
    await store.replaceSource(handbook, {
      source: 'Rules',
      passages: vectors.map((vector, index) => passage(`passage "${index + 1}", {ä}`, vector, index + 1)),
    });
    const embedding = unit(2, 0.3, -0.4);
    const cosine = (vector: number[]) => vector.reduce((sum, value, index) => sum + value * embedding[index]!, 0);

    const found = await store.findNearest(handbook, { embedding, ...everything });

    expect(found.map(({ passage: number }) => number)).toEqual([1, 2, 3, 4]);
    for (const { score, passage: number } of found) expect(score).toBeCloseTo(cosine(vectors[number - 1]!), 5);
    expect(found[1]).toMatchObject({ text: 'passage "2", {ä}', source: 'Rules', page: 2 });
    const few = await store.findNearest(handbook, { embedding, limit: 3, minScore: 0.5 });
    expect(few.map(({ passage: number }) => number)).toEqual([1, 2]);
  });

  it('of one source go when it is stored again, those of others stay', async () => {
    const { store } = await someStore();
    const three = [1, 2, 3].map(number => passage(`old ${number}`, [1, 0, 0]));
    await store.replaceSource(handbook, { source: 'a', passages: three });
    await store.replaceSource({ ...handbook, name: ' HANDBOOK ' }, { source: 'b', passages: three.slice(1) });

    expect(await store.replaceSource(handbook, { source: 'a', passages: [passage('new', [0, 1, 0])] })).toEqual({
      replaced: 3,
    });

    const found = await store.findNearest(handbook, { embedding: [0, 1, 0], ...everything });
    expect(found.map(({ text, source }) => `${source}: ${text}`)).toEqual(['a: new', 'b: old 2', 'b: old 3']);
    expect(await store.listCollections()).toEqual(['Handbook']);
  });

  it('of one source that are stored by several at once are those of one of them', async () => {
    const { store } = await someStore();
    const of = (who: number) => Array.from({ length: 20 }, (_, index) => passage(`${who}.${index}`, [1, 0, 0]));
    await Promise.all([1, 2, 3, 4].map(who => store.replaceSource(handbook, { source: 'a', passages: of(who) })));

    const found = await store.findNearest(handbook, { embedding: [1, 0, 0], ...everything });
    expect(found).toHaveLength(20);
    expect(new Set(found.map(({ text }) => text.split('.')[0])).size).toBe(1);
  });

  it('in more parts than one are all there, in order', async () => {
    const { store } = await someStore();
    const passages = Array.from({ length: 1_203 }, (_, index) => passage(`${index + 1}`, [1, 0, 0]));
    await store.replaceSource(handbook, { source: 'a', passages });

    const found = await store.findNearest(handbook, { embedding: [1, 0, 0], limit: 2_000, minScore: -1 });
    expect(found.map(({ text, passage: number }) => text === String(number))).toEqual(passages.map(() => true));
  });

  it('are not mixed with those of another model, and nothing of them changes', async () => {
    const { store } = await someStore();
    await store.replaceSource(handbook, { source: 'a', passages: [passage('old', [1, 0, 0])] });
    const other = { ...handbook, model: 'other' };
    const longer = { ...handbook, dimensions: 4 };

    await expect(
      store.replaceSource(other, { source: 'a', passages: [passage('new', [1, 0, 0])] }),
    ).rejects.toMatchObject({ code: 'collection.model_differs' });
    await expect(store.findNearest(longer, { embedding: [1, 0, 0, 0], ...everything })).rejects.toMatchObject({
      code: 'collection.dimension_differs',
    });
    expect(await store.findNearest(handbook, { embedding: [1, 0, 0], ...everything })).toMatchObject([{ text: 'old' }]);
  });

  it('are each person’s own, and the database takes no passage that does not fit its collection', async () => {
    const { store, user } = await someStore();
    const { store: others, user: other } = await someStore();
    await store.replaceSource(handbook, { source: 'a', passages: [passage('mine', [1, 0, 0])] });
    await others.replaceSource({ ...handbook, model: 'theirs' }, { source: 'a', passages: [] });

    expect(await others.findNearest({ ...handbook, model: 'theirs' }, { embedding: [1, 0, 0], ...everything })).toEqual(
      [],
    );
    await expect(
      others.findNearest({ ...handbook, name: 'nowhere' }, { embedding: [1, 0, 0], ...everything }),
    ).rejects.toMatchObject({ code: 'collection.not_found' });
    const { id } = await user.asUser(tx =>
      tx.selectFrom('document_collections').select('id').executeTakeFirstOrThrow(),
    );
    const put = (who: typeof user, embedding: string) =>
      asUser(database.db, who.claims, tx =>
        sql`insert into document_passages (collection_id, source, position, text, embedding)
          values (${id}, 'b', 1, 'x', ${embedding}::real[])`.execute(tx),
      );
    await expect(put(other, '{1,0,0}')).rejects.toMatchObject({ code: '42501' });
    await expect(put(user, '{1,0}')).rejects.toMatchObject({ code: '42501' });
  });
});
