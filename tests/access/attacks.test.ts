import { sql } from 'kysely';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import type { Transaction } from '@/database/connection';
import { freshDatabase } from '@/tests/support/database';
import { fillEveryTable } from '@/tests/support/fill-every-table';

const database = await freshDatabase();
const refused = { code: '42501' };

async function people() {
  const owner = await database.addUser();
  const stranger = await database.addUser();
  await fillEveryTable(database, owner);
  const { id: workflowId } = await owner.asUser(tx =>
    tx.selectFrom('workflows').select('id').executeTakeFirstOrThrow(),
  );
  return { owner, stranger, workflowId };
}

describe('the login role of the app', () => {
  const raw = async (text: string) => {
    const client = new Client({ connectionString: database.appUrl });
    await client.connect();
    return client.query(text).finally(() => client.end());
  };

  it.each([
    'select * from users',
    'select * from auth.users',
    'reset role; select * from workflows',
    'select parley.team_ids()',
  ])('reads nothing by itself: %s', async text => {
    await expect(raw(text)).rejects.toMatchObject(refused);
  });

  it.each([
    'set role service_role',
    'set role postgres',
    'set session authorization postgres',
    'create role me superuser',
  ])('becomes nobody else: %s', async text => {
    await expect(raw(text)).rejects.toMatchObject(refused);
  });

  it.each(['create temporary table workflows (id int)', 'create table mine (id int)', 'create schema mine'])(
    'makes nothing: %s',
    async text => {
      await expect(raw(text)).rejects.toMatchObject(refused);
    },
  );

  it('reads nothing after `reset role` within a transaction', async () => {
    const { owner } = await people();

    const attempt = owner.asUser(async tx => {
      await sql`reset role`.execute(tx);
      return tx.selectFrom('workflows').select('id').execute();
    });

    await expect(attempt).rejects.toMatchObject(refused);
  });

  it('forgets who it was when the transaction ends', async () => {
    const { owner } = await people();
    await owner.asUser(tx => tx.selectFrom('workflows').select('id').execute());

    const { rows } =
      await sql`select current_user as name, current_setting('request.jwt.claims', true) as claims`.execute(
        database.db.app,
      );

    expect(rows).toEqual([{ name: 'parley_app', claims: '' }]);
  });
});

