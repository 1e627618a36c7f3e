import { join } from 'node:path';
import { projectFolder } from '@/app/cli/prepare';
import { readEnvironmentFile, runToEnd } from '@/app/cli/run-to-end';

/** Measuring has a home of its own: what it builds is not the person's. */
process.env.PARLEY_HOME ??= join(projectFolder, '.parley/evals');

await runToEnd(async () => {
  const [name, ...args] = process.argv.slice(2);
  readEnvironmentFile();
  await import('@/engine/nodes/build-registry');
  const { command } = name === 'bench' ? await import('./bench/run') : await import('./run');
  return command.run(args);
});
