import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Change } from '@/engine/workflow/change';
import { freshDatabase, type TestUser } from '@/tests/support/database';
import { changeWorkflow } from './change-workflow';
import { duplicateWorkflow } from './duplicate-workflow';
import { createExecution } from './executions';
import {
  changeShare,
  createShareLink,
  listShares,
  openShareLink,
  readPermission,
  readVisibility,
  revokeShare,
  type SharePermission,
  setVisibility,
  shareWithPerson,
  shareWithTeam,
} from './shares';
import { createTeam } from './teams';
import { createWorkflow, listWorkflows, readDraft } from './workflows';

const database = await freshDatabase();
const { db } = database;

async function confirmed(): Promise<TestUser> {
  const user = await database.addUser();
  await confirm(user.id);
  return user;
}

const confirm = (id: string) =>
  db.service.updateTable('auth.users').set({ email_confirmed_at: sql`now()` }).where('id', '=', id).execute();

async function someWorkflow(owner: TestUser): Promise<{ workflowId: string; triggerNodeId: string }> {
  return owner.asUser(async tx => {
    const { id: workflowId } = await createWorkflow(tx, { name: 'Shared' });
    const changes = [{ type: 'add-node' as const, node: { key: 'start', type: 'core.manual' } }];
    const { workflow } = await changeWorkflow(tx, { workflowId, baseVersion: 0, changes, author: 'user', nodeTypes });
    return { workflowId, triggerNodeId: workflow.nodes[0]!.id };
  });
}

const may = (user: TestUser, workflowId: string) => user.asUser(tx => readPermission(tx, { workflowId }));

const rename = (user: TestUser, workflowId: string) =>
  user.asUser(tx =>
    changeWorkflow(tx, {
      ...{ workflowId, baseVersion: 1, author: 'user' as const, nodeTypes },
      changes: [{ type: 'update-workflow', name: 'Changed' }],
    }),
  );

const start = (user: TestUser, { workflowId, triggerNodeId }: { workflowId: string; triggerNodeId: string }) =>
  user.asUser(tx =>
    createExecution(tx, { workflowId, version: 1, mode: 'live', triggerNodeId, items: [], startedBy: 'person' }),
  );

const inAnHour = () => new Date(Date.now() + 3_600_000);
const letPass = (column: 'expires_at', table: string) =>
  sql`update ${sql.table(table)} set ${sql.ref(column)} = now() - interval '1 second'`.execute(db.service);

