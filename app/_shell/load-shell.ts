import { listChats } from '@/database/chats';
import { listTables } from '@/database/tables';
import { listWorkflows } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import { requireUser } from '../_server/session';
import type { ShellFacts } from './shell-facts';

/** What the sidebar and the palette list, or null when nobody is signed in. */
export async function findShellFacts(): Promise<ShellFacts | null> {
  const user = await requireUser().catch(error => {
    if (AppError.is(error) && error.code === 'session.required') return null;
    throw error;
  });
  if (!user) return null;
  return user.asUser(async tx => {
    const chats = await listChats(tx, { limit: 100 });
    const workflows = await listWorkflows(tx, { limit: 100 });
    const tables = await listTables(tx);
    return {
      conversations: chats.map(({ id, title, updatedAt }) => ({ id, title, updatedAt })),
      workflows: workflows.map(({ id, name, updatedAt }) => ({ id, title: name, updatedAt })),
      tables: tables.map(({ id, name, updatedAt }) => ({ id, title: name, updatedAt })),
    };
  });
}
