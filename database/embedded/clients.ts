import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, startedAt } from './process-state';

let count = 0;

/** Who uses the database of this home: one file a user, named after its process, so the last one can close the door. */
export function registerClient(folder: string): { leave(): void } {
  mkdirSync(folder, { recursive: true });
  count += 1;
  const file = join(folder, `${process.pid}-${count}`);
  writeFileSync(file, startedAt(process.pid));
  return { leave: () => rmSync(file, { force: true }) };
}

/** Also sweeps away what killed processes left. */
export function hasClients(folder: string): boolean {
  const files = readdirSync(folder).map(name => join(folder, name));
  const [left, gone] = [files.filter(isInUse), files.filter(file => !isInUse(file))];
  for (const file of gone) rmSync(file, { force: true });
  return left.length > 0;
}

function isInUse(file: string): boolean {
  const pid = Number(/(\d+)-\d+$/.exec(file)?.[1]);
  if (!isAlive(pid)) return false;
  try {
    const started = readFileSync(file, 'utf8');
    return started === '' || started === startedAt(pid);
  } catch {
    return false;
  }
}
