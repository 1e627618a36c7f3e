import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { freshDatabase, type TestUser } from '@/tests/support/database';
import { acceptInvitation, invite, listInvitations, withdrawInvitation } from './invitations';
import { listModelRows } from './models';
import { setVisibility, shareWithTeam } from './shares';
import { listTeamModels, switchTeamModel } from './team-models';
import {
  changeRole,
  createTeam,
  deleteTeam,
  type GivenRole,
  listMembers,
  listTeams,
  readTeam,
  removeMember,
  renameTeam,
} from './teams';
import { createWorkflow, listWorkflows } from './workflows';

const database = await freshDatabase();
const { db } = database;

async function someTeam() {
  const owner = await database.addUser();
  const { id: teamId } = await owner.asUser(tx => createTeam(tx, { name: 'Ours' }));
  const join = async (role: GivenRole): Promise<TestUser> => {
    const user = await database.addUser();
    const { token } = await owner.asUser(tx => invite(tx, { teamId, email: user.email, role }));
    await user.asUser(tx => acceptInvitation(tx, { token }));
    return user;
  };
  return { owner, teamId, join };
}

describe('an invitation', () => {
  it('makes a member of the person it was sent to, once', async () => {
    const { owner, teamId } = await someTeam();
    const [meant, other] = [await database.addUser(), await database.addUser()];
    const { token } = await owner.asUser(tx => invite(tx, { teamId, email: meant.email, role: 'viewer' }));
    const invalid = { code: 'team.invitation_invalid' };

    await expect(other.asUser(tx => acceptInvitation(tx, { token }))).rejects.toMatchObject(invalid);
    await expect(meant.asUser(tx => acceptInvitation(tx, { token: teamId }))).rejects.toMatchObject(invalid);
    expect(await meant.asUser(tx => acceptInvitation(tx, { token }))).toEqual({ teamId });
    await expect(meant.asUser(tx => acceptInvitation(tx, { token }))).rejects.toMatchObject(invalid);

    const members = await meant.asUser(tx => listMembers(tx, { teamId }));
    expect(members).toMatchObject([
      { email: owner.email, role: 'owner' },
      { email: meant.email, role: 'viewer' },
    ]);
    expect(await other.asUser(tx => listMembers(tx, { teamId }))).toEqual([]);
    expect(await meant.asUser(tx => listTeams(tx))).toMatchObject([
      { name: 'Ours', role: 'viewer', usage: { members: 2 } },
    ]);
  });

  it('is used by one of two who accept it at the same moment', async () => {
    const { owner, teamId } = await someTeam();
    const meant = await database.addUser();
    const { token } = await owner.asUser(tx => invite(tx, { teamId, email: meant.email, role: 'member' }));

    const answers = await Promise.allSettled(
      [1, 2, 3, 4].map(() => meant.asUser(tx => acceptInvitation(tx, { token }))),
    );

    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await owner.asUser(tx => readTeam(tx, { teamId }))).usage).toEqual({ members: 2 });
  });

  it('can be withdrawn, grows too old, and is seen by those who decide only', async () => {
    const { owner, teamId, join } = await someTeam();
    const [member, meant] = [await join('member'), await database.addUser()];
    const first = await owner.asUser(tx => invite(tx, { teamId, email: meant.email, role: 'member' }));
    const second = await owner.asUser(tx => invite(tx, { teamId, email: meant.email, role: 'member' }));

    expect(await owner.asUser(tx => listInvitations(tx, { teamId }))).toHaveLength(3);
    expect(await member.asUser(tx => listInvitations(tx, { teamId }))).toEqual([]);
    await owner.asUser(tx => withdrawInvitation(tx, { invitationId: first.id }));
    await sql`update team_invitations set expires_at = now() where id = ${second.id}::uuid`.execute(db.service);

    for (const { token } of [first, second]) {
      await expect(meant.asUser(tx => acceptInvitation(tx, { token }))).rejects.toMatchObject({
        code: 'team.invitation_invalid',
      });
    }
  });
});

describe('a role', () => {
  it('is decided by owner and admins, and by nobody for themselves', async () => {
    const { owner, teamId, join } = await someTeam();
    const [admin, member, viewer] = [await join('admin'), await join('member'), await join('viewer')];
    const change = (by: TestUser, whom: TestUser, role: GivenRole) =>
      by.asUser(tx => changeRole(tx, { teamId, userId: whom.id, role }));

    await change(admin, viewer, 'member');
    await change(owner, member, 'viewer');
    const refused = await Promise.allSettled([
      change(viewer, member, 'member'),
      change(admin, admin, 'member'),
      change(admin, owner, 'member'),
      change(owner, owner, 'admin'),
      member.asUser(tx => renameTeam(tx, { teamId, name: 'Mine' })),
      admin.asUser(tx => deleteTeam(tx, { teamId })),
      member.asUser(tx => invite(tx, { teamId, email: 'a@b.test', role: 'admin' })),
    ]);

    expect(refused.map(answer => answer.status === 'rejected' && answer.reason.code)).toEqual([
      ...['team.admin_only', 'team.member_not_found', 'team.member_not_found', 'team.member_not_found'],
      ...['team.admin_only', 'team.admin_only', 'team.admin_only'],
    ]);
    const roles = (await owner.asUser(tx => listMembers(tx, { teamId }))).map(({ role }) => role);
    expect(roles).toEqual(['owner', 'admin', 'viewer', 'member']);
  });
});

