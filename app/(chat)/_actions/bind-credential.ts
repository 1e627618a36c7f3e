'use server';
import { z } from 'zod';
import { bindCredential as bind } from '@/database/bind-credential';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { act } from '../../_server/act';

const Input = z.object({ workflowId: z.uuid(), nodeId: z.uuid(), credentialId: z.uuid() });

export async function bindCredential(input: z.infer<typeof Input>) {
  return act(({ asUser }) => asUser(tx => bind(tx, { ...Input.parse(input), nodeTypes })));
}
