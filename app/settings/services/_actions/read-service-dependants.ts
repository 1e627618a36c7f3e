'use server';
import { z } from 'zod';
import { listIntegrationDependants } from '@/database/integrations';
import { act } from '../../../_server/act';

const Input = z.object({ name: z.string().max(100) });

export async function readServiceDependants(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const { keys, steps } = await asUser(tx => listIntegrationDependants(tx, Input.parse(input)));
    return { keys, steps: steps.map(({ step, workflow }) => `${step} (${workflow})`) };
  });
}
