import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { Transaction } from './connection';

/** The models that may be used, as the operator listed them. */
export async function listModelRows(tx: Transaction) {
  return tx
    .selectFrom('ai_models')
    .select(['name', 'display_name', 'provider', 'model_type', 'configuration'])
    .where('is_active', '=', true)
    .orderBy(sql`coalesce((configuration ->> 'order')::numeric, 1000)`)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** The model this conversation was given by hand; null where none was. */
export async function readChatModel(tx: Transaction, { chatId }: { chatId: string }): Promise<string | null> {
  const row = await tx.selectFrom('chats').select('model').where('id', '=', chatId).executeTakeFirst();
  return row?.model ?? null;
}

/** Remembers the choice for the conversation. */
export async function chooseChatModel(
  tx: Transaction,
  { chatId, model }: { chatId: string; model: string | null },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('chats')
    .set({ model })
    .where('id', '=', chatId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new AppError('chat.not_found', {});
}

interface UsageCall {
  model: string;
  usage: { inputTokens: number; outputTokens: number; costUsd: number | null };
}

/** Adds what calls came to, to the person's account of it. What cost nothing and read nothing is left out. */
export async function addUsageRows(
  tx: Transaction,
  { calls, chatId, ...place }: { calls: readonly UsageCall[]; chatId?: string; executionId?: string; nodeKey?: string },
): Promise<void> {
  const counted = calls.filter(({ usage }) => usage.inputTokens + usage.outputTokens > 0);
  if (counted.length === 0) return;
  await tx
    .insertInto('model_usage')
    .values(
      counted.map(({ model, usage }) => ({
        ...{ model, chat_id: chatId ?? null, execution_id: place.executionId ?? null, node_key: place.nodeKey ?? null },
        ...{ input_tokens: usage.inputTokens, output_tokens: usage.outputTokens, cost_usd: usage.costUsd },
      })),
    )
    .execute();
}
