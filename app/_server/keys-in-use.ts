import { asService, type Claims, type Database } from '@/database/connection';
import { type KeyFor, readKeysFor } from '@/database/open-credential';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Issue } from '@/engine/workflow/issue';
import { makeIssue } from '@/engine/workflow/make-issue';
import type { Workflow, WorkflowNode } from '@/engine/workflow/schema';

/** By the id that a step names: the key that it is run with for the person who asks, theirs in every case. */
export type Keys = ReadonlyMap<string, KeyFor>;

/** Read only where a step names one. As the service, which alone may look whose key a step names. */
export async function readKeys(db: Database, { sub: owner }: Pick<Claims, 'sub'>, { nodes }: Workflow): Promise<Keys> {
  const credentialIds = [...new Set(nodes.flatMap(({ options }) => options.credentialId ?? []))];
  if (credentialIds.length === 0) return new Map();
  return asService(db, tx => readKeysFor(tx, { owner, credentialIds }));
}

/** What is added to an effect, so that whoever approves it sees in whose name it happens. */
export function keySuffix(node: WorkflowNode | undefined, keys: Keys): string {
  const key = keys.get(node?.options.credentialId ?? '');
  return key === undefined ? '' : ` (with the key “${key.name}”)`;
}

/** Steps whose key is deleted, past its day, or somebody else's with no own one instead: they would fail. */
export function keyIssues({ nodes }: Workflow, keys: Keys, now = new Date()): Issue[] {
  return nodes.flatMap(node => {
    const { label, type, params, options } = node;
    const { credentialId, disabled } = options;
    const isUsed = !disabled && credentialId !== undefined && (nodeTypes[type]?.credential?.(params) ?? null) !== null;
    const problem = isUsed ? problemOf(keys.get(credentialId), now) : null;
    const about = { node, param: 'options.credentialId' };
    return problem === null ? [] : [makeIssue(problem.code, `“${label}” ${problem.says}`, about)];
  });
}

const inAWeek = 7 * 86_400_000;

function problemOf(key: KeyFor | undefined, now: Date) {
  const unusable = 'credential_unusable' as const;
  if (!key) {
    const says =
      'names a key that is no longer there for you. Choose another one at the step, or add your own in Settings, Keys.';
    return { code: unusable, says };
  }
  if (key.expiresAt === null) return null;
  const left = new Date(key.expiresAt).getTime() - now.getTime();
  const [day, change] = [key.expiresAt.slice(0, 10), 'Put in a new one in Settings, Keys.'];
  if (left <= 0) {
    return {
      code: unusable,
      says: `works with the key “${key.name}”, which is past the day it was good for (${day}). ${change}`,
    };
  }
  if (left > inAWeek) return null;
  return {
    code: 'credential_ending' as const,
    says: `works with the key “${key.name}”, which is good until ${day}. ${change}`,
  };
}
