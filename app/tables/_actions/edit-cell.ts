'use server';
import { z } from 'zod';
import { editCell as edit } from '@/database/table-rows';
import { act } from '../../_server/act';

const Input = z.object({ tableId: z.uuid(), rowId: z.int(), column: z.string(), value: z.json() });

export async function editCell(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    await asUser(tx => edit(tx, Input.parse(input)));
    return null;
  });
}
