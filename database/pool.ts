import { Pool, type PoolClient, types as pgTypes } from 'pg';

export interface PoolSettings {
  url: string;
  name: string;
  max: number;
  statementTimeoutMs: number;
}

/** A pool that gives rows in plain values (ISO strings, numbers) and throws away connections that met something odd. */
export function createPool({ url, name, max, statementTimeoutMs }: PoolSettings) {
  const pool = new Pool({
    connectionString: url,
    application_name: name,
    max,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: 60_000,
    types: { getTypeParser },
  });
  pool.on('error', () => {}); // an idle connection broke; the pool has already dropped it
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => watch(await pool.connect()),
  };
}

const odd = new WeakSet<object>();
const watched = new WeakSet<object>();

/** Marks a client that met something odd, and lets go of it instead of lending it again. */
function watch(client: PoolClient): PoolClient {
  const release = client.release;
  client.release = error => release.call(client, error || odd.has(client));
  if (watched.has(client)) return client;
  watched.add(client);
  client.on('error', () => odd.add(client));
  const query = client.query as (...args: unknown[]) => unknown;
  const watchedQuery = (...args: unknown[]) => {
    const result = query.apply(client, args);
    if (result instanceof Promise) result.catch(error => isOrdinary(error) || odd.add(client));
    return result;
  };
  client.query = watchedQuery as typeof client.query;
  return client;
}

/**
 * Refused values (22, 23), clashes between transactions (40, 55), time-outs (57014) and our own exceptions (P0, PL) leave
 * a connection as it was. Anything else (no permission, broken syntax, lost connection) is not supposed to happen.
 */
const isOrdinary = (error: unknown) =>
  /^(22|23|40|55|P0|PL)|^(57014|25P02)$/.test((error as { code?: string } | null)?.code ?? '');

const parsers = new Map<number, (text: string) => unknown>([
  [20, Number], // int8
  [1700, Number], // numeric
  [1114, text => `${text.replace(' ', 'T')}Z`], // timestamp
  [1184, toIso], // timestamptz
]);

const getTypeParser = ((id: number, format?: 'text') =>
  parsers.get(id) ?? pgTypes.getTypeParser(id, format)) as typeof pgTypes.getTypeParser;

/** Sessions speak UTC (see `onCreateConnection`), so the offset is always +00; microseconds are kept for paging. */
function toIso(text: string): string {
  return text.endsWith('+00') ? `${text.slice(0, 10)}T${text.slice(11, -3)}Z` : new Date(text).toISOString();
}
