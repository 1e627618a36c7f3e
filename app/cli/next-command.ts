import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from './prepare';

/** How Next.js is called: under our Node, telling nobody, and ending when the process that called it was killed. */
export function nextCommand(args: readonly string[]): { program: string; args: string[]; env: NodeJS.ProcessEnv } {
  const guard = pathToFileURL(join(projectFolder, 'app/cli/end-with-parent.mjs')).href;
  const next = join(projectFolder, 'node_modules/next/dist/bin/next');
  const mode = args[0] === 'dev' ? 'development' : 'production';
  return {
    program: process.execPath,
    args: ['--import', guard, next, ...args],
    env: {
      ...process.env,
      NODE_ENV: mode,
      NEXT_TELEMETRY_DISABLED: '1',
      NODE_OPTIONS: '',
    },
  };
}
