import type { UIMessage } from 'ai';
import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { Transaction } from './connection';
import { json, storable } from './json';

export interface Chat {
  id: string;
  title: string;
  workflowId: string | null;
  /** The answer that is on its way, if one is. */
  activeStreamId: string | null;
  createdAt: string;
  updatedAt: string;
}

const columns = ['id', 'title', 'workflow_id', 'active_stream_id', 'created_at', 'updated_at'] as const;

interface ChatRow {
  id: string;
  title: string;
  workflow_id: string | null;
  active_stream_id: string | null;
  created_at: string;
  updated_at: string;
}

const toChat = ({ id, title, ...row }: ChatRow): Chat => ({
  id,
  title,
  workflowId: row.workflow_id,
  activeStreamId: row.active_stream_id,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/** Newest first; `after` is the last of the page already shown. */
export async function listChats(
  tx: Transaction,
  { limit, after }: { limit: number; after?: { updatedAt: string; id: string } },
): Promise<Chat[]> {
  const rows = await tx
    .selectFrom('chats')
    .select(columns)
    .$if(after !== undefined, query =>
      query.where(sql<boolean>`(updated_at, id) < (${after!.updatedAt}::timestamptz, ${after!.id}::uuid)`),
    )
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toChat);
}

/** The conversation with this id, made if there is none. Somebody else's does not exist. */
export async function openChat(
  tx: Transaction,
  { chatId, title, workflowId }: { chatId: string; title: string; workflowId?: string },
): Promise<Chat> {
  await tx
    .insertInto('chats')
    .values({ id: chatId, title: storable(title).slice(0, 200), workflow_id: workflowId ?? null })
    .onConflict(conflict => conflict.column('id').doNothing())
    .execute();
  return readChat(tx, { chatId });
}

export async function findChat(tx: Transaction, { chatId }: { chatId: string }): Promise<Chat | null> {
  const row = await tx.selectFrom('chats').select(columns).where('id', '=', chatId).executeTakeFirst();
  return row ? toChat(row) : null;
}

export async function readChat(tx: Transaction, { chatId }: { chatId: string }): Promise<Chat> {
  const chat = await findChat(tx, { chatId });
  if (!chat) throw new AppError('chat.not_found', {});
  return chat;
}

/**
 * A conversation as it was at one moment: either its last answer stands in the messages, or `activeStreamId` names the
 * stream that brings it.
 */
export async function readConversation<Message extends UIMessage = UIMessage>(
  tx: Transaction,
  { chatId }: { chatId: string },
): Promise<{ chat: Chat; messages: Message[] }> {
  let chat = await readChat(tx, { chatId });
  for (;;) {
    const messages = await readMessages<Message>(tx, { chatId });
    const now = await readChat(tx, { chatId });
    if (now.activeStreamId === chat.activeStreamId) return { chat: now, messages };
    chat = now;
  }
}

export const renameChat = (tx: Transaction, { chatId, title }: { chatId: string; title: string }) =>
  updateChat(tx, { chatId, set: { title: storable(title).slice(0, 200) } });

export const linkWorkflow = (tx: Transaction, { chatId, workflowId }: { chatId: string; workflowId: string }) =>
  updateChat(tx, { chatId, set: { workflow_id: workflowId } });

async function updateChat(
  tx: Transaction,
  { chatId, set }: { chatId: string; set: { title?: string; workflow_id?: string } },
): Promise<void> {
  const { numUpdatedRows } = await tx.updateTable('chats').set(set).where('id', '=', chatId).executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new AppError('chat.not_found', {});
}

/** With its messages. The workflow it was about stays. */
export async function deleteChat(tx: Transaction, { chatId }: { chatId: string }): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('chats').where('id', '=', chatId).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new AppError('chat.not_found', {});
}

/** In order. They come back as they were saved, so their type is the caller's. */
export async function readMessages<Message extends UIMessage = UIMessage>(
  tx: Transaction,
  { chatId }: { chatId: string },
): Promise<Message[]> {
  const rows = await tx
    .selectFrom('chat_messages')
    .select(['id', 'role', 'parts', 'metadata'])
    .where('chat_id', '=', chatId)
    .orderBy('position')
    .orderBy('created_at')
    .execute();
  return rows.map(({ metadata, ...row }) => ({ ...row, ...(metadata === null ? {} : { metadata }) }) as Message);
}

/** The conversation in order. New messages are added and changed ones replaced; none is lost that is not in the list. */
export async function saveMessages(
  tx: Transaction,
  { chatId, messages }: { chatId: string; messages: readonly UIMessage[] },
): Promise<void> {
  // Held until the end, so that two writers of one conversation come one after the other.
  const touched = await tx
    .updateTable('chats')
    .set({ updated_at: sql`now()` })
    .where('id', '=', chatId)
    .executeTakeFirstOrThrow();
  if (touched.numUpdatedRows === 0n) throw new AppError('chat.not_found', {});
  if (messages.length === 0) return;
  await tx
    .insertInto('chat_messages')
    .values(
      messages.map(({ id, role, parts, metadata }, position) => ({
        ...{ chat_id: chatId, id, role, position },
        parts: json(parts),
        metadata: metadata === undefined ? null : json(metadata),
      })),
    )
    .onConflict(conflict =>
      conflict
        .columns(['chat_id', 'id'])
        .doUpdateSet(({ ref }) => ({
          position: ref('excluded.position'),
          parts: ref('excluded.parts'),
          metadata: ref('excluded.metadata'),
        }))
        .where(
          sql<boolean>`(chat_messages.position, chat_messages.parts, chat_messages.metadata)
            is distinct from (excluded.position, excluded.parts, excluded.metadata)`,
        ),
    )
    .execute();
}
