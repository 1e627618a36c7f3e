import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { parley } from '@/tests/support/parley';

export interface Product {
  /** The address that signs the local owner in, once, as `npm start` printed it. */
  link: string;
  url: string;
  home: string;
  /** What stands in its terminal so far, and the first match of what comes. */
  prints(pattern: RegExp): Promise<RegExpMatchArray>;
  stop(): Promise<void>;
}

const ready = /Parley is ready: (http:\S+)/;

/** The product as a person starts it, on a free port and in a home of its own. */
export async function startProduct(environment: Record<string, string> = {}): Promise<Product> {
  const home = mkdtempSync(join(tmpdir(), 'parley-browser-'));
  chmodSync(home, 0o711); // the database runs as another user when the tests run as root
  const server = parley(['start'], { PARLEY_HOME: home, PORT: '0', ...environment });
  const stop = async () => {
    server.child.kill('SIGTERM');
    await server.ended;
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const link = (await server.prints(ready))[1]!;
    return { link, url: new URL(link).origin, home, prints: server.prints, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** One more address that signs in, from the command line. */
export async function newLink(home: string): Promise<string> {
  return (await parley(['link'], { PARLEY_HOME: home }).prints(/(http:\S+token=\S+)/))[1]!;
}

/** The product of this worker: nobody else uses it meanwhile. */
export const product = () => inject('products')[Number(process.env.VITEST_POOL_ID) - 1]!;
