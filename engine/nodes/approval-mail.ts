import { AppError } from '../errors';
import type { CredentialValues } from './credentials';
import type { HttpClient } from './http-client';

interface ApprovalMails {
  title: string;
  text: string;
  email: readonly string[];
  /** Where each of them answers, in their order. */
  links: readonly string[];
  until: Date;
  credential: CredentialValues | null;
  http: HttpClient;
  idempotencyKey: string;
  signal: AbortSignal;
}

/** One e-mail each, with a link of their own. Opening the link changes nothing: the page behind it asks. */
export async function sendApprovalMails(mails: ApprovalMails): Promise<void> {
  const { credential, http, idempotencyKey, signal } = mails;
  if (!credential) throw new AppError('credential.missing', { label: 'Approval' });
  if (!http.connect)
    throw new AppError('node.unavailable', { service: 'The mail server', status: null, reason: 'no way out' });
  const { fields } = credential;
  const user = fields.username ?? fields.user ?? '';
  const from = fields.from?.trim() || (user.includes('@') ? user : '');
  if (!from)
    throw new AppError('node.params_invalid', {
      param: 'email',
      reason: 'its key does not say who the e-mail comes from',
    });
  const { sendMail } = await import('./send-mail');
  for (const [index, to] of mails.email.entries()) {
    const mail = { from, to: [to], cc: [], bcc: [], replyTo: [], html: null, attachments: [] };
    const said = { subject: mails.title.replace(/\s+/g, ' ').slice(0, 200), text: textOf(mails, mails.links[index]!) };
    await sendMail(
      { ...mail, ...said },
      { ...{ credential, connect: http.connect, signal }, idempotencyKey: `${idempotencyKey}/asks/${index}` },
    );
  }
}

const textOf = ({ title, text, until }: ApprovalMails, link: string): string =>
  [
    title,
    text,
    `Look at it and decide here, until ${until.toISOString().slice(0, 16).replace('T', ' ')} UTC:\n${link}`,
    'Opening the link decides nothing yet. It is yours alone: whoever has it can answer in your name.',
  ]
    .filter(part => part.trim())
    .join('\n\n');
