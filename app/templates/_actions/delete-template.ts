'use server';
import { z } from 'zod';
import { deleteTemplate as remove } from '@/database/templates';
import { act } from '../../_server/act';

const Input = z.object({ templateId: z.uuid() });

export async function deleteTemplate(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    await asUser(tx => remove(tx, Input.parse(input)));
    return null;
  });
}
