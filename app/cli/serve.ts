import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { format } from 'node:util';
import { atEnd } from '../_server/endings';
import { hookListener } from '../_server/hook-listener-slot';
import { rereadOwnSecrets, withoutKnownSecrets } from '../_server/known-secrets';
import { log } from '../_server/log';
import { noteClientAddress } from './client-address';
import { logFile, projectFolder } from './prepare';

export interface ServeOptions {
  home: string;
  host: string;
  port: number;
}

export interface Server {
  /** Resolves with its exit code, whenever it ends by itself. */
  ended: Promise<number>;
}

/** The production build, in this very process: a second one would cost 120 MB and half a second of every start. */
export async function serve({ home, host, port }: ServeOptions): Promise<Server> {
  const PARLEY_LOG_FILE = logFile(home);
  Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', PARLEY_LOG_FILE });
  keepConsole();
  const { default: next } = await import('next');
  const app = next({ dev: false, dir: projectFolder, hostname: host, port });
  await app.prepare();
  rereadOwnSecrets(); // Next.js has read its .env files by now
  const handler = app.getRequestHandler();
  const server = createServer((request, response) => {
    noteClientAddress(request);
    if (!hookListener()?.(request, response)) void handler(request, response);
  });
  atEnd(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  await untilItAnswers(host, port);
  return { ended: new Promise(() => {}) }; // a signal ends it
}

/** What the server says goes to the log of the home, as lines like all others; what goes wrong is shown as well. */
function keepConsole(): void {
  const lines = log.child({ from: 'console' }, { level: 'info' });
  const text = (parts: unknown[]) => withoutKnownSecrets(format(...parts));
  const write = (...parts: unknown[]) => lines.info(text(parts));
  const show =
    (level: 'warn' | 'error') =>
    (...parts: unknown[]) => {
      lines[level](text(parts));
      process.stderr.write(`${text(parts)}\n`);
    };
  Object.assign(console, { log: write, info: write, debug: write, warn: show('warn'), error: show('error') });
}

/** The address of this machine that reaches a server listening on `host`. */
export function localUrl(host: string, port: number): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

/** The first answer comes when the workers are there, too. */
export async function untilItAnswers(host: string, port: number): Promise<void> {
  while (!(await answers(port, host))) await pause(50);
}

async function answers(port: number, host: string): Promise<boolean> {
  try {
    const response = await fetch(`${localUrl(host, port)}/api/health`, { signal: AbortSignal.timeout(20_000) });
    return response.ok;
  } catch {
    return false;
  }
}
