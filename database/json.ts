import { type RawBuilder, sql } from 'kysely';

/** Marks what may be written to a jsonb column: only `json()` makes one, so no plain array gets there by accident. */
export interface JsonParameter {
  readonly jsonParameter: true;
}

/**
 * A value as a jsonb parameter. `pg` would send a plain array as a PostgreSQL array, and jsonb refuses NUL and lone
 * surrogates, which any caller of a webhook may send: they become U+FFFD.
 */
export const json = (value: unknown): RawBuilder<JsonParameter> => sql<JsonParameter>`${toJsonText(value)}::jsonb`;

export function toJsonText(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return mayBeUnstorable(text) ? JSON.stringify(clean(value)) : text;
}

/** The same value without characters that PostgreSQL refuses; the very same object when it has none. */
export function storable<Value>(value: Value): Value {
  return mayBeUnstorable(JSON.stringify(value)) ? (clean(value) as Value) : value;
}

// As JSON.stringify writes them: always in lower case. An escaped backslash before may match too; cleaning is harmless.
const unstorable = /\\u0000|\\ud[89a-f]/;

/** A plain search is several times quicker than the pattern, and mostly enough. */
const mayBeUnstorable = (text: string): boolean => text.includes('\\u') && unstorable.test(text);

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\ufffd');
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [clean(key), clean(inner)]));
}
