import { texts } from '@/app/_ui/texts';
import type { AuthDeps } from './deps';
import type { Mail } from './mails';

type Site = Pick<AuthDeps, 'siteUrl'>;

export const confirmMail = (to: string, link: string): Mail => ({ to, link, ...texts.mails.confirm });

export const inviteMail = (to: string, link: string): Mail => ({ to, link, ...texts.mails.invite });

export const recoveryMail = (to: string, link: string): Mail => ({ to, link, ...texts.mails.recovery });

export const changeMail = (to: string, link: string): Mail => ({ to, link, ...texts.mails.emailChange });

/** To somebody who has an account and whose address was used to sign up, or wanted by another account. */
export const accountMail = ({ siteUrl }: Site, to: string): Mail => ({
  to,
  link: `${siteUrl}/signin`,
  ...texts.mails.haveAccount,
});

/** To the address that is being left, so that nobody's account is moved behind their back. */
export const movedMail = (to: string, newAddress: string): Mail => ({ to, ...texts.mails.moving(newAddress) });

export const passwordMail = (to: string): Mail => ({ to, ...texts.mails.passwordChanged });
