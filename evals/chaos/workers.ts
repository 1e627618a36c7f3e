import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A worker process that is killed and held up, and replaced when it is gone. */
export class ChaosWorker {
  readonly #environment: Record<string, string>;
  #child: ChildProcess | null = null;
  #url: Promise<string> = Promise.reject(new Error('not started'));
  #over = false;

  constructor(environment: Record<string, string>) {
    this.#environment = environment;
    this.#url.catch(() => undefined);
  }

  /** Where its webhooks are, once it serves. */
  get url(): Promise<string> {
    return this.#url;
  }

  start(): void {
    const loader = join(root, 'app/cli/read-typescript.mjs');
    const child = spawn(process.execPath, ['--import', loader, join(root, 'tests/support/worker.ts')], {
      env: { ...process.env, ...this.#environment, PARLEY_LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#child = child;
    this.#url = new Promise((resolve, reject) => {
      child.stdout.on('data', text => {
        const port = /serving (\d+)/.exec(String(text))?.[1];
        if (port) resolve(`http://127.0.0.1:${port}`);
      });
      child.once('exit', () => reject(new Error('ended')));
    });
    this.#url.catch(() => undefined);
    // Whatever ended it (a killed database may), a supervisor would start it again.
    child.once('exit', () => this.#over || this.start());
  }

  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }

  async stop(): Promise<void> {
    this.#over = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise(resolve => child.once('exit', resolve));
    child.kill('SIGCONT');
    child.kill('SIGKILL');
    await ended;
  }
}
