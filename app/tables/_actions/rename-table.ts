'use server';
import { z } from 'zod';
import { renameTable as rename } from '@/database/tables';
import { act } from '../../_server/act';

const Input = z.object({ tableId: z.uuid(), name: z.string() });

export async function renameTable(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    await asUser(tx => rename(tx, Input.parse(input)));
    return null;
  });
}
