import { AppError } from '@/engine/errors';
import type { Transaction } from './connection';

/** A name is the one thing about a version that may change; an empty one takes it away. */
export async function nameVersion(
  tx: Transaction,
  { workflowId, version, name }: { workflowId: string; version: number; name: string },
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('workflow_versions')
    .set({ name: name.trim() || null })
    .where('workflow_id', '=', workflowId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new AppError('workflow.version_not_found', { version });
}
