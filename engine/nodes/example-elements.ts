import { parsePath } from '../workflow/path';
import { kindIn, place, plausible, type ValueKind } from './example-values';

/** Something that a script reads of each entry of a list; the empty path is the entry itself. */
export interface Element {
  path: string;
  kind: ValueKind;
}

const callback =
  /\.(map|flatMap|filter|reduce|some|every|find|findIndex|findLast|forEach|sort|toSorted)\(\s*(?:async\s*)?(?:\(([^()]*)\)|([\w$]+))\s*=>/g;

/** What the callbacks of a script read of a list's entries: `items.reduce((sum, i) => sum + i.price * i.qty, 0)`. */
export function elementsRead(expression: string, path: string): Element[] {
  const after = expression.slice(Math.max(0, expression.indexOf(path)));
  return [...after.matchAll(callback)].reduce<Element[]>((known, [, method, several, one]) => {
    const parameters = several ?? one ?? '';
    const names = parameters.includes('{') ? [] : parameters.split(',').map(name => name.trim());
    const taken = /\{([^}]*)\}/.exec(parameters)?.[1];
    if (taken !== undefined) return mergeElements(known, destructured(taken, after));
    const entry = method === 'reduce' ? names[1] : names[0];
    return entry ? mergeElements(known, readOf(entry, after)) : known;
  }, []);
}

const destructured = (names: string, script: string): Element[] =>
  names
    .split(',')
    .map(name => name.split(/[:=]/)[0]!.trim())
    .filter(name => /^[\w$]+$/.test(name))
    .map(name => ({ path: name, kind: kindIn(script, name) }));

function readOf(entry: string, script: string): Element[] {
  const name = entry.replaceAll('$', '\\$');
  const fields = [...script.matchAll(new RegExp(`(?<![\\w$.])${name}\\??\\.([\\w$]+(?:\\.[\\w$]+)*)(\\()?`, 'g'))];
  const paths = fields.flatMap(([, path, called]) => {
    const own = called ? path!.split('.').slice(0, -1).join('.') : path!;
    return own === '' ? [] : [own];
  });
  if (paths.length > 0) return [...new Set(paths)].map(path => ({ path, kind: kindIn(script, `${entry}.${path}`) }));
  return fields.length > 0 ? [{ path: '', kind: 'text' }] : [{ path: '', kind: kindIn(script, entry) }];
}

export function mergeElements(known: readonly Element[], more: readonly Element[]): Element[] {
  const merged = new Map(known.map(element => [element.path, element]));
  for (const element of more) {
    const before = merged.get(element.path);
    if (!before || before.kind === 'unknown') merged.set(element.path, element);
  }
  return [...merged.values()];
}

/** Two entries, so that what is done with a list shows; numbers differ. */
export function exampleList(name: string, elements: readonly Element[]): unknown {
  const fields = elements.filter(({ path }) => path !== '');
  if (fields.length > 0) return [1, 2].map(factor => entryOf(fields, factor));
  const [own] = elements;
  if (own?.kind === 'number') return [1, 2].map(factor => Number(plausible(name, 'number')) * factor);
  if (own?.kind === 'text') return ['text', 'another text'];
  return plausible(name, 'list');
}

function entryOf(fields: readonly Element[], factor: number): Record<string, unknown> {
  const entry: Record<string, unknown> = {};
  for (const { path, kind } of fields.toSorted((a, b) => b.path.length - a.path.length)) {
    if (fields.some(other => other.path.startsWith(`${path}.`))) continue;
    const segments = parsePath(path) ?? [path];
    const value = plausible(String(segments.at(-1)), kind);
    place(entry, segments, typeof value === 'number' ? value * factor : value);
  }
  // In the order in which they are read.
  return Object.fromEntries(
    fields.flatMap(({ path }) => {
      const [first] = path.split('.');
      return Object.hasOwn(entry, first!) ? [[first!, entry[first!]]] : [];
    }),
  );
}
