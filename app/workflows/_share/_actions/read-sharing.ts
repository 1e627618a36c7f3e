'use server';
import { z } from 'zod';
import { listShares, readVisibility } from '@/database/shares';
import { listTeams } from '@/database/teams';
import { act } from '../../../_server/act';
import type { Sharing } from '../sharing';

const Input = z.object({ workflowId: z.uuid() });

export async function readSharing(input: z.infer<typeof Input>) {
  return act(async ({ asUser }) => {
    const { workflowId } = Input.parse(input);
    return asUser(async (tx): Promise<Sharing> => {
      const teams = await listTeams(tx);
      return {
        ...(await readVisibility(tx, { workflowId })),
        shares: await listShares(tx, { workflowId }),
        teams: teams.filter(({ role }) => role !== 'viewer').map(({ id, name }) => ({ id, name })),
      };
    });
  });
}
