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
  return unstorable.test(text) ? JSON.stringify(value, clean) : text;
}

// As JSON.stringify writes them: always in lower case. An escaped backslash before may match too; cleaning is harmless.
const unstorable = /\\u0000|\\ud[89a-f]/;

function clean(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [cleanText(key), inner]));
}

const cleanText = (text: string) => text.toWellFormed().replaceAll('\0', '\ufffd');
