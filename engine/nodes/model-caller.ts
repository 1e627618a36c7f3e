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

/** The one way for a step to ask a language model. Refuses with `model.none` when none is set up. */
export interface ModelCaller {
  generate(request: ModelRequest): Promise<ModelAnswer>;
}

/** Where nothing was joined that could answer. */
export const noModels: ModelCaller = {
  generate: async () => {
    throw new AppError('model.none', {});
  },
};
