'use server';
import { z } from 'zod';
import { act } from '../../_server/act';
import { bindCredential as bind } from '../../_server/bind-credential';

const Input = z.object({ workflowId: z.uuid(), nodeId: z.uuid(), credentialId: z.uuid() });

export async function bindCredential(input: z.infer<typeof Input>) {
  return act(({ asUser }) => asUser(tx => bind(tx, Input.parse(input))));
}
