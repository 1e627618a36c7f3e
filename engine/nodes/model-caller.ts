import { AppError } from '../errors';

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface ModelRequest {
  /** A model's name; without one the standard of the workflow's owner answers. */
  model?: string;
  system?: string;
  prompt: string;
  /** What the answer must fit: it is checked, and asked for once more when it does not. */
  schema?: JsonSchema;
  maxOutputTokens?: number;
  signal: AbortSignal;
}

export interface ModelAnswer {
  text: string;
  /** With a schema: the value, which fits it. */
  object?: unknown;
  /** `costUsd` is null where the price is not known. */
  usage: { inputTokens: number; outputTokens: number; costUsd: number | null };
  /** Who answered, as a person reads it. */
  model: string;
}

export interface EmbeddingRequest {
  /** An embedding model's name; without one the standard of the workflow's owner is asked. */
  model?: string;
  texts: readonly string[];
  /** Some models embed what is looked for otherwise than what is looked through. */
  purpose: 'document' | 'question';
  signal: AbortSignal;
}

export interface Embeddings {
  /** One for each text, in order, each of length 1 and with the same number of numbers. */
  vectors: readonly (readonly number[])[];
  /** The name by which the same model is asked again. */
  model: string;
}

/** The one way for a step to ask a model. */
export interface ModelCaller {
  /** Refuses with `model.none` when no language model is set up. */
  generate(request: ModelRequest): Promise<ModelAnswer>;
  /** Refuses with `model.none_embeds` when no embedding model is set up. */
  embed(request: EmbeddingRequest): Promise<Embeddings>;
}

/** Where nothing was joined that could answer. */
export const noModels: ModelCaller = {
  generate: async () => {
    throw new AppError('model.none', {});
  },
  embed: async () => {
    throw new AppError('model.none_embeds', {});
  },
};
