import { AppError } from '../errors';

/** Documents cut into passages that were embedded by one model, under a name of their owner's. */
export interface Collection {
  name: string;
  /** The model's name, as it is asked for: only what the same model embedded can be compared. */
  model: string;
  /** How many numbers each of its embeddings has. */
  dimensions: number;
}

/** An embedding has length 1 (`ModelCaller.embed`), so that a dot product is the cosine similarity. */
export interface EmbeddedPassage {
  text: string;
  /** Of a PDF, counted from 1. */
  page: number | null;
  embedding: readonly number[];
}

export interface FoundPassage {
  text: string;
  source: string;
  /** Which one of its source, counted from 1. */
  passage: number;
  page: number | null;
  /** Cosine similarity, -1 to 1. */
  score: number;
}

/** The documents of one person, for the nodes of their workflows. Case and outer spaces of a collection's name do not count. */
export interface DocumentStore {
  /** Null when there is none of that name. */
  findCollection(name: string): Promise<Collection | null>;
  /**
   * Puts these passages where those of the source stood, all at once; the collection is made when there is none. Refuses
   * what another model embedded, as `requireSameModel` does. Answers with how many passages went.
   */
  replaceSource(
    collection: Collection,
    options: { source: string; passages: readonly EmbeddedPassage[] },
  ): Promise<{ replaced: number }>;
  /**
   * The nearest first. Refuses with `collection.not_found`, and a question that another model embedded.
   */
  findNearest(
    collection: Collection,
    options: { embedding: readonly number[]; limit: number; minScore: number },
  ): Promise<FoundPassage[]>;
  /** By name. */
  listCollections(): Promise<readonly string[]>;
}

/** What is stored and what is asked must come from one model. Throws `collection.model_differs` or `…dimension_differs`. */
export function requireSameModel(stored: Collection, asked: Pick<Collection, 'model' | 'dimensions'>): void {
  const { name, model, dimensions } = stored;
  if (asked.dimensions !== dimensions)
    throw new AppError('collection.dimension_differs', { name, model, dimensions, asked: { ...asked } });
  if (asked.model !== model) throw new AppError('collection.model_differs', { name, model, asked: asked.model });
}

/** Where nothing was joined that could keep documents. */
export const noDocuments: DocumentStore = {
  findCollection: async () => null,
  listCollections: async () => [],
  replaceSource: async ({ name }) => {
    throw new AppError('collection.not_found', { name, near: null });
  },
  findNearest: async ({ name }) => {
    throw new AppError('collection.not_found', { name, near: null });
  },
};
