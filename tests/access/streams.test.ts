import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { followExecution } from '@/app/_server/execution-stream';
import { followWorkflow } from '@/app/_server/workflow-stream';
import { changeWorkflow } from '@/database/change-workflow';
import { openExecutionEvents } from '@/database/events';
import { createExecution } from '@/database/executions';
import { createJournal } from '@/database/journal';
import { listShares, revokeShare, setVisibility, shareWithPerson } from '@/database/shares';
import { createTeam, removeMember } from '@/database/teams';
import { createWorkflow } from '@/database/workflows';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { skippedRecord } from '@/engine/run/plain-records';
import { freshDatabase, type TestUser } from '@/tests/support/database';

const database = await freshDatabase();
const events = await openExecutionEvents({ serviceUrl: database.serviceUrl });
const journal = createJournal({ serviceUrl: database.serviceUrl });
afterAll(() => events.close());

async function confirmed(): Promise<TestUser> {
  const user = await database.addUser();
  const confirm = database.db.service.updateTable('auth.users').set({ email_confirmed_at: sql`now()` });
  await confirm.where('id', '=', user.id).execute();
  return user;
}

/** A workflow of somebody's with a run under way, whose steps say whose they are. */
async function underWay(owner: TestUser, secret: string) {
  const { workflowId, node, executionId } = await owner.asUser(async tx => {
    const { id: workflowId } = await createWorkflow(tx, { name: 'Running' });
    const changes = [{ type: 'add-node' as const, node: { key: 'start', type: 'core.manual' } }];
    const { workflow } = await changeWorkflow(tx, { workflowId, baseVersion: 0, changes, author: 'user', nodeTypes });
    const node = workflow.nodes[0]!;
    const facts = { version: 1, mode: 'live', triggerNodeId: node.id, items: [], startedBy: 'person' } as const;
    return { workflowId, node, executionId: await createExecution(tx, { workflowId, ...facts }) };
  });
  await journal.claim(executionId);
  let seq = 0;
  const report = async () => {
    seq += 1;
    const outputs = { next: [{ secret, seq }] };
    const record = { ...skippedRecord(node, new Date()), nodeKey: `start_${seq}`, outputs, seq };
    await journal.write({ executionId, epoch: 1, records: [record] });
  };
  const save = (version: number) =>
    owner.asUser(tx =>
      changeWorkflow(tx, {
        ...{ workflowId, baseVersion: version, author: 'user' as const, nodeTypes },
        changes: [{ type: 'update-workflow', name: `Saved ${version}` }],
      }),
    );
  return { workflowId, executionId, report, save };
}

/** What somebody's open stream has carried so far; `until` waits for a text, `ended` for its end. */
function read(stream: ReadableStream<Uint8Array>) {
  let text = '';
  let over = false;
  let news = Promise.withResolvers<void>();
  const reading = (async () => {
    for await (const chunk of stream.pipeThrough(new TextDecoderStream() as never) as AsyncIterable<string>) {
      text += chunk;
      news.resolve();
    }
    over = true;
    news.resolve();
  })();
  return {
    text: () => text,
    ended: reading,
    async until(wanted: string): Promise<void> {
      while (!text.includes(wanted)) {
        if (over) throw new Error(`the stream ended without ${wanted}: ${text}`);
        await news.promise;
        news = Promise.withResolvers();
      }
    },
  };
}

const never = new AbortController();
const follow = async (user: TestUser, executionId: string, beatMs?: number) =>
  read(await followExecution({ executionId, after: 0, asPerson: user.asUser, events, signal: never.signal, beatMs }));

const share = (owner: TestUser, guest: TestUser, workflowId: string) =>
  owner.asUser(async tx => {
    await shareWithPerson(tx, { workflowId, email: guest.email, permission: 'view' });
    return (await listShares(tx, { workflowId }))[0]!.id;
  });

describe("two people's streams", () => {
  it("never carry each other's rows, before and after a share is taken back in mid-stream", async () => {
    const [ann, bob] = [await confirmed(), await confirmed()];
    const [anns, bobs] = [await underWay(ann, 'secret of ann'), await underWay(bob, 'secret of bob')];
    await expect(follow(bob, anns.executionId)).rejects.toMatchObject({ code: 'execution.not_found' });
    const shareId = await share(ann, bob, anns.workflowId);
    const own = { ann: await follow(ann, anns.executionId), bob: await follow(bob, bobs.executionId) };
    const guest = await follow(bob, anns.executionId);

    await Promise.all([anns.report(), bobs.report()]);
    await Promise.all([own.ann.until('"seq":1'), own.bob.until('"seq":1'), guest.until('"seq":1')]);
    await ann.asUser(tx => revokeShare(tx, { shareId }));
    await Promise.all([anns.report(), bobs.report()]);
    await Promise.all([own.ann.until('"seq":2'), own.bob.until('"seq":2'), guest.ended]);

    expect(own.ann.text()).not.toContain('of bob');
    expect(own.bob.text()).not.toContain('of ann');
    expect(guest.text()).toContain('of ann');
    expect(guest.text()).not.toContain('"seq":2');
    await expect(follow(bob, anns.executionId)).rejects.toMatchObject({ code: 'execution.not_found' });
  });

  it('end with the share also when nothing else happens: of a workflow at once, of a run at the next beat', async () => {
    const [ann, bob] = [await confirmed(), await confirmed()];
    const anns = await underWay(ann, 'secret of ann');
    const shareId = await share(ann, bob, anns.workflowId);
    const run = await follow(bob, anns.executionId, 20);
    const workflow = read(
      await followWorkflow({ workflowId: anns.workflowId, asPerson: bob.asUser, events, signal: never.signal }),
    );
    await anns.save(1);
    await workflow.until('data: 2');

    await ann.asUser(tx => revokeShare(tx, { shareId }));
    await Promise.all([workflow.ended, run.ended]);
    await anns.save(2);

    expect(workflow.text()).not.toContain('data: 3');
    expect(run.text()).not.toContain('of ann');
  });

  it('end for a member who is removed from the team, and go on for those who stay', async () => {
    const [ann, bob, cid] = [await confirmed(), await confirmed(), await confirmed()];
    const anns = await underWay(ann, 'secret of ann');
    const { id: teamId } = await ann.asUser(tx => createTeam(tx, { name: 'Team' }));
    const members = [bob, cid].map(({ id }) => ({ team_id: teamId, user_id: id, role: 'member' }));
    await database.db.service.insertInto('team_members').values(members).execute();
    await ann.asUser(tx => setVisibility(tx, { workflowId: anns.workflowId, visibility: 'team', teamId }));
    const [removed, staying] = [await follow(bob, anns.executionId), await follow(cid, anns.executionId)];
    const open = { workflowId: anns.workflowId, events, signal: never.signal };
    const canvas = read(await followWorkflow({ ...open, asPerson: bob.asUser }));

    await ann.asUser(tx => removeMember(tx, { teamId, userId: bob.id }));
    await anns.report();
    await Promise.all([removed.ended, canvas.ended, staying.until('"seq":1')]);

    expect(removed.text()).not.toContain('"seq":1');
    expect(staying.text()).toContain('of ann');
  });
});
