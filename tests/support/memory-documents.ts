import { AppError } from '@/engine/errors';
import {
  type Collection,
  type DocumentStore,
  type EmbeddedPassage,
  requireSameModel,
} from '@/engine/nodes/document-store';

interface Kept extends Collection {
  sources: Map<string, readonly EmbeddedPassage[]>;
}

/** The contract of stored documents without a database: for tests of nodes. */
export function memoryDocuments(): DocumentStore {
  const collections = new Map<string, Kept>();
  const find = (name: string) => collections.get(name.trim().toLowerCase());
  const dot = (one: readonly number[], other: readonly number[]) =>
    one.reduce((sum, value, index) => sum + value * other[index]!, 0);
  return {
    findCollection: async name => find(name) ?? null,
    listCollections: async () => [...collections.values()].map(({ name }) => name).sort(),
    async replaceSource(collection, { source, passages }) {
      const kept = find(collection.name) ?? { ...collection, sources: new Map() };
      requireSameModel(kept, collection);
      collections.set(kept.name.trim().toLowerCase(), kept);
      const replaced = kept.sources.get(source)?.length ?? 0;
      kept.sources.set(source, passages);
      return { replaced };
    },
    async findNearest(collection, { embedding, limit, minScore }) {
      const kept = find(collection.name);
      if (!kept) throw new AppError('collection.not_found', { name: collection.name, near: null });
      requireSameModel(kept, collection);
      return [...kept.sources]
        .flatMap(([source, passages]) =>
          passages.map(({ embedding: own, text, page }, index) => ({
            ...{ text, page, source, passage: index + 1, score: dot(own, embedding) },
          })),
        )
        .filter(({ score }) => score >= minScore)
        .toSorted((one, other) => other.score - one.score)
        .slice(0, limit);
    },
  };
}
