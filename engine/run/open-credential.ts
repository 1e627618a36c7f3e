import { credentialFor } from '../nodes/credentials';
import { withCredential } from '../nodes/with-credential';
import type { NodeExecution } from './node-execution';
import type { NodeTask } from './node-task';

/** The task with the key its step works with, opened now; rejects with what is wrong about it. */
export async function withKey(task: NodeTask, params: Readonly<Record<string, unknown>>): Promise<NodeTask> {
  const { definition, node, services } = task;
  const credential = await credentialFor({
    label: node.label,
    credentialId: node.options.credentialId,
    need: definition.credential?.(params) ?? null,
    open: services.openCredential,
  });
  if (credential === null) return task;
  return { ...task, credential, services: { ...services, http: withCredential(services.http, credential) } };
}

/** A key that its service refused says so where its owner looks after keys. */
export async function noteRefusal({ credential, services }: NodeTask, { error }: NodeExecution): Promise<void> {
  if (!credential || error?.code !== 'node.unauthorized') return;
  await services.noteRefused?.(credential.id, error.message);
}
