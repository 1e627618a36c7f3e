import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const sslRequest = 80_877_103;

/**
 * In front of a server that believes everybody: lends each client a connection for one transaction, as Supabase's port
 * 6543 and PgBouncer's transaction mode do. The answer is the same address through it.
 */
export async function serveTransactionPooler(databaseUrl: string): Promise<string> {
  const url = new URL(databaseUrl);
  const socketPath = join(url.searchParams.get('host')!, '.s.PGSQL.5432');
  const server = createServer(client => serveClient(client, socketPath));
  const open = new Set<Socket>();
  server.on('connection', socket => open.add(socket.on('close', () => open.delete(socket))));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return `postgresql://${url.username}@127.0.0.1:${(server.address() as AddressInfo).port}${url.pathname}`;
}

function serveClient(client: Socket, socketPath: string): void {
  let greeting: Buffer | null = null;
  let lent: Socket | null = null;
  client.on('error', () => {});
  client.on('close', () => lent?.destroy());

  /** The first answers to a borrowed connection's greeting are the pooler's own, but for the very first one. */
  const borrow = (show: boolean): Socket => {
    const backend = connect(socketPath);
    let isGreeted = false;
    let rest: Buffer = Buffer.alloc(0);
    backend.on('error', () => client.destroy());
    backend.write(greeting!);
    backend.on('data', chunk => {
      rest = Buffer.concat([rest, chunk]);
      for (let end = frameEnd(rest); end !== null; end = frameEnd(rest)) {
        const frame = rest.subarray(0, end);
        rest = rest.subarray(end);
        if (isGreeted || show) client.write(frame);
        if (frame[0] !== 0x5a) continue; // 'Z': ready for the next query
        if ((isGreeted || show) && frame[5] === 0x49) giveBack(backend); // 'I': in no transaction
        isGreeted = true;
      }
    });
    return backend;
  };
  const giveBack = (backend: Socket) => {
    lent = null;
    backend.end(Buffer.from([0x58, 0, 0, 0, 4])); // 'X': whatever this session knew is gone
  };

  client.on('data', chunk => {
    if (chunk.length === 8 && chunk.readInt32BE(4) === sslRequest) return client.write('N');
    if (!greeting) {
      greeting = chunk;
      lent = borrow(true);
      return true;
    }
    if (chunk[0] === 0x58) return client.end();
    lent ??= borrow(false);
    return lent.write(chunk);
  });
}

/** Where the first message ends: a letter, a length that counts itself, the rest. */
function frameEnd(bytes: Buffer): number | null {
  if (bytes.length < 5) return null;
  const end = 1 + bytes.readInt32BE(1);
  return bytes.length >= end ? end : null;
}
