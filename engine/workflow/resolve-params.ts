import { AppError } from '../errors';
import { isAbsentField } from './absent-field';
import { type CompiledParams, compileParams, type Slot, type SlotPart } from './compile-params';
import { compileFill } from './fill-places';
import { type PathSource, readPath, readValue } from './read-path';
import type { Reference } from './references';
import type { Scope } from './scope';
import type { Sandbox, ScriptOutcome } from './script';

/** One expression and what it became. */
export interface ParamResolution {
  param: string;
  expression: string;
  itemIndex: number;
  value?: JsonValue;
  source: PathSource | null;
  /** The item does not have it, and that is no failure there. */
  absent?: true;
}
type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

interface Failed {
  ok: false;
  itemIndex: number;
  param: string;
  error: AppError;
  resolutions: readonly ParamResolution[];
}

export type ResolvedScope =
  | { ok: true; itemIndex: number; params: Record<string, unknown>; resolutions: readonly ParamResolution[] }
  | Failed;

/**
 * `values` stand for the texts at `places`, in that order. The side of a condition is undefined where the item lacks the
 * field, and the failure itself where it cannot be read: whoever looks at that condition throws it.
 */
export type ResolvedValues =
  | { ok: true; itemIndex: number; values: readonly unknown[]; resolutions: readonly ParamResolution[] }
  | Failed;

export interface ResolveOptions {
  params: Readonly<Record<string, unknown>>;
  scopes: readonly Scope[];
  sandbox: Sandbox;
  /** Params that are left as they are, dotted and without positions: a node's `pathParams`, for instance. */
  exclude?: readonly string[];
}

/** Resolutions are kept for this many items, and for the one that fails. */
const recordedItems = 3;

/** Puts values in place of all expressions, for every scope; scripts of all scopes run in one sandbox call. */
export async function resolveParams(options: ResolveOptions): Promise<ResolvedScope[]> {
  const { places, scopes } = await resolveValues(options);
  const fill = compileFill(options.params, places);
  return scopes.map(scope => {
    if (!scope.ok) return scope;
    const { ok, itemIndex, values, resolutions } = scope;
    return { ok, itemIndex, params: fill(values) as Record<string, unknown>, resolutions };
  });
}

/** What the expressions came to, for every scope, and where they stand; the parameters around them do not change. */
export async function resolveValues({ params, scopes, sandbox, exclude = [] }: ResolveOptions): Promise<{
  places: readonly (readonly string[])[];
  scopes: ResolvedValues[];
}> {
  const compiled = compileParams(params, exclude);
  if (compiled instanceof AppError) {
    return { places: [], scopes: scopes.map(scope => failed(scope, { param: '', error: compiled, resolutions: [] })) };
  }
  const { places, scripts } = compiled;
  const outcomes = scripts.length > 0 ? await sandbox.evaluate({ scripts, scopes }) : [];
  return {
    places,
    scopes: scopes.map((scope, at) => resolveScope(compiled, { scope, outcomes: outcomes[at] ?? [], partsRead: 0 })),
  };
}

interface ScopeWork {
  scope: Scope;
  /** By script. */
  outcomes: readonly ScriptOutcome[];
  /** How many parts of the text at hand were read. */
  partsRead: number;
}

const none: readonly ParamResolution[] = [];

function resolveScope({ slots }: CompiledParams, work: ScopeWork): ResolvedValues {
  const { itemIndex } = work.scope;
  const values: unknown[] = [];
  for (const slot of slots) {
    try {
      values.push(readSlot(slot, work));
    } catch (error) {
      const known = AppError.from(error);
      if (slot.isSide) {
        values.push(known);
        continue;
      }
      const expression = 'expression' in known.details ? String(known.details.expression) : '';
      const lost = { param: slot.param, expression, itemIndex, source: null };
      const before = { ...slot, parts: slot.parts.slice(0, work.partsRead) };
      const resolutions = [...resolutionsOf([...slots.slice(0, values.length), before], work), lost];
      return failed(work.scope, { param: slot.param, error: known, resolutions });
    }
  }
  const isRecorded = itemIndex < recordedItems || values.some(AppError.is);
  return { ok: true, itemIndex, values, resolutions: isRecorded ? resolutionsOf(slots, work) : none };
}

function readSlot(slot: Slot, work: ScopeWork): unknown {
  work.partsRead = 0;
  if (slot.whole) return readPart(slot.parts[0]!, { slot, work });
  let text = '';
  for (const part of slot.parts) {
    text += asText(readPart(part, { slot, work }));
    work.partsRead += 1;
  }
  return text;
}

function readPart(part: SlotPart, { slot, work }: { slot: Slot; work: ScopeWork }): unknown {
  if (part.kind === 'text') return part.text;
  try {
    if (part.kind === 'path') return readValue(part.reference, work.scope);
    const outcome = work.outcomes[part.script]!;
    if (!outcome.ok) throw outcome.error;
    return outcome.value;
  } catch (error) {
    if (slot.mayBeMissing === 'anything' && isAbsence(error)) return null;
    if (slot.mayBeMissing === 'field' && part.kind === 'path' && isAbsentField(part.reference, work.scope)) return;
    throw error;
  }
}

function isAbsence(error: unknown): boolean {
  const { code } = AppError.from(error);
  return code === 'expression.path_missing' || code === 'expression.node_not_executed';
}

/** Reads once more what is to be recorded. */
function resolutionsOf(slots: readonly Slot[], work: ScopeWork): ParamResolution[] {
  const resolutions: ParamResolution[] = [];
  for (const slot of slots) {
    for (const part of slot.parts) {
      if (part.kind === 'text') continue;
      const about = recordable(slot, part.source, work);
      try {
        const value = readPart(part, { slot, work });
        const source = part.kind === 'path' ? sourceOf(part.reference, work) : null;
        const absent = (part.kind === 'path' && source === null) || value === undefined;
        resolutions.push({ ...about, value: shortened(value), source, ...(absent ? { absent: true as const } : {}) });
      } catch {
        resolutions.push({ ...about, source: null });
      }
    }
  }
  return resolutions;
}

/** Null where the path leads nowhere. */
function sourceOf(reference: Reference, { scope }: ScopeWork): PathSource | null {
  try {
    return readPath(reference, scope).source;
  } catch {
    return null;
  }
}

const recordable = ({ param }: Slot, expression: string, { scope }: ScopeWork) => ({
  param,
  expression,
  itemIndex: scope.itemIndex,
});

const failed = ({ itemIndex }: Scope, failure: Pick<Failed, 'param' | 'error' | 'resolutions'>): Failed => ({
  ok: false,
  itemIndex,
  ...failure,
});

/** How a value reads within a longer text. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const maxRecorded = 2_000;

/** Records stay small: a long value keeps its beginning, a large one becomes the beginning of its JSON. */
function shortened(value: unknown): JsonValue {
  if (typeof value === 'string') return value.length > maxRecorded ? `${value.slice(0, maxRecorded)}…` : value;
  if (value === null || typeof value !== 'object') return (value ?? null) as JsonValue;
  const text = JSON.stringify(value);
  return text.length > maxRecorded ? `${text.slice(0, maxRecorded)}…` : (value as JsonValue);
}
