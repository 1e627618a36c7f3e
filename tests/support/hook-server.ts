import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listenForHooks } from '@/app/_server/hook-listener';

export interface HookServer {
  port: number;
  url: string;
  close(): Promise<void>;
}

/** The webhook addresses, as the server of `npm start` answers them. */
export async function serveHooks(): Promise<HookServer> {
  const server = createServer((message, reply) => {
    if (!listenForHooks(message, reply)) reply.writeHead(404).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise(resolve => server.close(() => resolve()));
}
