export interface Entry<Details> {
  /** HTTP status when it reaches a route. */
  status: number;
  /** Whether the same call may work later. */
  retryable?: boolean;
  /** What the user reads: what happened, then what to do. */
  say: (details: Details) => string;
}
export const entry = <Details>(value: Entry<Details>) => value;
export const plain = (status: number, sentence: string) =>
  entry<Record<string, never>>({ status, say: () => sentence });

/** A reason within a sentence of ours, which has a full stop of its own. */
export const clause = (reason: string): string => reason.replace(/\.\s*$/, '');
