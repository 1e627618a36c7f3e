import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import { asService, type Database, type Transaction } from './connection';
import { storable } from './json';

export interface RunFile {
  id: string;
  name: string;
  mediaType: string;
  content: Buffer;
}

/** For one person, of everything that ever came to their runs and is still there. */
const mostBytes = 500 * 1024 * 1024;

/** Keeps what came with a run; it goes when the run does. */
export async function addRunFiles(db: Database, given: GivenFiles): Promise<void> {
  if (given.files.length > 0) await asService(db, tx => writeRunFiles(tx, given));
}

interface GivenFiles {
  ownerId: string;
  executionId: string;
  files: readonly RunFile[];
}

/** As `addRunFiles`, in the transaction that makes the run. */
export async function writeRunFiles(tx: Transaction, { ownerId, executionId, files }: GivenFiles): Promise<void> {
  if (files.length === 0) return;
  const { total } = await tx
    .selectFrom('run_files')
    .select(sql<number>`coalesce(sum(octet_length(content)), 0)::float8`.as('total'))
    .where('owner_id', '=', ownerId)
    .executeTakeFirstOrThrow();
  const size = files.reduce((sum, { content }) => sum + content.length, 0);
  if (total + size > mostBytes) throw new AppError('attachment.no_room', { limit: '500 MB' });
  const rows = files.map(({ id, name, mediaType, content }) => ({
    ...{ id, owner_id: ownerId, execution_id: executionId, content: content as never },
    name: storable(name).slice(0, 200) || 'file',
    media_type: mediaType.slice(0, 120) || 'application/octet-stream',
  }));
  await tx.insertInto('run_files').values(rows).execute();
}

/** The content for a step of its owner's; for the worker only. */
export async function openRunFile(db: Database, { ownerId, id }: { ownerId: string; id: string }): Promise<Buffer> {
  return asService(db, async tx => {
    const row = await tx
      .selectFrom('run_files')
      .select('content')
      .where('id', '=', id)
      .where('owner_id', '=', ownerId)
      .executeTakeFirst();
    if (!row) throw new AppError('attachment.not_found', {});
    return row.content as unknown as Buffer;
  });
}

/** As the person: row level security decides whose it is. */
export async function readRunFile(tx: Transaction, { id }: { id: string }): Promise<Omit<RunFile, 'id'>> {
  const row = await tx
    .selectFrom('run_files')
    .select(['name', 'media_type', 'content'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new AppError('attachment.not_found', {});
  return { name: row.name, mediaType: row.media_type, content: row.content as unknown as Buffer };
}
