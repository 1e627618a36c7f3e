'use server';
import { z } from 'zod';
import { deleteModelKey } from '@/database/model-keys';
import { act } from '../../../_server/act';
import { runtime } from '../../../_server/runtime';

const Input = z.object({ id: z.uuid() });

export async function forgetKey(input: z.infer<typeof Input>) {
  return act(({ claims }) => deleteModelKey(runtime().db, { claims, ...Input.parse(input) }));
}
