'use server';
import { z } from 'zod';
import { deleteTable as remove } from '@/database/tables';
import { act } from '../../_server/act';

const Input = z.object({ tableId: z.uuid() });

export async function deleteTable(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    await asUser(tx => remove(tx, Input.parse(input)));
    return null;
  });
}
