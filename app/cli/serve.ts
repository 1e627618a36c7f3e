import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '@/engine/errors';
import { endGroup } from './end-group';
import { nextCommand } from './next-command';
import { projectFolder } from './prepare';
import { atEnd } from './shutdown';

export interface ServeOptions {
  home: string;
  mode: 'start' | 'dev';
  host: string;
  port: number;
}

export interface Server {
  /** Resolves with its exit code, whenever it ends. */
  ended: Promise<number>;
}

/** Starts Next.js and waits until it answers. */
export async function serve({ home, mode, host, port }: ServeOptions): Promise<Server> {
  const { program, args, env } = nextCommand([mode, '-H', host, '-p', String(port)]);
  const child = spawn(program, args, {
    cwd: projectFolder,
    env: { ...env, PORT: String(port) },
    detached: process.platform !== 'win32', // Ctrl-C is for us, who end it before its database
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  atEnd(() => endGroup(child));
  keepOutput(child, { file: join(home, 'server.log'), show: mode === 'dev' });
  const ended = new Promise<number>(done => child.once('exit', code => done(code ?? 1)).once('error', () => done(1)));
  let over = false;
  void ended.then(() => {
    over = true;
  });
  while (!(await answers(port, host))) {
    if (over) throw new AppError('host.server_ended', { log: join(home, 'server.log') });
    await pause(50);
  }
  return { ended };
}

/** The address of this machine that reaches a server listening on `host`. */
export function localUrl(host: string, port: number): string {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

async function answers(port: number, host: string): Promise<boolean> {
  try {
    const response = await fetch(`${localUrl(host, port)}/api/health`, { signal: AbortSignal.timeout(20_000) });
    return response.ok;
  } catch {
    return false;
  }
}

/** Everything goes to the log of the home; what goes wrong is shown as well. */
function keepOutput(child: ChildProcess, { file, show }: { file: string; show: boolean }): void {
  const log = createWriteStream(file, { flags: 'a', mode: 0o600 });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  child.stderr?.pipe(process.stderr, { end: false });
  if (show) child.stdout?.pipe(process.stdout, { end: false });
}
