import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { z } from 'zod';
import { AppError } from '@/engine/errors';
import { holdsWork, listBackupTables } from './backup-tables';

const Head = z.object({ parley: z.literal(1), createdAt: z.iso.datetime(), encryptionKey: z.string().nullable() });

/** The lines of a backup. PostgreSQL's COPY writes a line break inside a value as `\n`, so a line is a row. */
async function* readLines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const text = source.pipe(createGunzip());
  source.once('error', error => text.destroy(error));
  // Values may hold U+2028 and carriage returns of their own; only \n ends a row.
  let rest = '';
  for await (const chunk of text.setEncoding('utf8')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest) yield rest;
}

/** What a file says of itself, without reading on. */
export async function readBackupHead(file: string): Promise<z.output<typeof Head>> {
  try {
    for await (const line of readLines(file)) return Head.parse(JSON.parse(line.replace(/^-- /, '')));
  } catch (error) {
    throw new AppError('backup.not_readable', { file, reason: reasonOf(error) }, { cause: error });
  }
  throw new AppError('backup.not_readable', { file, reason: 'it is empty' });
}

interface Options {
  serviceUrl: string;
  file: string;
  /** Also over what is there; without it a database that holds work is left alone. */
  replace: boolean;
}

/** Puts everything back in one transaction: all of it, or nothing. Columns that this version no longer has are an error. */
export async function restoreBackup({ serviceUrl, file, replace }: Options): Promise<{ tables: number }> {
  const client = new Client({ connectionString: serviceUrl, application_name: 'parley restore' });
  await client.connect();
  try {
    if (!replace && (await holdsWork(client))) throw new AppError('backup.would_overwrite', {});
    await client.query('begin');
    // Rows come in alphabetical order of tables, and triggers have had their say when they were written first.
    await client.query('set local session_replication_role = replica');
    const known = await listBackupTables(client);
    await client.query(`truncate ${known.map(({ name }) => name).join(', ')} cascade`);
    const tables = await copyAll(client, file);
    await client.query('commit');
    return { tables };
  } catch (error) {
    if (AppError.is(error)) throw error;
    throw new AppError('backup.not_readable', { file, reason: reasonOf(error) }, { cause: error });
  } finally {
    await client.end();
  }
}

async function copyAll(client: Client, file: string): Promise<number> {
  const lines = readLines(file);
  let tables = 0;
  let complete = false;
  for await (const line of lines) {
    const table = /^COPY (.+) FROM stdin;$/.exec(line)?.[1];
    if (table !== undefined) {
      await copyTable(client, table, lines);
      tables += 1;
    } else if (line === '-- end') complete = true;
  }
  if (!complete) throw new Error('its end is missing');
  return tables;
}

/** The name and columns come from a file that the operator chose, and COPY takes nothing but a table. */
async function copyTable(client: Client, table: string, lines: AsyncGenerator<string>): Promise<void> {
  if (!/^[\w".]+ \([\w", ]+\)$/.test(table)) throw new Error(`it names a table that cannot be: ${table}`);
  const target = client.query(copyFrom(`copy ${table} from stdin`));
  const done = new Promise<void>((resolve, reject) => target.once('finish', resolve).once('error', reject));
  done.catch(() => {}); // said below
  for (;;) {
    const { value: line, done: over } = await lines.next();
    if (over) {
      target.destroy(new Error('its end is missing'));
      break;
    }
    if (line === '\\.') {
      target.end();
      break;
    }
    if (!target.write(`${line}\n`)) await Promise.race([new Promise(resolve => target.once('drain', resolve)), done]);
  }
  await done;
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
