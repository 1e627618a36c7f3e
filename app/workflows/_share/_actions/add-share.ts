'use server';
import { z } from 'zod';
import { createShareLink, SharePermission, shareWithPerson, shareWithTeam } from '@/database/shares';
import { readWorkflowName } from '@/database/workflows';
import { act } from '../../../_server/act';
import { ownAddress } from '../../../_server/own-address';
import { tellByMail } from '../../../_server/tell-by-mail';
import { texts } from '../../../_ui/texts';

const Input = z.object({
  workflowId: z.uuid(),
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('person'), email: z.string().max(320) }),
    z.object({ kind: z.literal('team'), teamId: z.uuid() }),
    z.object({ kind: z.literal('link') }),
  ]),
  permission: SharePermission,
  expiresAt: z.iso.datetime().nullable(),
});

/** `link`: what to send on, told this once; null where nothing is to be sent. */
interface Given {
  link: string | null;
  /** To whom it went by mail. */
  mailed: string | null;
}

export async function addShare(input: z.infer<typeof Input>) {
  return act(async ({ asUser }): Promise<Given> => {
    const { workflowId, to, permission, expiresAt } = Input.parse(input);
    const given = { workflowId, permission, expiresAt: expiresAt === null ? null : new Date(expiresAt) };
    if (to.kind === 'link') {
      const { token } = await asUser(tx => createShareLink(tx, given));
      return { link: `${await ownAddress()}/share/${token}`, mailed: null };
    }
    if (to.kind === 'team') {
      await asUser(tx => shareWithTeam(tx, { ...given, teamId: to.teamId }));
      return { link: null, mailed: null };
    }
    const name = await asUser(async tx => {
      await shareWithPerson(tx, { ...given, email: to.email });
      return readWorkflowName(tx, { workflowId });
    });
    const email = to.email.trim().toLowerCase();
    const link = `${await ownAddress()}/workflows/${workflowId}`;
    const mailed = await tellByMail({ to: email, link, ...texts.mails.shared(name) });
    return { link: mailed ? null : link, mailed: mailed ? email : null };
  });
}
