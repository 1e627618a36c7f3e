import { AppError } from '../errors';
import { checkSource } from './expression';
import { type PathSource, readPath } from './read-path';
import { isPlainPath, type Reference, referencesIn } from './references';
import type { Scope } from './scope';
import type { Sandbox, ScriptOutcome } from './script';
import { type ExpressionPart, expressionsOf, parseTemplate, type Template } from './template';

/** One expression and what it became. */
export interface ParamResolution {
  param: string;
  expression: string;
  itemIndex: number;
  value?: JsonValue;
  source: PathSource | null;
}
type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

export type ResolvedScope =
  | { ok: true; itemIndex: number; params: Record<string, unknown>; resolutions: ParamResolution[] }
  | { ok: false; itemIndex: number; param: string; error: AppError; resolutions: ParamResolution[] };

export interface ResolveOptions {
  params: Readonly<Record<string, unknown>>;
  scopes: readonly Scope[];
  sandbox: Sandbox;
  /** Params that are left as they are, dotted and without positions: a node's `pathParams`, for instance. */
  exclude?: readonly string[];
}

/** A text with expressions, somewhere within the parameters. */
interface Slot {
  keys: readonly string[];
  param: string;
  template: Template;
  /** Stands beside an operator that asks whether something is there: a missing value is an answer, not a failure. */
  mayBeMissing: boolean;
}

/** Resolutions are kept for this many items, and for the one that fails. */
const recordedItems = 3;

/** Puts values in place of all expressions, for every scope; scripts of all scopes run in one sandbox call. */
export async function resolveParams(options: ResolveOptions): Promise<ResolvedScope[]> {
  const { params, scopes, sandbox, exclude = [] } = options;
  const slots = slotsOf(params, exclude);
  if (slots instanceof AppError) return scopes.map(scope => failed(scope.itemIndex, '', slots));
  const scripts = [...new Set(slots.flatMap(slot => expressionsOf(slot.template).map(part => part.source)))].filter(
    source => !isPlainPath(source),
  );
  const outcomes = scripts.length > 0 ? await sandbox.evaluate({ scripts, scopes }) : [];
  const scriptIndex = new Map(scripts.map((source, index) => [source, index]));
  return scopes.map((scope, at) => {
    const outcomeOf = (source: string) => outcomes[at]![scriptIndex.get(source)!]!;
    return resolveScope({ params, slots, scope, outcomeOf });
  });
}

interface ScopeWork {
  params: Readonly<Record<string, unknown>>;
  slots: readonly Slot[];
  scope: Scope;
  outcomeOf(source: string): ScriptOutcome;
}

function resolveScope({ params, slots, scope, outcomeOf }: ScopeWork): ResolvedScope {
  const resolutions: ParamResolution[] = [];
  let resolved: unknown = params;
  for (const slot of slots) {
    try {
      const read = (part: ExpressionPart) => {
        const { value, source } = readPart(part.source, { slot, scope, outcomeOf });
        resolutions.push({ ...recordable(slot.param, part.source, scope.itemIndex), value: shortened(value), source });
        return value;
      };
      resolved = replaceAt(resolved, slot.keys, fillIn(slot.template, read));
    } catch (error) {
      const known = AppError.from(error);
      const expression = 'expression' in known.details ? String(known.details.expression) : '';
      resolutions.push({ ...recordable(slot.param, expression, scope.itemIndex), source: null });
      return { ...failed(scope.itemIndex, slot.param, known), resolutions };
    }
  }
  const kept = scope.itemIndex < recordedItems ? resolutions : [];
  return { ok: true, itemIndex: scope.itemIndex, params: resolved as Record<string, unknown>, resolutions: kept };
}

function readPart(
  source: string,
  { slot, scope, outcomeOf }: Pick<ScopeWork, 'scope' | 'outcomeOf'> & { slot: Slot },
): { value: unknown; source: PathSource | null } {
  try {
    if (isPlainPath(source)) return readPath(plainReference(source), scope);
    const outcome = outcomeOf(source);
    if (!outcome.ok) throw outcome.error;
    return { value: outcome.value, source: null };
  } catch (error) {
    const { code } = AppError.from(error);
    const absent = code === 'expression.path_missing' || code === 'expression.node_not_executed';
    if (slot.mayBeMissing && absent) return { value: null, source: null };
    throw error;
  }
}

const plainReference = (source: string): Reference => referencesIn(source, '')[0]!;

const recordable = (param: string, expression: string, itemIndex: number) => ({ param, expression, itemIndex });

const failed = (itemIndex: number, param: string, error: AppError) => ({
  ok: false as const,
  itemIndex,
  param,
  error,
  resolutions: [],
});

function fillIn(template: Template, read: (part: ExpressionPart) => unknown): unknown {
  switch (template.kind) {
    case 'literal':
      return template.text;
    case 'expression':
      return read(template.expression);
    case 'mixed':
      return template.parts.map(part => (part.kind === 'text' ? part.text : asText(read(part)))).join('');
  }
}

/** How a value reads within a longer text. */
function asText(value: unknown): string {
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

/** The same value with another one at that place; the given one is left as it was. */
function replaceAt(value: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
  if (key === undefined) return replacement;
  const inner = replaceAt(Reflect.get(value as object, key), rest, replacement);
  if (Array.isArray(value)) return value.with(Number(key), inner);
  return { ...(value as object), [key]: inner };
}

const compiled = new WeakMap<object, { exclude: string; slots: readonly Slot[] }>();

function slotsOf(params: Readonly<Record<string, unknown>>, exclude: readonly string[]): readonly Slot[] | AppError {
  const excluded = exclude.join(' ');
  const known = compiled.get(params);
  if (known?.exclude === excluded) return known.slots;
  try {
    const slots = Object.entries(params)
      .flatMap(([name, value]) => findSlots(value, [name], false))
      .filter(({ keys }) => !exclude.includes(keys.filter(key => !/^\d+$/.test(key)).join('.')));
    compiled.set(params, { exclude: excluded, slots });
    return slots;
  } catch (error) {
    return AppError.from(error);
  }
}

const asksForPresence = new Set(['exists', 'not_exists', 'is_empty', 'is_not_empty']);

function findSlots(value: unknown, keys: readonly string[], mayBeMissing: boolean): Slot[] {
  if (typeof value === 'string') {
    const template = parseTemplate(value);
    if (template.kind === 'literal') return [];
    for (const { source } of expressionsOf(template)) checkSource(source);
    return [{ keys, param: keys.join('.'), template, mayBeMissing }];
  }
  if (value === null || typeof value !== 'object') return [];
  const operator: unknown = Reflect.get(value, 'operator');
  const asks = typeof operator === 'string' && asksForPresence.has(operator);
  return Object.entries(value).flatMap(([name, entry]) =>
    findSlots(entry, [...keys, name], asks && (name === 'left' || name === 'value')),
  );
}
