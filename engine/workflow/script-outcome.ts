import { AppError } from '../errors';
import type { Item } from './schema';
import type { ScriptOutcome } from './script';

/** How one script fares in one scope, as the sandbox answers it. */
export interface RawOutcome {
  v?: unknown;
  u?: 1;
  /** The result is no JSON; this is what it is. */
  p?: string;
  l?: 'memory' | 'size';
  /** It cannot be compiled. */
  s?: string;
  e?: string;
  m?: string;
  /** Missing places that were read. */
  r: number[];
}

export type ScriptLimit = 'time' | 'memory' | 'size';

/** What is known of a script in a scope besides the answer. */
interface Asked {
  expression: string;
  /** By missing place: what to say when it was read. */
  failures: ReadonlyMap<number, AppError>;
  /** What a TypeError will have come from. */
  suspect: AppError | null;
  item: Item;
}

export const limitReached = (expression: string, limit: ScriptLimit): ScriptOutcome => ({
  ok: false,
  error: new AppError('expression.limit', { expression, limit }),
});

/** The sandbox's answer as a value, or as the failure that a person can act on. */
export function readOutcome(raw: RawOutcome, { expression, failures, suspect, item }: Asked): ScriptOutcome {
  const read = raw.r.map(trap => failures.get(trap)).find(error => error !== undefined);
  if (read) return { ok: false, error: read };
  if (raw.l) return limitReached(expression, raw.l);
  const nothing = raw.u === 1 || raw.e === 'TypeError' || raw.p === 'not a number';
  if (suspect && nothing) return { ok: false, error: suspect };
  if (raw.u === 1) return { ok: true, value: null };
  if (raw.p === undefined && raw.e === undefined && raw.s === undefined) return { ok: true, value: raw.v };
  if (raw.e === 'ReferenceError') return { ok: false, error: unknownName(expression, raw.m ?? '', item) };
  if (raw.s) return { ok: false, error: new AppError('expression.syntax', { expression, reason: raw.s }) };
  const reason = raw.p ? `its result is ${raw.p}` : (raw.m ?? 'it threw');
  return { ok: false, error: new AppError('expression.threw', { expression, reason }) };
}

/** `customer.name` where `item.customer.name` was meant. */
function unknownName(expression: string, message: string, item: Item): AppError {
  const name = /^'?([\p{L}_$][\p{L}\p{N}_$]*)'? is not defined/u.exec(message)?.[1];
  if (!name) return new AppError('expression.threw', { expression, reason: message });
  return new AppError('expression.path_missing', {
    expression,
    path: name,
    nearest: Object.hasOwn(item, name) ? `item.${name}` : null,
    where: 'The expression',
  });
}
