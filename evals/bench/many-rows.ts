import { sql } from 'kysely';
import type { Transaction } from '@/database/connection';

/** How much there is, and how much of it concerns the person: ids of the kind that `idOf` gives. */
export interface Amounts {
  workflows: number;
  /** Runs of each workflow. */
  runs: number;
  /** Node executions of each run. */
  steps: number;
}

export const ownWorkflows = 50;
const teamWorkflows = 250;
export const shared = 20;

/** `kind` is one hex digit: 1 people, 2 teams, 3 workflows, 4 runs. */
export const idOf = (kind: number, number: number) =>
  `00000000-0000-7000-800${kind}-${number.toString(16).padStart(12, '0')}`;

const id = (kind: number, number: string) =>
  sql.raw(`('00000000-0000-7000-800${kind}-' || lpad(to_hex(${number}), 12, '0'))::uuid`);

/**
 * People with 50 workflows each, of which every other two fifths stand in teams of 250, two of them person 0's; 20 of
 * other people's are shared with everybody. Triggers and foreign keys are passed over, which takes a superuser: what is
 * written keeps them by construction, and a million rows take seconds.
 */
export async function fillMany(tx: Transaction, { workflows, runs, steps }: Amounts): Promise<void> {
  const people = workflows / ownWorkflows;
  const teams = Math.max(2, Math.floor((workflows * 0.4) / teamWorkflows));
  await sql`set local session_replication_role = replica`.execute(tx);
  await sql`insert into auth.users (id, email)
    select ${id(1, 'n')}, 'person' || n || '@example.test' from generate_series(0, ${sql.lit(people - 1)}) n`.execute(
    tx,
  );
  await sql`insert into users (id, email) select id, email from auth.users on conflict do nothing`.execute(tx);
  await sql`insert into teams (id, name, owner_id)
    select ${id(2, 'n')}, 'Team ' || n, ${id(1, 'n + 1')} from generate_series(0, ${sql.lit(teams - 1)}) n`.execute(tx);
  // Everybody is in two teams, and each is somebody's.
  await sql`insert into team_members (team_id, user_id, role)
    select distinct on (1, 2) ${id(2, `(n * 2 + k) % ${teams}`)}, ${id(1, 'n')}, 'member'
    from generate_series(0, ${sql.lit(people - 1)}) n, generate_series(0, 1) k`.execute(tx);
  // Person 0's own come first; the teams' begin behind them.
  await sql`insert into workflows (id, owner_id, team_id, visibility, name, description, updated_at)
    select ${id(3, 'n')}, ${id(1, `n / ${ownWorkflows}`)},
      case when team < ${sql.lit(teams)} then ${id(2, 'team')} end, case when team < ${sql.lit(teams)} then 'team' else 'private' end,
      'Workflow ' || n || ' ' || (array['orders', 'invoices', 'contacts', 'reports', 'tickets'])[1 + n % 5],
      'Sends what came in on day ' || n % 365, now() - n * interval '7 seconds'
    from (select n, case when n < ${sql.lit(ownWorkflows)} then ${sql.lit(teams)}
        else (n - ${sql.lit(ownWorkflows)}) / ${sql.lit(teamWorkflows)} end as team
      from generate_series(0, ${sql.lit(workflows - 1)}) n) numbered`.execute(tx);
  await sql`insert into workflow_nodes (workflow_id, id, key, type, label, params, ordinal)
    select ${id(3, 'n')}, ${id(5, 'n * 4 + k')}, 'step_' || k, 'core.set', 'Keep part ' || k, '{"fields": []}', k
    from generate_series(0, ${sql.lit(workflows - 1)}) n, generate_series(0, 2) k`.execute(tx);
  await sql`insert into workflow_connections (workflow_id, id, from_node_id, to_node_id, ordinal)
    select ${id(3, 'n')}, ${id(6, 'n * 4 + k')}, ${id(5, 'n * 4 + k')}, ${id(5, 'n * 4 + k + 1')}, k
    from generate_series(0, ${sql.lit(workflows - 1)}) n, generate_series(0, 1) k`.execute(tx);
  await sql`insert into workflow_shares (id, workflow_id, user_id, permission)
    select ${id(7, `n * ${shared} + k`)}, ${id(3, `(n * ${ownWorkflows} + ${workflows} - 1 - k * 37) % ${workflows}`)}, ${id(1, 'n')}, 'view'
    from generate_series(0, ${sql.lit(people - 1)}) n, generate_series(0, ${sql.lit(shared - 1)}) k`.execute(tx);
  await fillRuns(tx, { workflows, runs, steps });
  for (const table of ['workflows', 'workflow_nodes', 'workflow_executions', 'node_executions', 'workflow_shares'])
    await sql`analyze ${sql.table(table)}`.execute(tx);
  for (const table of ['workflow_connections', 'team_members', 'teams', 'users'])
    await sql`analyze ${sql.table(table)}`.execute(tx);
}

/** Spread in time, so that the newest run of everybody lies among those of all others. */
async function fillRuns(tx: Transaction, { workflows, runs, steps }: Amounts): Promise<void> {
  await sql`insert into workflow_executions (id, workflow_id, owner_id, version, workflow, status, mode, trigger_node_id, started_by, started_at, finished_at)
    select ${id(4, `k * ${workflows} + (n * 7919) % ${workflows}`)}, ${id(3, 'n')}, ${id(1, `n / ${ownWorkflows}`)}, 1, '{}',
      case when n % 9 = 0 then 'failed' else 'succeeded' end, 'live', ${id(5, 'n * 4')}, 'schedule', now(), now()
    from generate_series(0, ${sql.lit(workflows - 1)}) n, generate_series(0, ${sql.lit(runs - 1)}) k`.execute(tx);
  await sql`insert into node_executions (execution_id, node_key, node_id, type, label, status, outputs, started_at, finished_at, seq)
    select ${id(4, 'n')}, 'step_' || k, ${id(5, 'k')}, 'core.set', 'Keep part ' || k, 'succeeded', '{"next": [{"id": 1}]}', now(), now(), k
    from generate_series(0, ${sql.lit(workflows * runs - 1)}) n, generate_series(0, ${sql.lit(steps - 1)}) k`.execute(
    tx,
  );
}
