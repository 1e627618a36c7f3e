'use server';
import { z } from 'zod';
import { AppError } from '@/engine/errors';
import { act } from '../../../_server/act';
import { tryCredential } from '../../../_server/try-credential';

const Input = z.object({ id: z.uuid() });

export async function testCredential(input: z.infer<typeof Input>) {
  return act(async ({ claims }) => {
    const { id } = Input.parse(input);
    const problem = await tryCredential({ claims, id });
    if (problem) throw new AppError('credential.test_failed', { reason: problem });
    return { id };
  });
}
