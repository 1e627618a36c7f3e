import type { Command } from './command';
import { readEnvironmentFile, runToEnd } from './run-to-end';

type Load = () => Promise<{ command: Command }>;

/** Loaded when called, so that `link` does not wait for what `test` needs. */
const commands: Record<string, { summary: string; load: Load }> = {
  start: { summary: 'starts Parley and prints the address that signs you in', load: () => import('./start') },
  dev: { summary: 'the same, with the screens reloading as their files change', load: () => import('./dev') },
  test: { summary: 'checks everything; --quick leaves the browser out', load: () => import('./test') },
  link: { summary: 'prints a new sign-in address', load: () => import('./link') },
  invite: { summary: 'lets somebody in: invite EMAIL', load: () => import('./invite') },
  chat: { summary: 'one turn of a conversation: chat "<text>"', load: () => import('./chat') },
  run: { summary: 'runs a workflow: run ID', load: () => import('./run') },
  explain: { summary: 'says why a run failed: explain EXECUTION', load: () => import('./explain') },
  export: { summary: 'writes a workflow as a file: export ID', load: () => import('./export') },
  import: { summary: 'makes workflows from a file: import FILE', load: () => import('./import') },
  share: { summary: 'shares a workflow: share ID --with EMAIL, or --link', load: () => import('./share') },
  worker: { summary: 'works on runs, beside the server or on another computer', load: () => import('./worker') },
  migrate: { summary: 'brings the database up to date', load: () => import('./migrate') },
  backup: { summary: 'writes everything to one file: backup FILE', load: () => import('./backup') },
  restore: { summary: 'puts everything from such a file back: restore FILE', load: () => import('./restore') },
  types: { summary: 'writes the types of the database from its schema', load: () => import('./types') },
  doctor: { summary: 'checks what a start needs, and says what to do', load: () => import('./doctor') },
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
  if (name !== 'test') readEnvironmentFile();
  await import('@/engine/nodes/build-registry'); // everything below reads what it writes
  const { command } = await found.load();
  return command.run(args);
}

await runToEnd(() => main(process.argv.slice(2)));
