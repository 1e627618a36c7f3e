import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atEnd, endOnSignals } from '@/app/_server/endings';
import { listenForHooks } from '@/app/_server/hook-listener';
import { runtime } from '@/app/_server/runtime';

/** A worker of its own that answers webhooks, too, to be killed. Says when it takes work, and on which port. */
endOnSignals();
await runtime().serve();
atEnd(() => runtime().close());
const server = createServer((message, reply) => void listenForHooks(message, reply));
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`serving ${(server.address() as AddressInfo).port}\n`);
});
