import type { AppError } from '../errors';
import type { Scope } from './scope';

/** Scripts over a list of scopes: one call into the sandbox evaluates them all. */
export interface ScriptBatch {
  /** JavaScript expressions, each listed once. */
  scripts: readonly string[];
  scopes: readonly Scope[];
}

/** `value` is JSON; a script whose result is undefined although nothing it must have was missing gives null. */
export type ScriptOutcome = { ok: true; value: unknown } | { ok: false; error: AppError };

export interface ScriptLimits {
  /** For all scripts of one item. */
  itemMs: number;
  /** For the whole batch. */
  totalMs: number;
  memoryBytes: number;
  /** Characters of JSON that one result may have. */
  resultSize: number;
}

export const defaultLimits: ScriptLimits = {
  itemMs: 50,
  totalMs: 2_000,
  memoryBytes: 32 * 1024 * 1024,
  resultSize: 4_000_000,
};

/** Runs scripts where they can reach nothing but what they are given. Outcomes by scope, then by script. */
export interface Sandbox {
  evaluate(batch: ScriptBatch): Promise<ScriptOutcome[][]>;
}
