import { formatPath, parsePath, type Segment } from './path';
import { type PathUse, pathUses, type Root, roots } from './script-references';
import { expressionsOf, parseTemplate } from './template';

/** A place in a node's parameters that reads data: `{{ nodes.get_order.item.customer.email }}`. */
export interface Reference {
  /** Dotted path of the parameter: `fields.0.value`. */
  param: string;
  expression: string;
  root: Root;
  /** Set when the root is `nodes`. */
  nodeKey: string | null;
  /** Of `nodes.<key>`: whether one item or the whole list is read. */
  within: 'item' | 'items' | null;
  /** Path within the item; within `items` it begins with the position. */
  path: string;
  segments: readonly Segment[];
  /** The whole expression is this path; otherwise it stands inside a script. */
  plain: boolean;
  /** How many leading segments must exist; fewer than all where the script handles a missing value. */
  required: number;
  /** Of `nodes.<key>`: false where the script handles a node that did not run. */
  nodeRequired: boolean;
}

/** Every path that the expressions of these parameters read, plain or inside scripts. Unreadable texts give none. */
export function referencesOf(params: unknown): Reference[] {
  const references: Reference[] = [];
  eachText(params, (text, param) => {
    for (const { source } of readableExpressions(text)) references.push(...referencesIn(source, param));
  });
  return references;
}

const cache = new Map<string, readonly Omit<Reference, 'param'>[]>();

/** The paths that one expression reads. */
export function referencesIn(source: string, param: string): Reference[] {
  let found = cache.get(source);
  if (!found) {
    if (cache.size > 5_000) cache.clear();
    found = readReferences(source);
    cache.set(source, found);
  }
  return found.map(reference => ({ ...reference, param }));
}

function readReferences(source: string): Omit<Reference, 'param'>[] {
  const plain = isPlainPath(source);
  return pathUses(source).map(use => toReference(source, use, plain));
}

function toReference(expression: string, use: PathUse, plain: boolean): Omit<Reference, 'param'> {
  const isNodes = use.root === 'nodes';
  const within = isNodes && (use.segments[1] === 'item' || use.segments[1] === 'items') ? use.segments[1] : null;
  const skipped = !isNodes ? 0 : within ? 2 : 1;
  const segments = use.segments.slice(skipped);
  return {
    expression,
    root: use.root,
    nodeKey: isNodes && use.segments.length > 0 ? String(use.segments[0]) : null,
    within,
    path: formatPath(segments),
    segments,
    plain,
    required: Math.max(0, use.required - skipped),
    nodeRequired: isNodes && use.required > 0,
  };
}

/** True for `item.a.b[0]` and the like: walked directly, never run as a script. */
export function isPlainPath(source: string): boolean {
  const segments = parsePath(source);
  return segments !== null && (roots as readonly unknown[]).includes(segments[0]);
}

/** Gives the same parameters with every reference to a node's old key leading to its new one. */
export function renameReferences<Params>(params: Params, from: string, to: string): Params {
  return mapTexts(params, text => mapExpressions(text, source => renameIn(source, from, to))) as Params;
}

function renameIn(source: string, from: string, to: string): string {
  const places = pathUses(source)
    .filter(use => use.root === 'nodes' && use.segments[0] === from && use.keyToken)
    .map(use => use.keyToken!)
    .toSorted((a, b) => b.start - a.start);
  return places.reduce(
    (text, { kind, start, end }) =>
      text.slice(0, start) + (kind === 'string' ? JSON.stringify(to) : to) + text.slice(end),
    source,
  );
}

/** Rewrites each expression of a text and leaves the rest to the letter. Unreadable texts stay as they are. */
export function mapExpressions(text: string, rewrite: (source: string) => string): string {
  return readableExpressions(text)
    .toReversed()
    .reduce((whole, { source, start, end }) => whole.slice(0, start) + rewrite(source) + whole.slice(end), text);
}

/** The same value with every text in it rewritten; parts without change keep their identity. */
export function mapTexts(value: unknown, rewrite: (text: string) => string): unknown {
  if (typeof value === 'string') return rewrite(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const mapped = value.map(entry => mapTexts(entry, rewrite));
    return mapped.some((entry, index) => entry !== value[index]) ? mapped : value;
  }
  const entries = Object.entries(value);
  const mapped = entries.map(([name, entry]) => [name, mapTexts(entry, rewrite)] as const);
  return mapped.some(([, entry], index) => entry !== entries[index]![1]) ? Object.fromEntries(mapped) : value;
}

/** Calls back for every text within a value, with its dotted path. */
export function eachText(value: unknown, visit: (text: string, param: string) => void, param = ''): void {
  if (typeof value === 'string') visit(value, param);
  else if (value !== null && typeof value === 'object')
    for (const [name, entry] of Object.entries(value)) eachText(entry, visit, param ? `${param}.${name}` : name);
}

function readableExpressions(text: string) {
  if (!text.includes('{{')) return [];
  try {
    return expressionsOf(parseTemplate(text));
  } catch {
    return []; // the validator says what is wrong with it
  }
}
