import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { Transaction } from './connection';
import { storable } from './json';

export type AttachmentKind = 'text' | 'csv' | 'pdf' | 'image';

export interface NewAttachment {
  name: string;
  kind: AttachmentKind;
  mediaType: string;
  content: Buffer;
  /** What could be read in it; null for an image. */
  text: string | null;
}

export interface Attachment {
  id: string;
  name: string;
  kind: AttachmentKind;
  mediaType: string;
  size: number;
  text: string | null;
}

const columns = ['id', 'name', 'kind', 'media_type', 'text'] as const;
const size = sql<number>`octet_length(content)`.as('size');
/** For one person, of everything they ever attached. */
const mostBytes = 200 * 1024 * 1024;

/** Keeps a file until it is sent. What was never sent is gone after a day. */
export async function addAttachment(tx: Transaction, { content, ...file }: NewAttachment): Promise<Attachment> {
  await tx
    .deleteFrom('chat_attachments')
    .where('chat_id', 'is', null)
    .where('created_at', '<', sql<string>`now() - interval '1 day'`)
    .execute();
  const { total } = await tx
    .selectFrom('chat_attachments')
    .select(sql<number>`coalesce(sum(octet_length(content)), 0)::float8`.as('total'))
    .executeTakeFirstOrThrow();
  if (total + content.length > mostBytes) throw new AppError('attachment.no_room', { limit: '200 MB' });
  const row = await tx
    .insertInto('chat_attachments')
    .values({
      ...{ name: storable(file.name), kind: file.kind, media_type: file.mediaType },
      content: content as never,
      text: file.text === null ? null : storable(file.text),
    })
    .returning([...columns, size])
    .executeTakeFirstOrThrow();
  return toAttachment(row);
}

/** Gives files to a conversation, in the order asked for. One of another conversation, or of nobody, is not there. */
export async function sendAttachments(
  tx: Transaction,
  { chatId, ids }: { chatId: string; ids: readonly string[] },
): Promise<Attachment[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .updateTable('chat_attachments')
    .set({ chat_id: chatId })
    .where('id', 'in', [...ids])
    .where(eb => eb.or([eb('chat_id', 'is', null), eb('chat_id', '=', chatId)]))
    .returning([...columns, size])
    .execute();
  return ids.map(id => {
    const row = rows.find(one => one.id === id);
    if (!row) throw new AppError('attachment.not_found', {});
    return toAttachment(row);
  });
}

/** Of a conversation, the oldest first. */
export async function listAttachments(tx: Transaction, { chatId }: { chatId: string }): Promise<Attachment[]> {
  const rows = await tx
    .selectFrom('chat_attachments')
    .select([...columns, size])
    .where('chat_id', '=', chatId)
    .orderBy('id')
    .execute();
  return rows.map(toAttachment);
}

export async function readAttachmentContent(
  tx: Transaction,
  { id }: { id: string },
): Promise<{ name: string; mediaType: string; content: Buffer }> {
  const row = await tx
    .selectFrom('chat_attachments')
    .select(['name', 'media_type', 'content'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new AppError('attachment.not_found', {});
  return { name: row.name, mediaType: row.media_type, content: row.content as unknown as Buffer };
}

/** Takes back what was not sent yet. */
export async function removeAttachment(tx: Transaction, { id }: { id: string }): Promise<void> {
  await tx.deleteFrom('chat_attachments').where('id', '=', id).where('chat_id', 'is', null).execute();
}

const toAttachment = (row: {
  id: string;
  name: string;
  kind: string;
  media_type: string;
  text: string | null;
  size: number;
}): Attachment => ({
  id: row.id,
  name: row.name,
  kind: row.kind as AttachmentKind,
  mediaType: row.media_type,
  size: Number(row.size),
  text: row.text,
});
