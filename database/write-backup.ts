import { createWriteStream, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { listBackupTables } from './backup-tables';

export interface BackupHead {
  parley: 1;
  createdAt: string;
  /** The key that the credentials in it are encrypted with; null when it is kept elsewhere. */
  encryptionKey: string | null;
}

interface Options {
  serviceUrl: string;
  file: string;
  encryptionKey: string | null;
}

/**
 * Writes everything to one file, as it was at one moment, while others go on working: gzip of a line of JSON and then,
 * for each table, what PostgreSQL's COPY gives, in the form that `psql` reads too. The file gets its name when it is whole.
 */
export async function writeBackup({ serviceUrl, file, encryptionKey }: Options): Promise<{ tables: number }> {
  const client = new Client({ connectionString: serviceUrl, application_name: 'parley backup' });
  await client.connect();
  const unfinished = `${file}.${process.pid}.new`;
  try {
    await client.query('begin isolation level repeatable read read only');
    const tables = await listBackupTables(client);
    const head: BackupHead = { parley: 1, createdAt: new Date().toISOString(), encryptionKey };
    await pipeline(
      Readable.from(linesOf(client, { tables, head })),
      createGzip(),
      createWriteStream(unfinished, { mode: 0o600, flush: true }),
    );
    await rename(unfinished, file);
    return { tables: tables.length };
  } finally {
    rmSync(unfinished, { force: true });
    await client.end();
  }
}

async function* linesOf(
  client: Client,
  { tables, head }: { tables: Awaited<ReturnType<typeof listBackupTables>>; head: BackupHead },
): AsyncGenerator<Buffer | string> {
  yield `-- ${JSON.stringify(head)}\n`;
  for (const { name, columns } of tables) {
    const what = `${name} (${columns.join(', ')})`;
    yield `COPY ${what} FROM stdin;\n`;
    for await (const chunk of client.query(copyTo(`copy ${what} to stdout`))) yield chunk as Buffer;
    yield '\\.\n';
  }
  yield '-- end\n';
}
