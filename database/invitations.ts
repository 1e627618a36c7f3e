import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '@/engine/errors';
import type { Transaction } from './connection';
import { hashOf, newToken } from './shares';
import { type GivenRole, requireManager } from './teams';

export interface Invitation {
  id: string;
  email: string;
  role: GivenRole;
  expiresAt: string;
  acceptedAt: string | null;
}

/** The token goes into the link that the person is sent. It is told here, once: only a hash of it is kept. */
export async function invite(
  tx: Transaction,
  { teamId, email, role }: { teamId: string; email: string; role: GivenRole },
): Promise<{ id: string; token: string }> {
  const address = z.email().safeParse(email.trim().toLowerCase());
  if (!address.success) throw new AppError('request.invalid', { field: 'email', reason: 'give an e-mail address' });
  await requireManager(tx, teamId);
  const token = newToken();
  const { id } = await tx
    .insertInto('team_invitations')
    .values({ team_id: teamId, email: address.data, role, token_hash: hashOf(token) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, token };
}

/** Newest first, used ones included; empty for those who do not decide who belongs. */
export async function listInvitations(tx: Transaction, { teamId }: { teamId: string }): Promise<Invitation[]> {
  const rows = await tx
    .selectFrom('team_invitations')
    .select(['id', 'email', 'role', 'expires_at', 'accepted_at'])
    .where('team_id', '=', teamId)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ expires_at, accepted_at, role, ...row }) => ({
    ...row,
    role: role as GivenRole,
    expiresAt: expires_at,
    acceptedAt: accepted_at,
  }));
}

export async function withdrawInvitation(tx: Transaction, { invitationId }: { invitationId: string }): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom('team_invitations')
    .where('id', '=', invitationId)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new AppError('team.invitation_invalid', {});
}

/** By the person with the address it was sent to, once. Answers with the team that they belong to now. */
export async function acceptInvitation(tx: Transaction, { token }: { token: string }): Promise<{ teamId: string }> {
  const { rows } = await sql<{ id: string | null }>`select parley.accept_invitation(${token}) as id`.execute(tx);
  const teamId = rows[0]?.id;
  if (!teamId) throw new AppError('team.invitation_invalid', {});
  return { teamId };
}
