import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@/engine/errors';
import type { Command } from './command';
import { projectFolder } from './prepare';
import { endAll, endOnSignals } from './shutdown';

type Load = () => Promise<{ command: Command }>;

/** Loaded when called, so that `link` does not wait for what `test` needs. */
const commands: Record<string, { summary: string; load: Load }> = {
  start: { summary: 'starts Parley and prints the address that signs you in', load: () => import('./start') },
  dev: { summary: 'the same, with the screens reloading as their files change', load: () => import('./dev') },
  test: { summary: 'checks everything; --quick leaves the browser out', load: () => import('./test') },
  link: { summary: 'prints a new sign-in address', load: () => import('./link') },
  chat: { summary: 'one turn of a conversation: chat "<text>"', load: () => import('./chat') },
  run: { summary: 'runs a workflow: run ID', load: () => import('./run') },
  explain: { summary: 'says why a run failed: explain EXECUTION', load: () => import('./explain') },
  worker: { summary: 'works on runs, beside the server or on another computer', load: () => import('./worker') },
  migrate: { summary: 'brings the database up to date', load: () => import('./migrate') },
  doctor: { summary: 'checks what a start needs, and says what to do', load: () => import('./doctor') },
  evals: { summary: 'measures what the assistant understands', load: () => import('@/evals/run') },
  bench: { summary: 'measures how fast it is', load: () => import('@/evals/bench/run') },
};

const list = Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(9)}${summary}`)
  .join('\n');

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help') {
    console.log(`parley COMMAND, one of\n${list}`);
    return 0;
  }
  const found = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!found) {
    console.error(`There is no command "${name}". There are\n${list}`);
    return 1;
  }
  const environmentFile = join(projectFolder, '.env');
  if (name !== 'test' && existsSync(environmentFile)) process.loadEnvFile(environmentFile);
  await import('@/engine/nodes/build-registry'); // everything below reads what it writes
  const { command } = await found.load();
  return command.run(args);
}

endOnSignals();
try {
  const code = await main(process.argv.slice(2));
  await endAll();
  process.exit(code);
} catch (error) {
  const known = AppError.from(error);
  if (known.code === 'unexpected') console.error(known.cause);
  if (process.argv.includes('--json')) console.log(JSON.stringify({ error: known.toJSON() }));
  else console.error(known.userMessage);
  await endAll();
  process.exit(1);
}
