'use server';
import { z } from 'zod';
import { deleteRows as remove } from '@/database/table-rows';
import { act } from '../../_server/act';

const Input = z.object({ tableId: z.uuid(), rowIds: z.array(z.int()).max(100_000) });

export async function deleteRows(input: z.infer<typeof Input>) {
  return act(({ asUser }) => asUser(tx => remove(tx, Input.parse(input))));
}
