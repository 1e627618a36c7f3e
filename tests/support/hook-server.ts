import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { GET as live } from '@/app/api/hooks/[hookId]/route';
import { GET as test } from '@/app/api/hooks/[hookId]/test/route';

export interface HookServer {
  port: number;
  url: string;
  close(): Promise<void>;
}

/** The webhook routes behind a plain HTTP server, as Next.js would call them. */
export async function serveHooks(): Promise<HookServer> {
  const server = createServer((message, reply) => {
    const [, hookId = '', isTest] = /^\/api\/hooks\/([^/?]+)(\/test)?(?:\?|$)/.exec(message.url ?? '') ?? [];
    const answer = isTest ? test : live;
    answer(toRequest(message), { params: Promise.resolve({ hookId }) }).then(async response => {
      reply.writeHead(response.status, Object.fromEntries(response.headers));
      reply.end(Buffer.from(await response.arrayBuffer()));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

function toRequest(message: IncomingMessage): Request {
  const headers = Object.entries(message.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const hasBody = message.method !== 'GET' && message.method !== 'HEAD';
  return new Request(`http://127.0.0.1${message.url}`, {
    method: message.method,
    headers,
    ...(hasBody ? { body: Readable.toWeb(message) as ReadableStream, duplex: 'half' } : {}),
  } as RequestInit);
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise(resolve => server.close(() => resolve()));
}
