import { connect as secure } from 'node:tls';
import { ImapFlow, type ImapTransport } from 'imapflow';
import { z } from 'zod';
import type { CredentialValues } from './credentials';
import type { Connect } from './guarded-connect';
import { mailFailure } from './mail-failure';

/** One message as the server keeps it. */
export interface MailboxMessage {
  uid: number;
  seen: boolean;
  source: Buffer;
}

/** Where the look before ended. UIDs count for as long as the mailbox keeps its validity (RFC 3501, 2.3.1.1). */
export const MailboxCursor = z.object({ validity: z.string(), next: z.number().int() });
export type MailboxCursor = z.infer<typeof MailboxCursor>;

interface Access {
  credential: CredentialValues;
  connect: Connect;
  signal: AbortSignal;
}

const mostBytes = 15_000_000;

/** Messages from a UID on, oldest first, without marking any of them; `from` decides when the mailbox is known. */
export async function readMailbox(
  { folder, most, from }: { folder: string; most: number; from(box: MailboxCursor): number },
  access: Access,
): Promise<{ cursor: MailboxCursor; messages: MailboxMessage[] }> {
  return withMailbox(access, async client => {
    const box = await client.mailboxOpen(folder, { readOnly: true });
    const here = { validity: String(box.uidValidity), next: box.uidNext };
    const first = from(here);
    const found = first >= here.next ? [] : await client.search({ uid: `${first}:*` }, { uid: true });
    const uids = (found || []).filter(uid => uid >= first).toSorted((a, b) => a - b);
    const taken = uids.slice(0, most);
    const messages: MailboxMessage[] = [];
    if (taken.length > 0) {
      const query = { uid: true, flags: true, size: true, source: { maxLength: mostBytes } };
      for await (const { uid, flags, source } of client.fetch(taken.join(','), query, { uid: true })) {
        messages.push({ uid, seen: flags?.has('\\Seen') ?? false, source: Buffer.from(source ?? '') });
      }
    }
    const next = taken.length < uids.length ? taken.at(-1)! + 1 : Math.max(here.next, (uids.at(-1) ?? 0) + 1);
    return { cursor: { ...here, next }, messages: messages.toSorted((a, b) => a.uid - b.uid) };
  });
}

/** Signs in and opens the inbox, and reads nothing. Rejects with what is wrong. */
export const verifyMailbox = (access: Access): Promise<void> =>
  withMailbox(access, async client => void (await client.mailboxOpen('INBOX', { readOnly: true })));

async function withMailbox<Result>(
  { credential, connect, signal }: Access,
  work: (client: ImapFlow) => Promise<Result>,
): Promise<Result> {
  const { host = '', user = '', password = '', security = 'tls' } = credential.fields;
  const port = Number(credential.fields.port) || (security === 'tls' ? 993 : 143);
  const address = `${host}:${port}`;
  let client: ImapFlow | null = null;
  const stop = () => client?.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const socket = await connect({ host, port, signal });
    client = new ImapFlow({
      ...{ host, port, auth: { user, pass: password }, logger: false, secure: security === 'tls' },
      // A password is never sent before the line is encrypted, unless the person said so.
      doSTARTTLS: security === 'starttls' ? true : undefined,
      ...{ disableAutoIdle: true, greetingTimeout: 15_000, socketTimeout: 60_000 },
      // A server on this computer shows a certificate that nobody signed; another one must be who it says it is.
      tls: { rejectUnauthorized: !isThisComputer(host) },
      transport: overSocket(socket),
    });
    client.on('error', () => undefined); // the call that is under way is told
    await client.connect();
    const result = await work(client);
    await client.logout().catch(() => undefined);
    return result;
  } catch (error) {
    signal.throwIfAborted();
    throw mailboxFailure(error, { host, address });
  } finally {
    signal.removeEventListener('abort', stop);
    client?.close();
  }
}

/** The connection that the guard opened, in the place of one of the library's own. */
const overSocket = (socket: Awaited<ReturnType<Connect>>): ImapTransport => ({
  connect({ secure: isSecure, servername, tls }, onConnect) {
    if (isSecure) return secure({ ...tls, socket, ...(servername ? { servername } : {}) }, onConnect);
    setImmediate(onConnect);
    return socket;
  },
  upgrade: (_socket, { servername, tls }, onSecure) =>
    secure({ ...tls, socket, ...(servername ? { servername } : {}) }, onSecure),
});

const isThisComputer = (host: string) => /^(localhost|127(?:\.\d{1,3}){3}|::1)$|\.localhost$/i.test(host);

const Refusal = z.object({
  authenticationFailed: z.boolean().optional(),
  responseText: z.string().optional(),
  code: z.string().optional(),
});

/** In the words of every other mail server. */
function mailboxFailure(error: unknown, { host, address }: { host: string; address: string }) {
  const { authenticationFailed, responseText } = Refusal.safeParse(error).data ?? {};
  const shown = responseText ?? (error instanceof Error ? error.message : '');
  if (authenticationFailed) return mailFailure({ code: 'EAUTH', response: shown }, { service: host, address });
  if (responseText) return mailFailure({ responseCode: 550, response: shown }, { service: host, address });
  return mailFailure(error, { service: host, address });
}
