'use server';
import { z } from 'zod';
import { invite } from '@/database/invitations';
import { GivenRole, readTeam } from '@/database/teams';
import { act } from '../../../_server/act';
import { ownAddress } from '../../../_server/own-address';
import { tellByMail } from '../../../_server/tell-by-mail';
import { texts } from '../../../_ui/texts';

const Input = z.object({ teamId: z.uuid(), email: z.string().max(320), role: GivenRole });

/** `link` is told this once, and only where no mail could be sent. */
export async function inviteMember(input: z.infer<typeof Input>) {
  return act(async ({ asUser }): Promise<{ link: string | null }> => {
    const request = Input.parse(input);
    const { team, token } = await asUser(async tx => ({
      team: await readTeam(tx, request),
      token: (await invite(tx, request)).token,
    }));
    const link = `${await ownAddress()}/join/${token}`;
    const to = request.email.trim().toLowerCase();
    return { link: (await tellByMail({ to, link, ...texts.mails.joinTeam(team.name) })) ? null : link };
  });
}
