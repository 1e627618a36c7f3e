import { runtime } from '@/app/_server/runtime';
import type { Claims } from '@/database/connection';
import { ensureLocalOwner } from '@/database/local-auth';
import { atEnd } from '../_server/endings';
import { prepare } from './prepare';

/** What a command needs to act as the local owner: the database, and workers of its own should no server be running. */
export async function openRuntime({ log }: { log?: (line: string) => void } = {}): Promise<Claims> {
  await prepare({ log });
  const parley = runtime();
  atEnd(() => parley.close());
  const owner = await ensureLocalOwner(parley.db);
  await parley.serve();
  return { sub: owner.id, role: 'authenticated', email: owner.email };
}