describe('a share with a person', () => {
  it.each([
    ['view', { runs: false, edits: false }],
    ['run', { runs: true, edits: false }],
    ['edit', { runs: true, edits: true }],
  ] as const)('to %s gives just that', async (permission, { runs, edits }) => {
    const [owner, guest] = [await confirmed(), await confirmed()];
    const workflow = await someWorkflow(owner);
    const { workflowId } = workflow;

    await owner.asUser(tx => shareWithPerson(tx, { workflowId, email: guest.email.toUpperCase(), permission }));

    expect(await may(guest, workflowId)).toBe(permission);
    expect((await guest.asUser(tx => readDraft(tx, { workflowId }))).workflow.name).toBe('Shared');
    expect(await guest.asUser(tx => listWorkflows(tx, { limit: 9 }))).toHaveLength(1);
    const tried = await Promise.allSettled([start(guest, workflow), rename(guest, workflowId)]);
    expect(tried.map(({ status }) => status === 'fulfilled')).toEqual([runs, edits]);
    if (!edits) await expect(rename(guest, workflowId)).rejects.toMatchObject({ code: 'workflow.view_only' });
  });

  it('shows what a guest ran to the owner, and not to those who only see the public side of it', async () => {
    const [owner, guest, stranger] = [await confirmed(), await confirmed(), await confirmed()];
    const workflow = await someWorkflow(owner);
    const { workflowId } = workflow;
    await owner.asUser(tx => shareWithPerson(tx, { workflowId, email: guest.email, permission: 'run' }));
    await owner.asUser(tx => setVisibility(tx, { workflowId, visibility: 'public', teamId: null }));

    await start(guest, workflow);

    const count = (user: TestUser, table: 'workflow_executions' | 'workflow_versions') =>
      user.asUser(async tx => (await tx.selectFrom(table).select('workflow_id').execute()).length);
    expect(await Promise.all([count(owner, 'workflow_executions'), count(stranger, 'workflow_executions')])).toEqual([
      1, 0,
    ]);
    expect(await Promise.all([count(owner, 'workflow_versions'), count(stranger, 'workflow_versions')])).toEqual([
      1, 0,
    ]);
  });

  it('waits for an address that nobody has yet, until somebody has confirmed that it is theirs', async () => {
    const owner = await confirmed();
    const { workflowId } = await someWorkflow(owner);
    const email = `${crypto.randomUUID().slice(0, 8)}@late.test`;

    await owner.asUser(tx => shareWithPerson(tx, { workflowId, email, permission: 'edit' }));
    const late = await database.addUser(email);
    const before = await may(late, workflowId);
    await confirm(late.id);

    expect([before, await may(late, workflowId)]).toEqual([null, 'edit']);
  });

  it('can be widened, narrowed, listed and taken back by its owner, and given back by its guest', async () => {
    const [owner, guest] = [await confirmed(), await confirmed()];
    const { workflowId } = await someWorkflow(owner);
    const give = (permission: SharePermission) =>
      owner.asUser(tx => shareWithPerson(tx, { workflowId, email: guest.email, permission }));
    await give('edit');
    await give('view');

    const shares = await owner.asUser(tx => listShares(tx, { workflowId }));
    expect(shares).toMatchObject([{ kind: 'person', email: guest.email, permission: 'view', expiresAt: null }]);
    expect(await guest.asUser(tx => listShares(tx, { workflowId }))).toEqual([]);
    await expect(
      guest.asUser(tx => changeShare(tx, { shareId: shares[0]!.id, permission: 'edit' })),
    ).rejects.toMatchObject({ code: 'share.not_found' });
    await owner.asUser(tx => changeShare(tx, { shareId: shares[0]!.id, permission: 'run' }));
    expect(await may(guest, workflowId)).toBe('run');

    await guest.asUser(tx => revokeShare(tx, { shareId: shares[0]!.id }));

    expect(await may(guest, workflowId)).toBeNull();
  });

  it('shows pinned items to those who may run it, and not to those who only look or to whom it is merely public', async () => {
    const [owner, looks, runs, stranger] = await Promise.all(Array.from({ length: 4 }, confirmed));
    const { workflowId, triggerNodeId } = await someWorkflow(owner!);
    const pinned = [{ customer: 'ada@example.test' }];
    const pin = (baseVersion: number, edit: Partial<Extract<Change, { type: 'update-node' }>>) =>
      owner!.asUser(tx =>
        changeWorkflow(tx, {
          ...{ workflowId, baseVersion, author: 'user' as const, nodeTypes },
          changes: [{ type: 'update-node', node: triggerNodeId, ...edit }],
        }),
      );
    const give = (user: TestUser, permission: SharePermission) =>
      owner!.asUser(tx => shareWithPerson(tx, { workflowId, email: user.email, permission }));
    const seen = async (user: TestUser | undefined) => {
      const { workflow } = await user!.asUser(tx => readDraft(tx, { workflowId }));
      const rows = await user!.asUser(tx =>
        sql`select options::text as text from workflow_nodes union all select items::text from workflow_pins`.execute(
          tx,
        ),
      );
      return [workflow.nodes[0]!.options.pinned ?? null, JSON.stringify(rows.rows).includes('ada@example.test')];
    };
    await pin(1, { options: { pinned } });
    await give(looks!, 'view');
    await give(runs!, 'run');
    await owner!.asUser(tx => setVisibility(tx, { workflowId, visibility: 'public', teamId: null }));

    expect(await Promise.all([owner, runs, looks, stranger].map(seen))).toEqual([
      [pinned, true],
      [pinned, true],
      [null, false],
      [null, false],
    ]);
    const copy = await stranger!.asUser(tx => duplicateWorkflow(tx, { workflowId, author: 'user' }));
    const { workflow } = await stranger!.asUser(tx => readDraft(tx, { workflowId: copy.id }));
    expect(workflow.nodes.map(({ options }) => options.pinned)).toEqual([undefined]);
    await pin(2, { options: { pinned: [{ customer: 'another' }] } });
    expect(await seen(runs)).toEqual([[{ customer: 'another' }], false]);
    await pin(3, { unsetOptions: ['pinned'] });
    expect(await seen(owner)).toEqual([null, false]);
  });

  it('ends when its time is over', async () => {
    const [owner, guest] = [await confirmed(), await confirmed()];
    const { workflowId } = await someWorkflow(owner);
    const given = { workflowId, email: guest.email, permission: 'edit' as const, expiresAt: inAnHour() };
    await owner.asUser(tx => shareWithPerson(tx, given));
    const before = await may(guest, workflowId);

    await letPass('expires_at', 'workflow_shares');

    expect([before, await may(guest, workflowId)]).toEqual(['edit', null]);
  });

  it('is for its owner alone to give', async () => {
    const [owner, editor, third] = [await confirmed(), await confirmed(), await confirmed()];
    const { workflowId } = await someWorkflow(owner);
    await owner.asUser(tx => shareWithPerson(tx, { workflowId, email: editor.email, permission: 'edit' }));

    const attempts = [
      editor.asUser(tx => shareWithPerson(tx, { workflowId, email: third.email, permission: 'view' })),
      editor.asUser(tx => createShareLink(tx, { workflowId, permission: 'view' })),
      editor.asUser(tx => setVisibility(tx, { workflowId, visibility: 'public', teamId: null })),
      editor.asUser(tx => sql`select parley.share_with_email(${workflowId}::uuid, ${third.email}, 'view')`.execute(tx)),
      editor.asUser(tx => sql`select parley.set_visibility(${workflowId}::uuid, 'public', null)`.execute(tx)),
    ];

    const answers = await Promise.allSettled(attempts);
    expect(answers.map(answer => answer.status === 'rejected' && answer.reason.code)).toEqual([
      ...Array(3).fill('workflow.owner_only'),
      ...Array(2).fill('42501'),
    ]);
  });
});

