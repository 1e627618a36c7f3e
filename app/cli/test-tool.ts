import { spawn } from 'node:child_process';
import { atEnd } from '../_server/endings';
import { endGroup } from './end-group';
import { projectFolder } from './prepare';

/** Runs a program of node_modules under our Node. With a title it is silent unless it fails; without, it speaks for itself. */
export async function runTool(title: string, [script, ...args]: readonly [string, ...string[]]): Promise<number> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: projectFolder,
    detached: process.platform !== 'win32',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: title ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
  });
  atEnd(() => endGroup(child));
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', data => said.push(data));
  const code = await new Promise<number>(done =>
    child.once('close', exit => done(exit ?? 1)).once('error', () => done(1)),
  );
  if (title) console.log(`${title}: ${code === 0 ? 'passed' : 'failed'}`);
  if (title && code !== 0) process.stdout.write(Buffer.concat(said));
  await endGroup(child);
  return code;
}
