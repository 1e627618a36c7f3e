'use server';
import { z } from 'zod';
import { act } from '../../_server/act';
import { runtime } from '../../_server/runtime';

const Input = z.object({ executionId: z.uuid() });

export async function cancelRun(input: z.infer<typeof Input>) {
  return act(async ({ claims }) => {
    await runtime().cancelExecution({ claims, ...Input.parse(input) });
    return null;
  });
}
