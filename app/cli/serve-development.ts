import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { AppError } from '@/engine/errors';
import { atEnd } from '../_server/endings';
import { endGroup } from './end-group';
import { nextCommand } from './next-command';
import { logFile, projectFolder } from './prepare';
import { type ServeOptions, type Server, untilItAnswers } from './serve';

/** Next.js with reloading, as a process of its own: it restarts itself. */
export async function serveDevelopment({ home, host, port }: ServeOptions): Promise<Server> {
  const { program, args, env } = nextCommand(['dev', '-H', host, '-p', String(port)]);
  const child = spawn(program, args, {
    cwd: projectFolder,
    env: { ...env, PORT: String(port) },
    detached: process.platform !== 'win32', // Ctrl-C is for us, who end it before its database
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  atEnd(() => endGroup(child));
  keepOutput(child, logFile(home));
  const ended = new Promise<number>(done => child.once('exit', code => done(code ?? 1)).once('error', () => done(1)));
  const failed = ended.then((): never => {
    throw new AppError('host.server_ended', { log: logFile(home) });
  });
  await Promise.race([untilItAnswers(host, port), failed]);
  failed.catch(() => {}); // later it is no failure
  return { ended };
}

function keepOutput(child: ChildProcess, file: string): void {
  const log = createWriteStream(file, { flags: 'a', mode: 0o600 });
  for (const [from, to] of [[child.stdout, process.stdout] as const, [child.stderr, process.stderr] as const]) {
    from?.pipe(log, { end: false });
    from?.pipe(to, { end: false });
  }
}
