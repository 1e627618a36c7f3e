'use server';
import { z } from 'zod';
import { revokeShare as revoke } from '@/database/shares';
import { act } from '../../../_server/act';

const Input = z.object({ shareId: z.uuid() });

export async function revokeShare(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    await asUser(tx => revoke(tx, Input.parse(input)));
    return null;
  });
}