describe('a member who goes', () => {
  it('sees no more of what the team shares', async () => {
    const { owner, teamId, join } = await someTeam();
    const [member, other] = [await join('member'), await join('member')];
    await owner.asUser(async tx => {
      const { id: workflowId } = await createWorkflow(tx, { name: 'By visibility' });
      await setVisibility(tx, { workflowId, visibility: 'team', teamId });
      const { id } = await createWorkflow(tx, { name: 'By share' });
      await shareWithTeam(tx, { workflowId: id, teamId, permission: 'view' });
    });
    const seen = async (user: TestUser) => (await user.asUser(tx => listWorkflows(tx, { limit: 9 }))).length;
    const before = await seen(member);

    await owner.asUser(tx => removeMember(tx, { teamId, userId: member.id }));
    await other.asUser(tx => removeMember(tx, { teamId, userId: other.id }));

    expect([before, await seen(member), await seen(other)]).toEqual([2, 0, 0]);
    expect((await owner.asUser(tx => readTeam(tx, { teamId }))).usage).toEqual({ members: 1, workflows: 1 });
    await expect(owner.asUser(tx => removeMember(tx, { teamId, userId: owner.id }))).rejects.toMatchObject({
      code: 'team.member_not_found',
    });
  });
});

describe('a limit', () => {
  it('holds for members, workflows and teams, also when several come at once', async () => {
    const { owner, teamId } = await someTeam();
    await sql`update teams set limits = '{"members": 2, "workflows": 1}' where id = ${teamId}::uuid`.execute(
      db.service,
    );
    await sql`update users set limits = '{"workflows": 2, "teams": 1}' where id = ${owner.id}::uuid`.execute(
      db.service,
    );
    const guests = await Promise.all([1, 2, 3].map(() => database.addUser()));
    const tokens = await Promise.all(
      guests.map(({ email }) => owner.asUser(tx => invite(tx, { teamId, email, role: 'member' }))),
    );

    const joined = await Promise.allSettled(
      guests.map((guest, index) => guest.asUser(tx => acceptInvitation(tx, { token: tokens[index]!.token }))),
    );
    const made = await Promise.allSettled(
      [1, 2, 3, 4].map(() => owner.asUser(tx => createWorkflow(tx, { name: 'One of many' }))),
    );
    const team = owner.asUser(tx => createTeam(tx, { name: 'Second' }));

    const refusals = [...joined, ...made].flatMap(answer => (answer.status === 'rejected' ? [answer.reason.code] : []));
    expect(refusals).toEqual(Array(4).fill('plan.limit_reached'));
    await expect(team).rejects.toMatchObject({ code: 'plan.limit_reached', details: { what: 'teams', most: 1 } });
    const [first, second] = await owner.asUser(tx => listWorkflows(tx, { limit: 9 }));
    const toTeam = (workflowId: string) =>
      owner.asUser(tx => setVisibility(tx, { workflowId, visibility: 'team', teamId }));
    await toTeam(first!.id);
    await expect(toTeam(second!.id)).rejects.toMatchObject({ code: 'plan.limit_reached' });
  });
});

describe('a model that a team switches off', () => {
  it('is offered to none of its members until it is on again', async () => {
    const { owner, teamId, join } = await someTeam();
    const [member, stranger] = [await join('member'), await database.addUser()];
    const model = (await owner.asUser(listModelRows))[0]!.name;
    const offered = async (user: TestUser) => (await user.asUser(listModelRows)).some(({ name }) => name === model);
    const turn = (isEnabled: boolean) => owner.asUser(tx => switchTeamModel(tx, { teamId, model, isEnabled }));

    await turn(false);
    expect(await Promise.all([member, owner, stranger].map(offered))).toEqual([false, false, true]);
    expect(await member.asUser(tx => listTeamModels(tx, { teamId }))).toContainEqual(
      expect.objectContaining({ name: model, isEnabled: false }),
    );
    await turn(true);

    expect(await offered(member)).toBe(true);
    await expect(member.asUser(tx => switchTeamModel(tx, { teamId, model, isEnabled: false }))).rejects.toMatchObject({
      code: 'team.admin_only',
    });
    await expect(
      owner.asUser(tx => switchTeamModel(tx, { teamId, model: 'none-such', isEnabled: false })),
    ).rejects.toMatchObject({ code: 'model.unknown' });
  });
});
