'use server';
import { z } from 'zod';
import { act } from '../../_server/act';
import { runtime } from '../../_server/runtime';

const Input = z.object({ workflowId: z.uuid(), active: z.boolean() });

export async function setActive(input: z.infer<typeof Input>) {
  return act(({ claims }) => {
    const { workflowId, active } = Input.parse(input);
    return active ? runtime().activate({ claims, workflowId }) : runtime().deactivate({ claims, workflowId });
  });
}
