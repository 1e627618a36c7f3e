import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { Transaction } from './connection';

/** Begins an answer; a reload finds it by the conversation. An older one that was cut off is forgotten. */
export async function startStream(
  tx: Transaction,
  { chatId, streamId }: { chatId: string; streamId: string },
): Promise<void> {
  await tx.deleteFrom('chat_streams').where('chat_id', '=', chatId).execute();
  await tx.insertInto('chat_streams').values({ id: streamId, chat_id: chatId }).execute();
  const { numUpdatedRows } = await tx
    .updateTable('chats')
    .set({ active_stream_id: streamId })
    .where('id', '=', chatId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new AppError('chat.not_found', {});
}

/** Adds chunks from `position` on; those who LISTEN on `parley_chat_stream` are told. Adding them again changes nothing. */
export async function appendChunks(
  tx: Transaction,
  { streamId, position, chunks }: { streamId: string; position: number; chunks: readonly string[] },
): Promise<void> {
  if (chunks.length === 0) return;
  await tx
    .insertInto('chat_stream_chunks')
    .values(chunks.map((chunk, index) => ({ stream_id: streamId, position: position + index, chunk })))
    .onConflict(conflict => conflict.columns(['stream_id', 'position']).doNothing())
    .execute();
  await sql`select pg_notify('parley_chat_stream', ${streamId})`.execute(tx);
}

/**
 * The answer stands in the messages now: who opens the conversation reads it there. For the transaction that saves it,
 * so that nobody finds neither or both. Whoever follows it already gets to its end.
 */
export async function leaveStream(
  tx: Transaction,
  { chatId, streamId }: { chatId: string; streamId: string },
): Promise<void> {
  await tx
    .updateTable('chats')
    .set({ active_stream_id: null })
    .where('id', '=', chatId)
    .where('active_stream_id', '=', streamId)
    .execute();
}

/** No chunk comes any more. Readers get to the end of it; the next answer replaces it. */
export async function finishStream(
  tx: Transaction,
  { chatId, streamId }: { chatId: string; streamId: string },
): Promise<void> {
  await tx.updateTable('chat_streams').set({ finished_at: sql`now()` }).where('id', '=', streamId).execute();
  await leaveStream(tx, { chatId, streamId });
  await sql`select pg_notify('parley_chat_stream', ${streamId})`.execute(tx);
}

/** A process that gives an answer and was not heard of for so long is taken for dead. */
const lostAfterSeconds = 10;

/** Says that the process that gives this answer is alive; to be called more often than that. */
export async function seeStream(tx: Transaction, { streamId }: { streamId: string }): Promise<void> {
  await tx.updateTable('chat_streams').set({ seen_at: sql`now()` }).where('id', '=', streamId).execute();
}

/** The answer of this conversation whose process is gone, or null. The conversation is locked until the transaction ends. */
export async function findLostStream(tx: Transaction, { chatId }: { chatId: string }): Promise<string | null> {
  const lost = await tx
    .selectFrom('chats')
    .innerJoin('chat_streams', 'chat_streams.id', 'chats.active_stream_id')
    .select('chat_streams.id')
    .where('chats.id', '=', chatId)
    .where('finished_at', 'is', null)
    .where('seen_at', '<', sql<string>`now() - make_interval(secs => ${lostAfterSeconds})`)
    .forUpdate('chats')
    .executeTakeFirst();
  return lost?.id ?? null;
}

/** Whether this answer is, or was the last, of that conversation. */
export async function hasStream(
  tx: Transaction,
  { chatId, streamId }: { chatId: string; streamId: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('chat_streams')
    .select('id')
    .where('id', '=', streamId)
    .where('chat_id', '=', chatId)
    .executeTakeFirst();
  return row !== undefined;
}

/** What was added after the first `from` chunks, and whether more can come. */
export async function readChunks(
  tx: Transaction,
  { streamId, from }: { streamId: string; from: number },
): Promise<{ chunks: string[]; finished: boolean }> {
  const stream = await tx
    .selectFrom('chat_streams')
    .select('finished_at')
    .where('id', '=', streamId)
    .executeTakeFirst();
  const rows = await tx
    .selectFrom('chat_stream_chunks')
    .select('chunk')
    .where('stream_id', '=', streamId)
    .where('position', '>=', from)
    .orderBy('position')
    .execute();
  // Read before the chunks: when it was finished then, these are all of them.
  return { chunks: rows.map(({ chunk }) => chunk), finished: stream === undefined || stream.finished_at !== null };
}
