import { join } from 'node:path';
import type { Command } from '@/app/cli/command';
import { projectFolder } from '@/app/cli/prepare';
import { readEnvironmentFile, runToEnd } from '@/app/cli/run-to-end';

/** Measuring has a home of its own: what it builds is not the person's. */
process.env.PARLEY_HOME ??= join(projectFolder, '.parley/evals');

await runToEnd(async () => {
  const [name, ...args] = process.argv.slice(2);
  readEnvironmentFile();
  await import('@/engine/nodes/build-registry');
  const { command } = await commandOf(name);
  return command.run(args);
});

function commandOf(name: string | undefined): Promise<{ command: Command }> {
  if (name === 'bench') return import('./bench/run');
  if (name === 'chaos') return import('./chaos/run');
  return import('./run');
}
