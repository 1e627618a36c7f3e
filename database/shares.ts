import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '@/engine/errors';
import type { Transaction } from './connection';

/** What somebody may do with a workflow that is not theirs; each includes the ones before it. */
export const SharePermission = z.enum(['view', 'run', 'edit']);
export type SharePermission = z.infer<typeof SharePermission>;

export interface Share {
  id: string;
  kind: 'person' | 'team' | 'link';
  /** Of a person. */
  email: string | null;
  /** Of a person who has one, or of the team. */
  name: string | null;
  teamId: string | null;
  /** The link through which this person came: their share goes with it. */
  viaId: string | null;
  permission: SharePermission;
  /** ISO time; null: until it is taken back. */
  expiresAt: string | null;
  createdAt: string;
}

interface Given {
  workflowId: string;
  permission: SharePermission;
  expiresAt?: Date | null;
}

/** With whom it is shared, in the order in which that was decided; empty for everybody but the owner. */
export async function listShares(tx: Transaction, { workflowId }: { workflowId: string }): Promise<Share[]> {
  const { rows } = await sql<Share>`
    select id, kind, email, name, team_id as "teamId", via_id as "viaId", permission, expires_at as "expiresAt",
      created_at as "createdAt" from parley.list_shares(${workflowId}::uuid)`.execute(tx);
  return rows;
}

/** By address: whoever confirms that it is theirs has the share, now or later. Sharing again changes what was given. */
export async function shareWithPerson(
  tx: Transaction,
  { workflowId, email, permission, expiresAt = null }: Given & { email: string },
): Promise<void> {
  const address = z.email().safeParse(email.trim().toLowerCase());
  if (!address.success) throw new AppError('request.invalid', { field: 'email', reason: 'give an e-mail address' });
  await requireOwner(tx, workflowId);
  await sql`select parley.share_with_email(${workflowId}::uuid, ${address.data}, ${permission},
    ${expiresAt?.toISOString() ?? null}::timestamptz)`.execute(tx);
  await tell(tx, workflowId);
}

/** With a team that the owner belongs to; its viewers look, whatever is given. */
export async function shareWithTeam(
  tx: Transaction,
  { workflowId, teamId, permission, expiresAt = null }: Given & { teamId: string },
): Promise<void> {
  await requireOwner(tx, workflowId);
  const team = await tx.selectFrom('teams').select('id').where('id', '=', teamId).executeTakeFirst();
  if (!team) throw new AppError('team.not_found', {});
  const given = { permission, expires_at: expiresAt?.toISOString() ?? null };
  await tx
    .insertInto('workflow_shares')
    .values({ workflow_id: workflowId, team_id: teamId, ...given })
    .onConflict(conflict => conflict.columns(['workflow_id', 'team_id']).doUpdateSet(given))
    .execute();
  await tell(tx, workflowId);
}

/** A link for whoever has it and is signed in. Its token is told here, once: only a hash of it is kept. */
export async function createShareLink(
  tx: Transaction,
  { workflowId, permission, expiresAt = null }: Given,
): Promise<{ id: string; token: string }> {
  await requireOwner(tx, workflowId);
  const token = newToken();
  const { id } = await tx
    .insertInto('workflow_shares')
    .values({
      ...{ workflow_id: workflowId, link_hash: hashOf(token), permission },
      expires_at: expiresAt?.toISOString() ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, token };
}

/** Gives the person who opens it a share of their own. Answers which workflow it is. */
export async function openShareLink(tx: Transaction, { token }: { token: string }): Promise<{ workflowId: string }> {
  const { rows } = await sql<{ id: string | null }>`select parley.open_share_link(${token}) as id`.execute(tx);
  const workflowId = rows[0]?.id;
  if (!workflowId) throw new AppError('share.link_invalid', {});
  return { workflowId };
}

export async function changeShare(
  tx: Transaction,
  { shareId, permission, expiresAt }: { shareId: string; permission?: SharePermission; expiresAt?: Date | null },
): Promise<void> {
  const share = await tx
    .updateTable('workflow_shares')
    .set({ permission, expires_at: expiresAt === undefined ? undefined : (expiresAt?.toISOString() ?? null) })
    .where('id', '=', shareId)
    .returning('workflow_id')
    .executeTakeFirst();
  if (!share) throw new AppError('share.not_found', {});
  await tell(tx, share.workflow_id);
}

/** By its owner, or by whom it was given to. Who came by a link goes with the link; open streams end. */
export async function revokeShare(tx: Transaction, { shareId }: { shareId: string }): Promise<void> {
  const share = await tx
    .deleteFrom('workflow_shares')
    .where('id', '=', shareId)
    .returning('workflow_id')
    .executeTakeFirst();
  if (!share) throw new AppError('share.not_found', {});
  await tell(tx, share.workflow_id);
}

export interface Visibility {
  visibility: 'private' | 'team' | 'public';
  teamId: string | null;
}

/** Who sees it without a share: nobody, a team of the owner's, or everybody who is signed in. */
export async function setVisibility(
  tx: Transaction,
  { workflowId, visibility, teamId }: Visibility & { workflowId: string },
): Promise<void> {
  if (visibility === 'team' && !teamId) throw new AppError('team.not_found', {});
  await requireOwner(tx, workflowId);
  if (teamId) await requireOwnTeam(tx, teamId);
  await sql`select parley.set_visibility(${workflowId}::uuid, ${visibility}, ${teamId}::uuid)`.execute(tx);
  await tell(tx, workflowId);
}

export async function readVisibility(tx: Transaction, { workflowId }: { workflowId: string }): Promise<Visibility> {
  const row = await tx
    .selectFrom('workflows')
    .select(['visibility', 'team_id as teamId'])
    .where('id', '=', workflowId)
    .executeTakeFirst();
  if (!row) throw new AppError('workflow.not_found', {});
  return row as Visibility;
}

/** What the person who asks may do with it; `view` as well where it is merely public. */
export async function readPermission(
  tx: Transaction,
  { workflowId }: { workflowId: string },
): Promise<'own' | SharePermission | null> {
  const { rows } = await sql<{ permission: 'own' | SharePermission | null }>`
    select coalesce(parley.workflow_permission(id), 'view') as permission from workflows
    where id = ${workflowId}`.execute(tx);
  return rows[0]?.permission ?? null;
}

/** As `readPermission`, but null as well where it is merely public: that is nothing that was given. */
export async function readGiven(
  tx: Transaction,
  { workflowId }: { workflowId: string },
): Promise<'own' | SharePermission | null> {
  const { rows } = await sql<{ permission: 'own' | SharePermission | null }>`
    select parley.workflow_permission(${workflowId}::uuid) as permission`.execute(tx);
  return rows[0]?.permission ?? null;
}

export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

async function requireOwner(tx: Transaction, workflowId: string): Promise<void> {
  const permission = await readPermission(tx, { workflowId });
  if (permission === null) throw new AppError('workflow.not_found', {});
  if (permission !== 'own') throw new AppError('workflow.owner_only', {});
}

async function requireOwnTeam(tx: Transaction, teamId: string): Promise<void> {
  const row = await tx
    .selectFrom('team_members')
    .select('role')
    .where('team_id', '=', teamId)
    .where('user_id', '=', sql<string>`auth.uid()`)
    .executeTakeFirst();
  if (!row || row.role === 'viewer') throw new AppError('team.not_found', {});
}

/** Whoever follows the workflow looks again, as themselves, and hears no more where it is not theirs to see any longer. */
async function tell(tx: Transaction, workflowId: string): Promise<void> {
  await sql`select pg_notify('parley_workflow', ${workflowId})`.execute(tx);
}
