import { Client } from 'pg';
import { checkCells, checkGrants } from '@/database/access-check';
import { accessMatrix, people } from '@/database/access-matrix';
import { startPostgres } from '@/database/embedded/start-postgres';
import { AppError } from '@/engine/errors';
import type { Check } from './doctor-checks';
import { homeFolder } from './prepare';

/** `npx parley doctor --policies`: the database in use against database/access-matrix.ts. What is tried is rolled back. */
export const policyChecks: readonly Check[] = [
  {
    name: 'rights',
    look: () =>
      withDatabase(async client => {
        refuse(await checkGrants(client));
        return `The columns, rights and policies of ${Object.keys(accessMatrix).length} tables are those of the matrix.`;
      }),
  },
  {
    name: 'rows',
    look: () =>
      withDatabase(async client => {
        refuse(await checkCells(client));
        const cells = Object.keys(accessMatrix).length * (people.length + 1) * 4;
        return `${cells} attempts by ${people.length} people and by nobody ended as the matrix says.`;
      }),
  },
];

function refuse(deviations: readonly string[]): void {
  if (deviations.length === 0) return;
  const told = deviations.slice(0, 12).join(' ');
  const rest = deviations.length > 12 ? ` And ${deviations.length - 12} more.` : '';
  throw new AppError('host.not_ready', {
    what: `The database differs from the access matrix. ${told}${rest}`.replace(/\.$/, ''),
    fix: 'Run `npx parley migrate`; if that changes nothing, run database/schema.sql by hand.',
  });
}

async function withDatabase<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const url = process.env.DATABASE_URL;
  const server = url ? null : await startPostgres({ home: homeFolder() });
  const client = new Client({ connectionString: url ?? server!.serviceUrl, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    if (AppError.is(error)) throw error;
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new AppError('host.database_refused', { reason }, { cause: error });
  } finally {
    await client.end().catch(() => {});
    await server?.stop();
  }
}
