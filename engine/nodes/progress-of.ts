/** How far a call had come when it failed, in values that can be stored: its next attempt goes on from there. */
export interface CallProgress {
  /** Rises whenever something more is done; attempts are counted anew then. */
  done: number;
  state: unknown;
}

/** Beside the error rather than in it: what was read so far has no place in a log. */
const reached = new WeakMap<Error, CallProgress>();

/** The same error, which now knows what was done before it. */
export function withProgress(error: unknown, progress: CallProgress): unknown {
  if (error instanceof Error) reached.set(error, progress);
  return error;
}

export const progressOf = (error: unknown): CallProgress | null =>
  error instanceof Error ? (reached.get(error) ?? null) : null;
