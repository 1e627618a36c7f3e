import { AppError } from '../errors';
import { checkSource } from './expression';
import { isPlainPath, type Reference, referencesIn } from './references';
import { expressionsOf, parseTemplate, type Template } from './template';

/** A part of a text: as it stands, read from a plain path, or computed by the script at that position. */
export type SlotPart =
  | { kind: 'text'; text: string }
  | { kind: 'path'; source: string; reference: Reference }
  | { kind: 'script'; source: string; script: number };

/** A text with expressions, somewhere within the parameters. */
export interface Slot {
  keys: readonly string[];
  param: string;
  parts: readonly SlotPart[];
  /** One expression alone keeps its type; mixed text becomes text. */
  whole: boolean;
  /**
   * What may be missing without being a failure: `anything` beside an operator that asks whether something is there,
   * `field` where a plain path is compared and an item may lack its last field.
   */
  mayBeMissing: 'nothing' | 'field' | 'anything';
  /** A side of a condition: it fails only where the condition is looked at, since others may decide without it. */
  isSide: boolean;
}

export interface CompiledParams {
  slots: readonly Slot[];
  /** Where the slots stand; the same list for the same parameters, so that what is derived from it can be kept. */
  places: readonly (readonly string[])[];
  /** Each once. */
  scripts: readonly string[];
}

const compiled = new WeakMap<object, { excluded: string; result: CompiledParams | AppError }>();

/** Everything about parameters that is the same for all items; done once, since versions are immutable. */
export function compileParams(
  params: Readonly<Record<string, unknown>>,
  exclude: readonly string[],
): CompiledParams | AppError {
  const excluded = exclude.join(' ');
  const known = compiled.get(params);
  if (known?.excluded === excluded) return known.result;
  const result = compile(params, exclude);
  compiled.set(params, { excluded, result });
  return result;
}

function compile(params: Readonly<Record<string, unknown>>, exclude: readonly string[]): CompiledParams | AppError {
  const scripts = new Map<string, number>();
  try {
    const texts = Object.entries(params).flatMap(([name, value]) =>
      findTexts(value, { keys: [name], ...plainly(name, params) }),
    );
    const slots = texts
      .filter(({ keys }) => !exclude.includes(keys.filter(key => !/^\d+$/.test(key)).join('.')))
      .map(text => toSlot(text, scripts));
    return { slots, places: slots.map(({ keys }) => keys), scripts: [...scripts.keys()] };
  } catch (error) {
    return AppError.from(error);
  }
}

type Role = Pick<Slot, 'mayBeMissing' | 'isSide'>;

interface Text extends Role {
  keys: readonly string[];
  template: Template;
}

const ordinary: Role = { mayBeMissing: 'nothing', isSide: false };

/** A value that cases are told apart by is compared like the left side of a condition. */
const plainly = (name: string, { cases }: Readonly<Record<string, unknown>>): Role =>
  name === 'value' && Array.isArray(cases) ? { ...ordinary, mayBeMissing: 'field' } : ordinary;

function toSlot({ keys, template, mayBeMissing, isSide }: Text, scripts: Map<string, number>): Slot {
  const parts = template.kind === 'mixed' ? template.parts : expressionsOf(template);
  return {
    keys,
    param: keys.join('.'),
    parts: parts.map(part => (part.kind === 'text' ? part : toPart(part.source, scripts))),
    whole: template.kind !== 'mixed',
    mayBeMissing: mayBeMissing === 'field' && template.kind === 'mixed' ? 'nothing' : mayBeMissing,
    isSide,
  };
}

function toPart(source: string, scripts: Map<string, number>): SlotPart {
  if (isPlainPath(source)) return { kind: 'path', source, reference: referencesIn(source, '')[0]! };
  const script = scripts.get(source) ?? scripts.size;
  scripts.set(source, script);
  return { kind: 'script', source, script };
}

const asksForPresence = new Set(['exists', 'not_exists', 'is_empty', 'is_not_empty']);

function findTexts(value: unknown, { keys, ...role }: Role & { keys: readonly string[] }): Text[] {
  if (typeof value === 'string') {
    const template = parseTemplate(value);
    if (template.kind === 'literal') return [];
    for (const { source } of expressionsOf(template)) checkSource(source);
    return [{ keys, template, ...role }];
  }
  if (value === null || typeof value !== 'object') return [];
  const operator: unknown = Reflect.get(value, 'operator');
  return Object.entries(value).flatMap(([name, entry]) =>
    findTexts(entry, { keys: [...keys, name], ...roleOf(name, operator) }),
  );
}

function roleOf(name: string, operator: unknown): Role {
  if (typeof operator !== 'string') return ordinary;
  const isSide = name === 'left' || name === 'right';
  const isAsked = name === 'left' || name === 'value';
  if (isAsked && asksForPresence.has(operator)) return { mayBeMissing: 'anything', isSide };
  return { mayBeMissing: name === 'left' ? 'field' : 'nothing', isSide };
}
