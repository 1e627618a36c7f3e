import { createTransport } from 'nodemailer';
import { texts } from '@/app/_ui/texts';
import { log } from '../log';

export interface Mail {
  to: string;
  subject: string;
  /** Plain sentences; `link` stands on a line of its own below. */
  text: string;
  link?: string;
}

export interface MailSettings {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  url: string;
  from: string;
}

/** By the operator's mail server, or else on their terminal and nowhere else: not in the log, which lasts. */
export function createMailer(settings: MailSettings | null): (mail: Mail) => void {
  if (!settings) return mail => void process.stderr.write(toTerminal(mail));
  return mail => {
    deliver(settings, mail).catch((error: unknown) => {
      log.error({ error, subject: mail.subject }, 'a mail about signing in was not taken by the mail server');
    });
  };
}

/** Resolves when the mail server has taken it. */
export async function deliver({ url, from }: MailSettings, mail: Mail): Promise<void> {
  const { to, subject } = mail;
  await createTransport(url, { from }).sendMail({ to, subject, text: toText(mail) });
}

const toText = ({ text, link }: Mail) => `${[text, ...(link ? [link] : []), texts.mails.ignore].join('\n\n')}\n`;

const toTerminal = ({ to, subject, link }: Mail) => `${texts.mails.terminal(to, subject)}${link ? `\n${link}` : ''}\n`;
