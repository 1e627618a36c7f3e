import { CompiledQuery, Kysely, type Transaction as KyselyTransaction, PostgresDialect, sql } from 'kysely';
import { toLimitFailure } from './limits';
import { createPool } from './pool';
import type { Tables } from './tables-map';

export type Transaction = KyselyTransaction<Tables>;

/** Who is asking: the claims of a verified access token. */
export interface Claims {
  sub: string;
  role: 'authenticated';
  email?: string;
  session_id?: string;
}

export interface Database {
  /** Logs in as `parley_app`, which can do nothing until it becomes a user. Only `asUser` touches it. */
  app: Kysely<Tables>;
  /** Past row level security. For the worker and for sign-in; never for what a person or a model asks. */
  service: Kysely<Tables>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  serviceUrl: string;
  appUrl: string;
  /** Connections per pool. */
  max?: number;
}

export function openDatabase({ serviceUrl, appUrl, max = 10 }: DatabaseOptions): Database {
  const app = open({ url: appUrl, name: 'parley app', max, statementTimeoutMs: 30_000 });
  const service = open({ url: serviceUrl, name: 'parley service', max, statementTimeoutMs: 60_000 });
  return {
    app,
    service,
    close: async () => {
      await Promise.all([app.destroy(), service.destroy()]);
    },
  };
}

function open(settings: Parameters<typeof createPool>[0]): Kysely<Tables> {
  const dialect = new PostgresDialect({
    pool: createPool(settings),
    onCreateConnection: async connection => {
      await connection.executeQuery(CompiledQuery.raw("set timezone = 'UTC'"));
    },
  });
  return new Kysely<Tables>({ dialect });
}

/** Everything inside sees only this user's rows; Postgres enforces it, not our `where` clauses. */
export function asUser<Result>(
  db: Database,
  claims: Claims,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const inside = db.app.transaction().execute(async tx => {
    await sql`select set_config('role', 'authenticated', true),
                     set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`.execute(tx);
    return work(tx);
  });
  return inside.catch(error => {
    throw toLimitFailure(error);
  });
}

/** Sees everything. For the worker and for sign-in. */
export function asService<Result>(db: Database, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return db.service.transaction().execute(work);
}
