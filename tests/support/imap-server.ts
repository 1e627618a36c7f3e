import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Mailbox {
  validity: number;
  /** By UID, in their order. */
  messages: { uid: number; source: string }[];
}

/** A mail server on this computer that speaks as much of IMAP4rev1 (RFC 3501) as reading takes, one mailbox, no TLS. */
export async function serveImap({ user = 'ada', password = 's3cret' } = {}) {
  const box: Mailbox = { validity: 1, messages: [] };
  const commands: string[] = [];
  const server = createServer(socket => {
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n');
    let pending = '';
    socket.on('error', () => undefined);
    socket.on('data', chunk => {
      pending += chunk.toString('latin1');
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        commands.push(line);
        answer(socket, { line, box, login: `${quoted(user)} ${quoted(password)}` });
      }
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const fields = { host: '127.0.0.1', port: String(port), security: 'none', user, password };
  const deliver = (source: string) => {
    const uid = (box.messages.at(-1)?.uid ?? 0) + 1;
    box.messages.push({ uid, source: source.replace(/\r?\n/g, '\r\n') });
  };
  return { box, commands, fields, deliver };
}

const quoted = (text: string) => `"${text}"`;

interface Asked {
  line: string;
  box: Mailbox;
  login: string;
}

function answer(socket: Socket, { line, box, login }: Asked): void {
  const [, tag = '*', command = '', rest = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/i.exec(line) ?? [];
  const say = (text: string) => socket.write(`${text}\r\n`);
  const ok = (text = 'done') => say(`${tag} OK ${text}`);
  switch (command.toUpperCase()) {
    case 'CAPABILITY':
      say('* CAPABILITY IMAP4rev1');
      return void ok();
    case 'LOGIN':
      return void (rest === login || rest === login.replaceAll('"', '')
        ? ok('signed in')
        : say(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials`));
    case 'LIST':
      say('* LIST (\\HasNoChildren) "/" "INBOX"');
      return void ok();
    case 'SELECT':
    case 'EXAMINE':
      if (!/inbox/i.test(rest)) return void say(`${tag} NO [NONEXISTENT] There is no such folder`);
      say(`* ${box.messages.length} EXISTS`);
      say(`* OK [UIDVALIDITY ${box.validity}] valid`);
      say(`* OK [UIDNEXT ${(box.messages.at(-1)?.uid ?? 0) + 1}] next`);
      return void ok('[READ-ONLY] open');
    case 'UID SEARCH': {
      const from = Number(/(\d+):\*/.exec(rest)?.[1] ?? 1);
      // `n:*` always names the last message, even when its UID is below n (RFC 3501, 6.4.8).
      const found = box.messages.filter(({ uid }, index) => uid >= from || index === box.messages.length - 1);
      say(`* SEARCH ${found.map(({ uid }) => uid).join(' ')}`.trimEnd());
      return void ok();
    }
    case 'UID FETCH':
      for (const uid of uidsIn(rest.split(' ', 1)[0]!)) {
        const index = box.messages.findIndex(message => message.uid === uid);
        if (index < 0) continue;
        const { source } = box.messages[index]!;
        const size = Buffer.byteLength(source, 'latin1');
        const part = /BODY\.PEEK(\[\]<0)/i.test(rest) ? 'BODY[]<0>' : 'BODY[]';
        say(`* ${index + 1} FETCH (UID ${uid} FLAGS () RFC822.SIZE ${size} ${part} {${size}}`);
        socket.write(`${source})\r\n`, 'latin1');
      }
      return void ok();
    case 'LOGOUT':
      say('* BYE see you');
      ok();
      return void socket.end();
    default:
      ok();
  }
}

const uidsIn = (set: string): number[] =>
  set.split(',').flatMap(part => {
    const [first = 0, last = first] = part.split(':').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
