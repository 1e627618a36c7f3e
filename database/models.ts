import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { Transaction } from './connection';

/** The models that may be used, as the operator listed them, without those that a team of the person's switched off. */
export async function listModelRows(tx: Transaction) {
  return tx
    .selectFrom('ai_models')
    .select(['name', 'display_name', 'provider', 'model_type', 'configuration'])
    .select(['context_tokens', 'capabilities', 'prices'])
    .where('is_active', '=', true)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('team_models')
            .select('team_id')
            .whereRef('team_models.model_id', '=', 'ai_models.id')
            .where('is_enabled', '=', false),
        ),
      ),
    )
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

export interface UsageRow {
  model: string;
  nodeKey: string | null;
  inputTokens: number;
  outputTokens: number;
  costUsd: number | null;
}

/** What the steps of a run asked of models, in order. */
export async function readUsageOfExecution(
  tx: Transaction,
  { executionId }: { executionId: string },
): Promise<UsageRow[]> {
  const rows = await tx
    .selectFrom('model_usage')
    .select(['model', 'node_key', 'input_tokens', 'output_tokens', 'cost_usd'])
    .where('execution_id', '=', executionId)
    .orderBy('id')
    .execute();
  return rows.map(toUsageRow);
}

/** What each model came to since a day, the dearest first. */
export async function readUsageSince(tx: Transaction, { since }: { since: Date }) {
  const rows = await tx
    .selectFrom('model_usage')
    .select(({ fn }) => [
      'model',
      fn.countAll<number>().as('calls'),
      fn.sum<number>('input_tokens').as('input_tokens'),
      fn.sum<number>('output_tokens').as('output_tokens'),
      // One call without a price leaves the whole without one.
      sql<number | null>`case when bool_and(cost_usd is not null) then sum(cost_usd) end`.as('cost_usd'),
    ])
    .where('created_at', '>=', since.toISOString())
    .groupBy('model')
    .orderBy(sql`sum(cost_usd) desc nulls last`)
    .orderBy('model')
    .execute();
  return rows.map(({ calls, ...row }) => ({ ...toUsageRow({ ...row, node_key: null }), calls: Number(calls) }));
}

const toUsageRow = (row: {
  model: string;
  node_key: string | null;
  input_tokens: number;
  output_tokens: number;
  cost_usd: number | null;
}): UsageRow => ({
  model: row.model,
  nodeKey: row.node_key,
  inputTokens: Number(row.input_tokens),
  outputTokens: Number(row.output_tokens),
  costUsd: row.cost_usd,
});

/** One sum; what is not known of one part is not known of the whole. */
export const sumUsage = (rows: readonly UsageRow[]) => ({
  inputTokens: rows.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
  outputTokens: rows.reduce((sum, { outputTokens }) => sum + outputTokens, 0),
  costUsd: rows.some(({ costUsd }) => costUsd === null) ? null : rows.reduce((sum, { costUsd }) => sum + costUsd!, 0),
});
