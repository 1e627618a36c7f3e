import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the world outside saw: it takes a while, sometimes refuses to be read, and counts what took effect. */
export interface ChaosService {
  url: string;
  /** How often each path was called with something to change, and under which keys. */
  effects: ReadonlyMap<string, { calls: number; keys: ReadonlySet<string> }>;
  close(): Promise<void>;
}

export const keyHeader = 'idempotency-key';

interface Options {
  random(): number;
  /** Nobody waits longer than this for an answer, in ms. */
  slowest: number;
}

/**
 * `GET /list/…` answers three rows, one time in five 503, but never so often that a run may give up; `POST /…` takes effect once a
 * key, or each time without one.
 */
export async function startChaosService({ random, slowest }: Options): Promise<ChaosService> {
  const effects = new Map<string, { calls: number; keys: Set<string> }>();
  const refusals = new Map<string, number>();
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      const seen = effects.get(request.url!) ?? { calls: 0, keys: new Set() };
      effects.set(request.url!, seen);
      seen.calls += 1;
      const key = request.headers[keyHeader];
      if (typeof key === 'string') seen.keys.add(key);
    }
    const before = refusals.get(request.url!) ?? 0;
    const refused = request.method === 'GET' && random() < 0.2 && before < 2;
    if (refused) refusals.set(request.url!, before + 1);
    setTimeout(() => {
      response.writeHead(refused ? 503 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(refused ? { error: 'busy' } : [{ n: 1 }, { n: 2 }, { n: 3 }]));
    }, random() * slowest);
    request.resume();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    effects,
    close: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(() => resolve()));
    },
  };
}
