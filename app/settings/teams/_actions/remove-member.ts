'use server';
import { z } from 'zod';
import { removeMember as remove } from '@/database/teams';
import { act } from '../../../_server/act';

const Input = z.object({
  teamId: z.uuid(),
  /** Null: whoever asks leaves. */
  userId: z.uuid().nullable(),
});

export async function removeMember(input: z.infer<typeof Input>) {
  return act(async ({ asUser, claims }) => {
    const { teamId, userId } = Input.parse(input);
    await asUser(tx => remove(tx, { teamId, userId: userId ?? claims.sub }));
    return null;
  });
}
