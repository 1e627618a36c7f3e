import type { Claims } from '@/database/connection';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { idOf } from '@/tests/support/big-database';

/** Person 1 of the big database, and what is theirs there. */
export const me = idOf('person', 1);
export const claims: Claims = { sub: me, role: 'authenticated', email: 'person1@big.test' };
export const [workflowId, chatId, tableId, executionId, nodeId] = ['workflow', 'chat', 'table', 'run', 'node'].map(
  kind => idOf(kind, 1),
) as [string, string, string, string, string];
export const [teamId, other, streamId, fileId, keyId] = [
  ...[idOf('team', 1), idOf('person', 9), idOf('stream', 1), idOf('file', 1), idOf('key', 1)],
] as [string, string, string, string, string];
export const editor = { workflowId, author: 'user' as const, nodeTypes };
export const file = idOf('run file', 1);
export const waitId = idOf('wait', 1);
export const wanted = { kind: 'call' as const, name: 'answer', until: new Date(Date.now() + 3_600_000) };
export const page = { limit: 50 };
export const after = { updatedAt: new Date(Date.now() - 3_600_000).toISOString(), id: workflowId };
export const masterKey = Buffer.alloc(32).toString('base64');
export const message = (id: string) => ({ id, role: 'user' as const, parts: [{ type: 'text' as const, text: 'x' }] });
export const subject = { chatId, toolCallId: 'call 2', subject: { a: 1 } };

export const missing = (error: { code?: string }) => {
  if (!/not_found|admin_only|invitation_invalid/.test(error.code ?? '')) throw error;
};

export const form = { formId: idOf('trigger', 1), token: 'x' };

export const find = { filters: [{ column: 'name', operator: 'equals' as const, value: '1' }], match: 'all' as const };
