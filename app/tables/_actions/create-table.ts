'use server';
import { z } from 'zod';
import { createTable as create } from '@/database/tables';
import { act } from '../../_server/act';

const Input = z.object({ name: z.string() });

export async function createTable(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const { id } = await asUser(tx => create(tx, Input.parse(input)));
    return { id };
  });
}
