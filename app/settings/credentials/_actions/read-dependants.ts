'use server';
import { z } from 'zod';
import { listDependants } from '@/database/credentials';
import { act } from '../../../_server/act';

const Input = z.object({ id: z.uuid() });

/** The steps that work with it. */
export async function readDependants(input: z.infer<typeof Input>) {
  return act(({ asUser }) => asUser(tx => listDependants(tx, { credentialId: Input.parse(input).id })));
}
