import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { AppError } from '@/engine/errors';
import type { Transaction } from './connection';

export interface ApprovalRequest {
  chatId: string;
  toolCallId: string;
  /** Exactly what is asked: every value that the person is shown. */
  subject: unknown;
}

/** Notes what is asked. The first asking counts: asked again with other values, it stays bound to the first. */
export async function createApproval(tx: Transaction, { chatId, toolCallId, subject }: ApprovalRequest): Promise<void> {
  await tx
    .insertInto('approvals')
    .values({ chat_id: chatId, tool_call_id: toolCallId, subject_hash: hashOf(subject) })
    .onConflict(conflict => conflict.columns(['chat_id', 'tool_call_id']).doNothing())
    .execute();
}

/**
 * Uses it up: once, for the same values, before it expires. Call it in the transaction that acts, so that both hold or
 * neither; of two at a time one waits and is then refused.
 */
export async function consumeApproval(
  tx: Transaction,
  { chatId, toolCallId, subject }: ApprovalRequest,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('approvals')
    .set({ used_at: sql`now()` })
    .where('chat_id', '=', chatId)
    .where('tool_call_id', '=', toolCallId)
    .where('subject_hash', '=', hashOf(subject))
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new AppError('approval.not_valid', {});
}

const hashOf = (subject: unknown) =>
  createHash('sha256')
    .update(JSON.stringify(canonical(subject)))
    .digest('hex');

/** The same value gives the same text, whatever order its keys are in. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}
