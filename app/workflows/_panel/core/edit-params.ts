import type { Change } from '@/engine/workflow/change';

export type Params = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

/** The same settings with one of them said otherwise; `undefined` takes it away. Nothing else is copied. */
export function setAt(value: unknown, path: Path, next: unknown): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return next;
  if (Array.isArray(value) || typeof head === 'number') {
    const list = Array.isArray(value) ? [...value] : [];
    if (rest.length === 0 && next === undefined) list.splice(Number(head), 1);
    else list[Number(head)] = setAt(list[Number(head)], rest, next);
    return list;
  }
  const { [head]: old, ...others } = (value ?? {}) as Record<string, unknown>;
  const inner = setAt(old, rest, next);
  return inner === undefined ? others : { ...(value as object), [head]: inner };
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (current, segment) => (current as Record<string | number, unknown> | undefined | null)?.[segment],
    value,
  );
}

/** The change for one edited setting: by field, so that edits of others' fields at the same time stay. */
export function toChange(nodeId: string, params: Params, path: Path): Change {
  const name = String(path[0]);
  const value = params[name];
  if (value === undefined) return { type: 'update-node', node: nodeId, unset: [name] };
  return {
    type: 'update-node',
    node: nodeId,
    params: { [name]: value } as Extract<Change, { type: 'update-node' }>['params'] & object,
  };
}

/** What was typed into a field that takes any value: JSON where it is JSON, else text. */
export function readAny(text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (trimmed.startsWith('{{')) return text;
  if (!/^(?:[[{"]|-?\d|true$|false$|null$)/.test(trimmed)) return text;
  try {
    const value: unknown = JSON.parse(trimmed);
    // A number that JSON would write otherwise, such as a long id, stays the text it is.
    return typeof value === 'number' && String(value) !== trimmed ? text : value;
  } catch {
    return text;
  }
}

/** A value as it stands in such a field: the way back. */
export function showAny(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') return JSON.stringify(value, null, typeof value === 'object' ? 2 : 0);
  return readAny(value) === value ? value : JSON.stringify(value);
}

export const isExpression = (value: unknown): value is string => typeof value === 'string' && value.includes('{{');