describe('a signed-in person', () => {
  it.each([
    [
      'give a workflow away',
      (tx: Transaction, other: string) => sql`update workflows set owner_id = ${other}::uuid`.execute(tx),
    ],
    [
      'make a workflow in another name',
      (tx: Transaction, other: string) =>
        sql`insert into workflows (name, owner_id) values ('x', ${other}::uuid)`.execute(tx),
    ],
    ['choose their plan', (tx: Transaction) => sql`update users set plan = 'enterprise'`.execute(tx)],
    ['lift their limits', (tx: Transaction) => sql`update users set limits = '{}'`.execute(tx)],
    ["lift a team's limits", (tx: Transaction) => sql`update teams set limits = '{}'`.execute(tx)],
    ["count a team's usage anew", (tx: Transaction) => sql`update teams set usage = '{}'`.execute(tx)],
    [
      'give a team away',
      (tx: Transaction, other: string) => sql`update teams set owner_id = ${other}::uuid`.execute(tx),
    ],
    [
      'put anybody into a team, without asking them',
      (tx: Transaction, other: string) =>
        sql`insert into team_members (team_id, user_id, role) select id, ${other}::uuid, 'member' from teams`.execute(
          tx,
        ),
    ],
    [
      'move a workflow to a team past its rules',
      (tx: Transaction) => sql`update workflows set team_id = (select id from teams limit 1)`.execute(tx),
    ],
    [
      'show a workflow to everybody past its rules',
      (tx: Transaction) => sql`update workflows set visibility = 'public'`.execute(tx),
    ],
    ['read the hash of a share link', (tx: Transaction) => sql`select link_hash from workflow_shares`.execute(tx)],
    ['read the hash of an invitation', (tx: Transaction) => sql`select token_hash from team_invitations`.execute(tx)],
    ['count what a run used', (tx: Transaction) => sql`update node_executions set cost_usd = 0`.execute(tx)],
    [
      "choose a template's place among those for all",
      (tx: Transaction) => sql`update workflow_templates set is_public = true`.execute(tx),
    ],
    ["choose a team's plan", (tx: Transaction) => sql`update teams set plan = 'enterprise'`.execute(tx)],
    ['change a version', (tx: Transaction) => sql`update workflow_versions set summary = 'x'`.execute(tx)],
    ['delete a version', (tx: Transaction) => sql`delete from workflow_versions`.execute(tx)],
    ['change what a run did', (tx: Transaction) => sql`update node_executions set status = 'failed'`.execute(tx)],
    [
      'change how a run ended',
      (tx: Transaction) => sql`update workflow_executions set status = 'succeeded'`.execute(tx),
    ],
    ['choose an address', (tx: Transaction) => sql`update workflow_triggers set id = gen_random_uuid()`.execute(tx)],
    [
      'read the secret of a credential',
      (tx: Transaction) => sql`select secret_ciphertext from user_integrations`.execute(tx),
    ],
    [
      'put in a secret of their own making',
      (tx: Transaction) => sql`update user_integrations set secret_ciphertext = ''`.execute(tx),
    ],
    [
      'send a credential to other addresses past its form',
      (tx: Transaction) => sql`update user_integrations set config = '{"hosts": "evil.example"}'`.execute(tx),
    ],
    [
      'add a credential without its encryption',
      (tx: Transaction) =>
        sql`insert into user_integrations (integration_id, name) select id, 'x' from integrations limit 1`.execute(tx),
    ],
    [
      'give a credential to somebody else',
      (tx: Transaction, stranger: string) => sql`update user_integrations set user_id = ${stranger}`.execute(tx),
    ],
    ['read who can sign in', (tx: Transaction) => sql`select * from auth.users`.execute(tx)],
    ['read which migrations ran', (tx: Transaction) => sql`select * from schema_migrations`.execute(tx)],
    [
      'offer an integration',
      (tx: Transaction) =>
        sql`insert into integrations (name, display_name, category) values ('x', 'x', 'x')`.execute(tx),
    ],
  ])('cannot %s', async (_, attack) => {
    const { owner, stranger } = await people();

    await expect(owner.asUser(tx => attack(tx, stranger.id))).rejects.toMatchObject(refused);
  });

  it.each([
    [
      'steps',
      (id: string) =>
        sql`insert into workflow_nodes (workflow_id, key, type, label) values (${id}::uuid, 'mine', 'core.set', 'Mine')`,
    ],
    [
      'versions',
      (id: string) =>
        sql`insert into workflow_versions (workflow_id, version, author, changes, workflow) values (${id}::uuid, 9, 'user', '[]', '{}')`,
    ],
    [
      'runs',
      (id: string) =>
        sql`insert into workflow_executions (workflow_id, version, workflow, mode, trigger_node_id, started_by) values (${id}::uuid, 1, '{}', 'live', gen_random_uuid(), 'person')`,
    ],
    [
      'triggers',
      (id: string) =>
        sql`insert into workflow_triggers (workflow_id, node_id, node_key, kind) values (${id}::uuid, gen_random_uuid(), 'x', 'webhook')`,
    ],
    [
      'shares',
      (id: string) =>
        sql`insert into workflow_shares (workflow_id, user_id, permission) values (${id}::uuid, auth.uid(), 'edit')`,
    ],
    ['chats about it', (id: string) => sql`insert into chats (title, workflow_id) values ('x', ${id}::uuid)`],
  ])("cannot put %s into somebody else's workflow", async (_, attack) => {
    const { stranger, workflowId } = await people();

    await expect(stranger.asUser(tx => attack(workflowId).execute(tx))).rejects.toMatchObject(refused);
  });

  it('cannot draw an arrow to a step of another workflow', async () => {
    const { owner, workflowId } = await people();
    const { rows } = await sql<{ id: string }>`
      with other as (insert into workflows (owner_id, name) values (${owner.id}::uuid, 'Other') returning id)
      insert into workflow_nodes (workflow_id, key, type, label) select id, 'x', 'core.set', 'X' from other returning id
    `.execute(database.db.service);

    const attempt = owner.asUser(async tx => {
      const { id } = await tx
        .selectFrom('workflow_nodes')
        .select('id')
        .where('workflow_id', '=', workflowId)
        .limit(1)
        .executeTakeFirstOrThrow();
      await sql`insert into workflow_connections (workflow_id, from_node_id, to_node_id)
        values (${workflowId}::uuid, ${id}::uuid, ${rows[0]!.id}::uuid)`.execute(tx);
    });

    await expect(attempt).rejects.toMatchObject({ code: '23503' });
  });

  it('loses a version to nobody, not even to the service, except with its workflow', async () => {
    const { owner, workflowId } = await people();

    await expect(sql`update workflow_versions set summary = 'x'`.execute(database.db.service)).rejects.toMatchObject(
      refused,
    );
    await owner.asUser(tx => tx.deleteFrom('workflows').where('id', '=', workflowId).execute());
  });
});

