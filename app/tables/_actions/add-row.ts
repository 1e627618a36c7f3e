'use server';
import { z } from 'zod';
import { addRow as add } from '@/database/table-rows';
import { act } from '../../_server/act';

const Input = z.object({ tableId: z.uuid() });

export async function addRow(input: z.infer<typeof Input>) {
  return act(({ asUser }) => asUser(tx => add(tx, Input.parse(input))));
}