describe('a share by link', () => {
  it('lets in whoever has it, and goes with all who came by it', async () => {
    const [owner, guest] = [await confirmed(), await confirmed()];
    const { workflowId } = await someWorkflow(owner);
    const { id, token } = await owner.asUser(tx => createShareLink(tx, { workflowId, permission: 'view' }));

    const before = await may(guest, workflowId);
    expect(await guest.asUser(tx => openShareLink(tx, { token }))).toEqual({ workflowId });
    await guest.asUser(tx => openShareLink(tx, { token }));
    await owner.asUser(tx => changeShare(tx, { shareId: id, permission: 'run' }));
    const after = await may(guest, workflowId);
    expect(await owner.asUser(tx => listShares(tx, { workflowId }))).toMatchObject([
      { kind: 'link', viaId: null },
      { kind: 'person', email: guest.email, viaId: id },
    ]);
    await owner.asUser(tx => revokeShare(tx, { shareId: id }));

    expect([before, after, await may(guest, workflowId)]).toEqual([null, 'run', null]);
    await expect(guest.asUser(tx => openShareLink(tx, { token }))).rejects.toMatchObject({
      code: 'share.link_invalid',
    });
  });

  it('is not to be guessed, read or opened when its time is over', async () => {
    const [owner, guest] = [await confirmed(), await confirmed()];
    const { workflowId } = await someWorkflow(owner);
    const { id, token } = await owner.asUser(tx =>
      createShareLink(tx, { workflowId, permission: 'view', expiresAt: inAnHour() }),
    );
    const invalid = { code: 'share.link_invalid' };

    for (const guess of [id, workflowId, '', '%', token.slice(0, -1), `${token.slice(0, -1)}-`, "' or true --"]) {
      await expect(guest.asUser(tx => openShareLink(tx, { token: guess }))).rejects.toMatchObject(invalid);
    }
    await expect(guest.asUser(tx => sql`select link_hash from workflow_shares`.execute(tx))).rejects.toMatchObject({
      code: '42501',
    });
    await letPass('expires_at', 'workflow_shares');
    await expect(guest.asUser(tx => openShareLink(tx, { token }))).rejects.toMatchObject(invalid);
  });
});

describe('a share with a team', () => {
  it('gives its members what was given, and its viewers a look', async () => {
    const [owner, member, viewer, stranger] = [
      await confirmed(),
      await confirmed(),
      await confirmed(),
      await confirmed(),
    ];
    const { workflowId } = await someWorkflow(owner);
    const { id: teamId } = await owner.asUser(tx => createTeam(tx, { name: 'Team' }));
    await db.service
      .insertInto('team_members')
      .values([
        { team_id: teamId, user_id: member.id, role: 'member' },
        { team_id: teamId, user_id: viewer.id, role: 'viewer' },
      ])
      .execute();

    await owner.asUser(tx => shareWithTeam(tx, { workflowId, teamId, permission: 'run' }));
    const first = await Promise.all([member, viewer, stranger].map(user => may(user, workflowId)));
    const [share] = await owner.asUser(tx => listShares(tx, { workflowId }));
    await owner.asUser(tx => revokeShare(tx, { shareId: share!.id }));
    await owner.asUser(tx => setVisibility(tx, { workflowId, visibility: 'team', teamId }));
    const second = await Promise.all([member, viewer, stranger].map(user => may(user, workflowId)));

    expect(first).toEqual(['run', 'view', null]);
    expect(second).toEqual(['edit', 'view', null]);
    expect(await owner.asUser(tx => readVisibility(tx, { workflowId }))).toEqual({ visibility: 'team', teamId });
  });

  it('is given to teams of the owner only', async () => {
    const [owner, other] = [await confirmed(), await confirmed()];
    const { workflowId } = await someWorkflow(owner);
    const { id: teamId } = await other.asUser(tx => createTeam(tx, { name: 'Theirs' }));
    const notFound = { code: 'team.not_found' };

    await expect(
      owner.asUser(tx => shareWithTeam(tx, { workflowId, teamId, permission: 'view' })),
    ).rejects.toMatchObject(notFound);
    await expect(
      owner.asUser(tx => setVisibility(tx, { workflowId, visibility: 'team', teamId })),
    ).rejects.toMatchObject(notFound);
    await expect(
      owner.asUser(tx => sql`select parley.set_visibility(${workflowId}::uuid, 'team', ${teamId}::uuid)`.execute(tx)),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('leaves the workflow private to its owner when the team is gone', async () => {
    const owner = await confirmed();
    const { workflowId } = await someWorkflow(owner);
    const { id: teamId } = await owner.asUser(tx => createTeam(tx, { name: 'Short-lived' }));
    await owner.asUser(tx => setVisibility(tx, { workflowId, visibility: 'team', teamId }));

    await owner.asUser(tx => tx.deleteFrom('teams').where('id', '=', teamId).execute());

    expect(await owner.asUser(tx => readVisibility(tx, { workflowId }))).toEqual({
      visibility: 'private',
      teamId: null,
    });
  });
});
