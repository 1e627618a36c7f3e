import type { Transaction } from '@/database/connection';
import { listCredentials } from '@/database/credentials';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Workflow, WorkflowNode } from '@/engine/workflow/schema';

/** Names of the keys of the person who asks, by id. */
export type KeyNames = ReadonlyMap<string, string>;

/** Read only where a step names one. */
export async function readKeyNames(tx: Transaction, { nodes }: Workflow): Promise<KeyNames> {
  if (!nodes.some(({ options }) => options.credentialId)) return new Map();
  return new Map((await listCredentials(tx)).map(({ id, name }) => [id, name]));
}

/** What is added to an effect, so that whoever approves it sees in whose name it happens. */
export function keySuffix(node: WorkflowNode | undefined, keys: KeyNames): string {
  const name = keys.get(node?.options.credentialId ?? '');
  return name === undefined ? '' : ` (with the key “${name}”)`;
}

/** Steps that name a key which was deleted since: they would fail. */
export function goneKeys({ nodes }: Workflow, keys: KeyNames): string[] {
  return nodes
    .filter(({ type, params, options }) => {
      const { credentialId, disabled } = options;
      const isUsed = !disabled && (nodeTypes[type]?.credential?.(params) ?? null) !== null;
      return isUsed && credentialId !== undefined && !keys.has(credentialId);
    })
    .map(({ label }) => `“${label}” names a key that is no longer there. Choose another one at the step.`);
}
