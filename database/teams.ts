import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '@/engine/errors';
import type { Transaction } from './connection';

/** Viewers look, members change what is shared with the team, admins decide who belongs, the owner may end it. */
export const TeamRole = z.enum(['owner', 'admin', 'member', 'viewer']);
export type TeamRole = z.infer<typeof TeamRole>;
export const GivenRole = TeamRole.exclude(['owner']);
export type GivenRole = z.infer<typeof GivenRole>;

/** Counts by kind: `members`, `workflows`. */
const Counts = z.record(z.string(), z.number()).catch({});

export interface Team {
  id: string;
  name: string;
  description: string;
  plan: string;
  /** How many there may be; what is not named is not limited. */
  limits: Readonly<Record<string, number>>;
  usage: Readonly<Record<string, number>>;
  /** Of the person who asks. */
  role: TeamRole;
}

const query = (tx: Transaction) =>
  tx
    .selectFrom('teams')
    .innerJoin('team_members as mine', join =>
      join.onRef('mine.team_id', '=', 'teams.id').on('mine.user_id', '=', sql<string>`(select auth.uid())`),
    )
    .select(['teams.id', 'teams.name', 'teams.description', 'teams.plan', 'teams.limits', 'teams.usage', 'mine.role']);

type TeamRow = Awaited<ReturnType<ReturnType<typeof query>['executeTakeFirstOrThrow']>>;

const toTeam = ({ limits, usage, role, ...team }: TeamRow): Team => ({
  ...team,
  limits: Counts.parse(limits),
  usage: Counts.parse(usage),
  role: role as TeamRole,
});

/** Those that the person belongs to, by name. */
export async function listTeams(tx: Transaction): Promise<Team[]> {
  const rows = await query(tx).orderBy('teams.name').orderBy('teams.id').execute();
  return rows.map(toTeam);
}

export async function readTeam(tx: Transaction, { teamId }: { teamId: string }): Promise<Team> {
  const row = await query(tx).where('teams.id', '=', teamId).executeTakeFirst();
  if (!row) throw new AppError('team.not_found', {});
  return toTeam(row);
}

/** Whoever makes it is its owner and first member. */
export async function createTeam(
  tx: Transaction,
  { name, description = '' }: { name: string; description?: string },
): Promise<{ id: string }> {
  return tx
    .insertInto('teams')
    .values({ name: toName(name), description })
    .returning('id')
    .executeTakeFirstOrThrow();
}

export async function renameTeam(tx: Transaction, { teamId, name }: { teamId: string; name: string }): Promise<void> {
  await requireManager(tx, teamId);
  await tx
    .updateTable('teams')
    .set({ name: toName(name) })
    .where('id', '=', teamId)
    .execute();
}

/** Its workflows stay with the people who own them, for nobody else to see. By its owner only. */
export async function deleteTeam(tx: Transaction, { teamId }: { teamId: string }): Promise<void> {
  const { role } = await readTeam(tx, { teamId });
  if (role !== 'owner') throw new AppError('team.admin_only', {});
  await tx.deleteFrom('teams').where('id', '=', teamId).execute();
}

export interface Member {
  userId: string;
  email: string | null;
  name: string | null;
  avatarUrl: string | null;
  role: TeamRole;
  joinedAt: string;
}

/** Oldest first; empty for whoever does not belong. */
export async function listMembers(tx: Transaction, { teamId }: { teamId: string }): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select user_id as "userId", email, name, avatar_url as "avatarUrl", role, joined_at as "joinedAt"
    from parley.list_members(${teamId}::uuid)`.execute(tx);
  return rows;
}

/** Nobody changes their own role, and nobody makes or unmakes an owner. */
export async function changeRole(
  tx: Transaction,
  { teamId, userId, role }: { teamId: string; userId: string; role: GivenRole },
): Promise<void> {
  await requireManager(tx, teamId);
  const { numUpdatedRows } = await tx
    .updateTable('team_members')
    .set({ role })
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new AppError('team.member_not_found', {});
}

/** By an admin, or by the member who leaves. What they saw through the team they see no longer, open streams included. */
export async function removeMember(
  tx: Transaction,
  { teamId, userId }: { teamId: string; userId: string },
): Promise<void> {
  const { rows } = await sql<{ workflow: string }>`
    select id as workflow from workflows where team_id = ${teamId}
    union select workflow_id from workflow_shares where team_id = ${teamId}`.execute(tx);
  const { numDeletedRows } = await tx
    .deleteFrom('team_members')
    .where('team_id', '=', teamId)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new AppError('team.member_not_found', {});
  const workflows = rows.map(row => row.workflow);
  await sql`select pg_notify('parley_workflow', id) from unnest(${sql.val(workflows)}::text[]) as id`.execute(tx);
}

export async function requireManager(tx: Transaction, teamId: string): Promise<void> {
  const { role } = await readTeam(tx, { teamId });
  if (role !== 'owner' && role !== 'admin') throw new AppError('team.admin_only', {});
}

function toName(name: string): string {
  const clean = name.trim();
  if (clean === '' || clean.length > 120) {
    throw new AppError('request.invalid', { field: 'name', reason: 'give 1 to 120 characters' });
  }
  return clean;
}

export interface TeamWorkflow {
  id: string;
  name: string;
  isOwn: boolean;
  /** Belongs to the team, or is only shared with it. */
  how: 'team' | 'share';
}

/** What its members see through it, as far as the person who asks sees it; by name, at most 200. */
export async function listTeamWorkflows(tx: Transaction, { teamId }: { teamId: string }): Promise<TeamWorkflow[]> {
  const { rows } = await sql<TeamWorkflow>`
    select w.id, w.name, w.owner_id = (select auth.uid()) as "isOwn",
      case when w.team_id = ${teamId}::uuid and w.visibility <> 'private' then 'team' else 'share' end as how
    from workflows w
    where (w.team_id = ${teamId}::uuid and w.visibility <> 'private')
      or w.id in (select s.workflow_id from workflow_shares s
        where s.team_id = ${teamId}::uuid and (s.expires_at is null or s.expires_at > now()))
    order by w.name, w.id limit 200`.execute(tx);
  return rows;
}
