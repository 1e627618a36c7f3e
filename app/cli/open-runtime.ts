import { runtime } from '@/app/_server/runtime';
import type { Claims, Database } from '@/database/connection';
import { ensureLocalOwner } from '@/database/local-auth';
import { AppError } from '@/engine/errors';
import { atEnd } from '../_server/endings';
import { prepare } from './prepare';

/** What a command needs to act as somebody, usually the local owner: the database, and workers of its own should no server be running. */
export async function openRuntime({ log }: { log?: (line: string) => void } = {}): Promise<Claims> {
  await prepare({ log });
  const parley = runtime();
  atEnd(() => parley.close());
  const { id, email } = process.env.SUPABASE_URL ? await findNamedUser(parley.db) : await ensureLocalOwner(parley.db);
  await parley.serve();
  return { sub: id, role: 'authenticated', email };
}

/** With Supabase there is no local owner: PARLEY_USER says by address as whom a command acts. */
async function findNamedUser(db: Database): Promise<{ id: string; email: string }> {
  const email = process.env.PARLEY_USER?.trim().toLowerCase();
  const reason = email ? `nobody has an account with ${email}` : 'commands must know as whom they act';
  const found = await db.service
    .selectFrom('users')
    .select('id')
    .where('email', '=', email ?? '')
    .executeTakeFirst();
  if (!email || !found) throw new AppError('host.setting_invalid', { name: 'PARLEY_USER', reason });
  return { id: found.id, email };
}
