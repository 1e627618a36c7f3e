'use server';
import { z } from 'zod';
import { deleteCredential as remove } from '@/database/credentials';
import { act } from '../../../_server/act';
import { runtime } from '../../../_server/runtime';

const Input = z.object({ id: z.uuid() });

export async function deleteCredential(input: z.infer<typeof Input>) {
  return act(({ claims }) => remove(runtime().db, { claims, id: Input.parse(input).id }));
}