describe('a role', () => {
  it("is nobody's to change for themselves", async () => {
    const { owner, stranger } = await people();
    const admin = await database.addUser();
    const [team] = await owner.asUser(tx => tx.selectFrom('teams').select('id').execute());
    await database.db.service
      .insertInto('team_members')
      .values([
        { team_id: team!.id, user_id: admin.id, role: 'admin' },
        { team_id: team!.id, user_id: stranger.id, role: 'viewer' },
      ])
      .execute();
    const become = (user: typeof admin, role: string) =>
      user.asUser(async tx => {
        const result = await sql`update team_members set role = ${role} where user_id = ${user.id}::uuid`.execute(tx);
        return result.numAffectedRows;
      });

    expect(await Promise.all([become(stranger, 'admin'), become(admin, 'viewer'), become(owner, 'admin')])).toEqual([
      0n,
      0n,
      0n,
    ]);
    await expect(
      admin.asUser(tx => sql`update team_members set role = 'owner' where user_id = ${stranger.id}::uuid`.execute(tx)),
    ).rejects.toMatchObject(refused);
  });
});

describe('a public workflow', () => {
  it('shows its steps, and neither what it ran on, nor what it was, nor what its owner keeps', async () => {
    const { owner, stranger, workflowId } = await people();
    await sql`update workflows set visibility = 'public' where id = ${workflowId}::uuid`.execute(database.db.service);
    const count = async (name: string) => {
      const { rows } = await stranger.asUser(tx =>
        sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(tx),
      );
      return rows[0]!.n;
    };

    expect(await Promise.all(['workflows', 'workflow_nodes', 'workflow_connections'].map(count))).toEqual([1, 2, 1]);
    const hidden = [
      'workflow_versions',
      'workflow_executions',
      'node_executions',
      'workflow_triggers',
      'workflow_shares',
      'chats',
    ];
    expect(await Promise.all([...hidden, 'user_integrations', 'data_rows', 'teams'].map(count))).toEqual(
      Array(9).fill(0),
    );
    const { rows } = await stranger.asUser(tx =>
      sql<{ author_id: string | null }>`select author_id from workflow_templates`.execute(tx),
    );
    expect(rows.filter(row => row.author_id === owner.id)).toEqual([]);
    await owner.asUser(tx => tx.deleteFrom('workflows').where('id', '=', workflowId).execute());
  });
});

describe('sharing', () => {
  const permit = async (permission: 'view' | 'edit') => {
    const { owner, stranger: guest, workflowId } = await people();
    await owner.asUser(tx =>
      tx.insertInto('workflow_shares').values({ workflow_id: workflowId, user_id: guest.id, permission }).execute(),
    );
    const count = (name: string) =>
      guest.asUser(
        async tx => (await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(tx)).rows[0]!.n,
      );
    const rename = () =>
      guest.asUser(tx =>
        tx.updateTable('workflows').set({ name: 'Mine now' }).where('id', '=', workflowId).executeTakeFirst(),
      );
    return { owner, guest, workflowId, count, rename };
  };

  it('to look shows workflow and runs, and neither the address nor the conversations', async () => {
    const { count, rename } = await permit('view');

    const seen = await Promise.all(
      ['workflows', 'workflow_nodes', 'workflow_versions', 'workflow_executions', 'node_executions'].map(count),
    );
    const hidden = await Promise.all(['workflow_triggers', 'chats', 'data_tables', 'data_rows'].map(count));

    expect(seen).toEqual([1, 2, 1, 1, 1]);
    expect(hidden).toEqual([0, 0, 0, 0]);
    expect((await rename()).numUpdatedRows).toBe(0n);
  });

  it('to edit lets change, and neither delete nor share on', async () => {
    const { guest, workflowId, rename } = await permit('edit');
    const third = await database.addUser();

    expect((await rename()).numUpdatedRows).toBe(1n);
    const removed = await guest.asUser(tx =>
      tx.deleteFrom('workflows').where('id', '=', workflowId).executeTakeFirst(),
    );
    expect(removed.numDeletedRows).toBe(0n);
    const sharing = guest.asUser(tx =>
      tx
        .insertInto('workflow_shares')
        .values({ workflow_id: workflowId, user_id: third.id, permission: 'edit' })
        .execute(),
    );
    await expect(sharing).rejects.toMatchObject(refused);
  });
});
