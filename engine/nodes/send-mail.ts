import { createHash } from 'node:crypto';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { CredentialValues } from './credentials';
import type { Connect } from './guarded-connect';
import { mailFailure } from './mail-failure';

export interface Mail {
  from: string;
  to: readonly string[];
  cc: readonly string[];
  bcc: readonly string[];
  replyTo: readonly string[];
  subject: string;
  text: string;
  html: string | null;
  attachments: readonly { filename: string; content: Buffer; contentType?: string }[];
}

export interface SentMail {
  messageId: string;
  accepted: string[];
  rejected: string[];
  response: string;
}

interface SendOptions {
  credential: CredentialValues;
  connect: Connect;
  idempotencyKey: string;
  signal: AbortSignal;
}

/** Hands one e-mail to the server of the credential. Throws when nobody was accepted. */
export async function sendMail(
  mail: Mail,
  { credential, connect, idempotencyKey, signal }: SendOptions,
): Promise<SentMail> {
  const { host, port } = serverOf(credential);
  const transport = openTransport({ credential, connect, signal });
  try {
    const messageId = messageIdFor(idempotencyKey, mail.from);
    const sent = await transport.sendMail({ ...toMessage(mail), messageId });
    return {
      messageId,
      accepted: sent.accepted.map(addressOf),
      rejected: sent.rejected.map(addressOf),
      response: sent.response,
    };
  } catch (error) {
    signal.throwIfAborted();
    throw mailFailure(error, { service: host, address: `${host}:${port}` });
  } finally {
    transport.close();
  }
}

/** Greets the server and signs in, and sends nothing. Rejects with what is wrong. */
export async function verifyMail(options: Omit<SendOptions, 'idempotencyKey'>): Promise<void> {
  const { host, port } = serverOf(options.credential);
  const transport = openTransport(options);
  try {
    await transport.verify();
  } catch (error) {
    options.signal.throwIfAborted();
    throw mailFailure(error, { service: host, address: `${host}:${port}` });
  } finally {
    transport.close();
  }
}

function openTransport({ credential, connect, signal }: Omit<SendOptions, 'idempotencyKey'>) {
  const server = serverOf(credential);
  const { host, port } = server;
  return createTransport({
    ...{ host, port, secure: server.security === 'tls' },
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.user ? { auth: { user: server.user, pass: server.password } } : {}),
    // A server on this computer shows a certificate that nobody signed; another one must be who it says it is.
    tls: { rejectUnauthorized: !isThisComputer(host) },
    // What a message may hold comes from outside: it must not name files or addresses for the server to read.
    ...{ disableFileAccess: true, disableUrlAccess: true },
    ...{ greetingTimeout: 15_000, connectionTimeout: 15_000, socketTimeout: 60_000 },
    getSocket: (_options, callback) => {
      connect({ host, port, signal }).then(
        connection => callback(null, { connection }),
        error => callback(error, undefined),
      );
    },
  });
}

const addressOf = (address: string | { address: string }) => (typeof address === 'string' ? address : address.address);

const toMessage = (mail: Mail): SendMailOptions => ({
  ...{ from: mail.from, to: [...mail.to], cc: [...mail.cc], bcc: [...mail.bcc], replyTo: [...mail.replyTo] },
  ...{ subject: mail.subject, text: mail.text, attachments: [...mail.attachments] },
  ...(mail.html === null ? {} : { html: mail.html }),
});

/** The same e-mail has the same id however often it is handed over, so that mail programs show it once. */
export function messageIdFor(idempotencyKey: string, from: string): string {
  const domain = /@([a-z0-9.-]+)>?$/i.exec(from.trim())?.[1] ?? 'parley.invalid';
  return `<${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 40)}@${domain}>`;
}

type Security = 'tls' | 'starttls' | 'none' | 'auto';

interface Server {
  host: string;
  port: number;
  user: string;
  password: string;
  security: Security;
}

/** Port 465 speaks TLS from the first byte; elsewhere a password is never sent before the line is encrypted. */
function serverOf({ fields }: CredentialValues): Server {
  const host = (fields.host ?? '').trim();
  const user = (fields.username ?? fields.user ?? '').trim();
  const password = fields.password ?? '';
  const asked = (fields.security ?? 'auto').toLowerCase();
  const port = Number(fields.port) || (asked === 'tls' ? 465 : 587);
  const server = { host, port, user, password };
  if (asked === 'tls' || asked === 'starttls' || asked === 'none') return { ...server, security: asked };
  if (port === 465) return { ...server, security: 'tls' };
  return { ...server, security: user && !isThisComputer(host) ? 'starttls' : 'auto' };
}

const isThisComputer = (host: string) => /^(localhost|127(?:\.\d{1,3}){3}|::1)$|\.localhost$/i.test(host);
