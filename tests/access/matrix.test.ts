import { Client } from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { checkCells, checkGrants } from '@/database/access-check';
import { accessMatrix, people } from '@/database/access-matrix';
import { freshDatabase } from '@/tests/support/database';

const database = await freshDatabase();
const client = new Client({ connectionString: database.serviceUrl });
await client.connect();
afterAll(() => client.end());

it('has exactly the columns, rights and policies of the matrix, in every table', async () => {
  expect(await checkGrants(client)).toEqual([]);
});

describe.each(Object.keys(accessMatrix))('%s', name => {
  it(`is what the matrix says for each of ${people.length} people and nobody, by every verb`, async () => {
    expect(await checkCells(client, { tables: [name] })).toEqual([]);
  });
});

it('leaves nothing behind', async () => {
  const { rows } = await client.query('select count(*)::int as people from auth.users');

  expect(rows).toEqual([{ people: 0 }]);
});

describe('a database that differs', () => {
  it.each([
    ['create table forgotten (id int)', 'forgotten is not in the matrix.'],
    ['alter table chats disable row level security', 'chats: row level security is off.'],
    ['grant update (plan) on users to authenticated', 'users: columns to update too many: plan.'],
    [
      'grant select (link_hash) on workflow_shares to authenticated',
      'workflow_shares: hidden columns too few: link_hash.',
    ],
    ['revoke delete on chats from authenticated', 'chats: the right to delete differs.'],
    ['grant select on data_rows to anon', 'data_rows: anon may select.'],
    ['grant truncate on chats to authenticated', 'chats: authenticated may truncate.'],
    ['create policy "open" on chats to public using (true)', 'chats: policies too many: all.'],
    ['drop policy "read" on chats', 'chats: policies too few: select.'],
  ])('by %s is told apart', async (change, told) => {
    await client.query(`begin; ${change}`);
    const found = await checkGrants(client);
    await client.query('rollback');

    expect(found).toContain(told);
  });

  it.each([
    ['chats', 'alter policy "read" on chats using (true)', 'The stranger may select chats.'],
    [
      'workflows',
      `alter policy "delete" on workflows using (parley.can_edit_workflow(id))`,
      'The share editor may delete workflows.',
    ],
    [
      'team_members',
      'alter policy "update" on team_members using (false)',
      'The team admin cannot update team_members.',
    ],
    [
      'workflow_versions',
      'alter policy "read" on workflow_versions using (exists (select from workflows where id = workflow_id))',
      'Of a public workflow, The stranger may select workflow_versions.',
    ],
  ])('in who reaches a row of %s is told apart', async (table, change, told) => {
    const found = await checkCells(client, { tables: [table], change });

    expect(found).toContain(told);
  });
});
