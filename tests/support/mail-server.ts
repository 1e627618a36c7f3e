import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll } from 'vitest';

export interface ReceivedMail {
  from: string;
  to: string[];
  /** As it came over the wire, with lines that were folded put together again. */
  raw: string;
  secure: boolean;
  user: string | null;
}

interface Options extends SMTPServerOptions {
  user?: string;
  password?: string;
  /** Addresses that it does not take, with what it says. */
  refuses?: Readonly<Record<string, { code: number; text: string }>>;
  /** What it says once it has the text. */
  answers?: { code: number; text: string };
}

const refusal = ({ code, text }: { code: number; text: string }) =>
  Object.assign(new Error(text), { responseCode: code });

/** A mail server on this computer that keeps what it is given. */
export async function serveMail({ user, password, refuses = {}, answers, ...options }: Options = {}) {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: user === undefined,
    ...options,
    logger: false,
    onAuth(given, _session, callback) {
      if (given.username === user && given.password === password) callback(null, { user: given.username });
      else callback(refusal({ code: 535, text: '5.7.8 Authentication failed' }));
    },
    onRcptTo({ address }, _session, callback) {
      const refused = refuses[address];
      callback(refused ? refusal(refused) : null);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (answers) return callback(refusal(answers));
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks)
            .toString('utf8')
            .replace(/\r\n[ \t]/g, ' ')
            .replace(/\r\n/g, '\n'),
          secure: session.secure,
          user: typeof session.user === 'string' ? session.user : null,
        });
        callback(null, 'kept');
      });
    },
  });
  server.on('error', () => undefined); // a client that hangs up in the middle is part of some tests
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise<void>(resolve => server.close(() => resolve())));
  const { port } = server.server.address() as AddressInfo;
  return { received, port, fields: { host: '127.0.0.1', port: String(port), from: 'Shop <shop@example.com>' } };
}
