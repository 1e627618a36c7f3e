import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@/engine/errors';
import { endAll, endOnSignals } from '../_server/endings';
import { projectFolder } from './prepare';

/** The rim of every command: a failure is a sentence, and whatever was started is ended. */
export async function runToEnd(work: () => Promise<number>): Promise<never> {
  endOnSignals();
  try {
    const code = await work();
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
}

export function readEnvironmentFile(): void {
  const file = join(projectFolder, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
