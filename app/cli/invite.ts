import { inviteAccount } from '@/database/auth/invitations';
import { openDatabase } from '@/database/connection';
import { AppError } from '@/engine/errors';
import { inviteMail } from '../_server/local-auth/compose';
import { confirmLink } from '../_server/local-auth/links';
import { deliver } from '../_server/local-auth/mails';
import { EmailAddress } from '../_server/local-auth/wire';
import { settings } from '../_server/settings';
import type { Command } from './command';
import { findInstance } from './instance';
import { homeFolder, prepare } from './prepare';

export const command: Command = {
  summary: 'lets somebody in whose address is given, also where sign-up is closed',
  async run([given = '']) {
    if (process.env.SUPABASE_URL) {
      const fix = 'Invite people in the project, Authentication, Users.';
      throw new AppError('host.not_ready', { what: 'Supabase signs people in', fix });
    }
    const address = EmailAddress.safeParse(given);
    if (!address.success) throw new AppError('request.invalid', { field: 'EMAIL', reason: 'say whom: invite EMAIL' });
    const email = address.data;
    const { serviceUrl } = await prepare();
    const running = findInstance(homeFolder());
    const { signIn, publicUrl } = settings();
    const siteUrl = publicUrl ?? running?.url ?? signIn.siteUrl;
    const db = openDatabase({ serviceUrl, appUrl: serviceUrl, max: 1 });
    const token = await inviteAccount(db, { email }).finally(() => db.close());
    if (!token)
      throw new AppError('host.not_ready', {
        what: `${email} has an account`,
        fix: `They sign in at ${siteUrl}/signin.`,
      });
    const link = confirmLink({ siteUrl }, { token, type: 'invite' });
    if (signIn.mail) await deliver(signIn.mail, inviteMail(email, link));
    console.log(signIn.mail ? `Mailed to ${email}.` : link);
    return 0;
  },
};
