'use server';
import { z } from 'zod';
import { listRows } from '@/database/table-rows';
import { act } from '../../_server/act';

const Input = z.object({ tableId: z.uuid(), after: z.int().min(0) });

/** The next page of rows. */
export async function readRows(input: z.infer<typeof Input>) {
  return act(({ asUser }) => asUser(tx => listRows(tx, { ...Input.parse(input), limit: 1000 })));
}
