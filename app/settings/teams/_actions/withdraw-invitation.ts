'use server';
import { z } from 'zod';
import { withdrawInvitation as withdraw } from '@/database/invitations';
import { act } from '../../../_server/act';

const Input = z.object({ invitationId: z.uuid() });

export async function withdrawInvitation(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    await asUser(tx => withdraw(tx, Input.parse(input)));
    return null;
  });
}
