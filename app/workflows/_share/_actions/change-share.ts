'use server';
import { z } from 'zod';
import { changeShare as change, SharePermission } from '@/database/shares';
import { act } from '../../../_server/act';

const Input = z.object({
  shareId: z.uuid(),
  permission: SharePermission.optional(),
  expiresAt: z.iso.datetime().nullable().optional(),
});

export async function changeShare(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const { expiresAt, ...rest } = Input.parse(input);
    const until = typeof expiresAt === 'string' ? new Date(expiresAt) : expiresAt;
    await asUser(tx => change(tx, { ...rest, expiresAt: until }));
    return null;
  });
}
