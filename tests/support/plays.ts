import { expect } from 'vitest';
import { converse } from './plan';

type Rows = readonly Record<string, unknown>[];

/** A request as somebody types it, and how what was built from it behaves. */
export interface Case {
  say: string;
  posts: readonly (readonly [body: Record<string, unknown>, status: number, answer: unknown])[];
  /** What stands in the tables in the end. */
  tables?: Readonly<Record<string, Rows>>;
  /** What stood in them before. */
  seed?: Readonly<Record<string, Record<string, string | number>[]>>;
}

/** Says it, posts what the case posts, and looks at answers and tables; returns what the turn came to. */
export async function plays({ say, posts, tables = {}, seed = {} }: Case) {
  const talk = converse();
  for (const [table, rows] of Object.entries(seed)) await talk.tables.insert(table, rows, { idempotencyKey: table });
  const turn = await talk.say(say);
  for (const [body, status, answer] of posts)
    expect(await talk.post(body), JSON.stringify(body)).toMatchObject({ status, body: answer });
  for (const [table, rows] of Object.entries(tables)) expect(talk.tables.rowsOf(table)).toMatchObject(rows);
  return turn;
}
