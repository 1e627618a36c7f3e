import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { showApproval, takeApproval } from '@/app/_server/approval-links';
import { decideAsPerson, goOn, showApprovals } from '@/app/_server/approvals';
import { type RunCall, takeRunCall } from '@/app/_server/run-calls';
import { settings } from '@/app/_server/settings';
import { approvalUrl, callUrl } from '@/app/_server/wait-address';
import { saveCredential } from '@/database/credentials';
import { readExecution } from '@/database/executions';
import { decide, findUntakenAnswers } from '@/database/run-waits';
import { serveMail } from '@/tests/support/mail-server';
import { edit, startRunning } from '@/tests/support/running';
import type { TestUser } from '@/tests/support/test-database';

const { parley, user, addUser, build, wait } = await startRunning();
const { claims } = user;
const stranger = await addUser();
const member = await addUser();

const asking = (params: Record<string, unknown>, options = {}) =>
  build(
    [
      { key: 'start', type: 'core.manual' },
      { key: 'ask', type: 'core.approval', params: { title: 'Pay {{ item.amount }} €?', ...params }, options },
      { key: 'pay', type: 'core.set', params: { fields: [{ name: 'paid', value: 'first version' }] } },
      { key: 'tell', type: 'core.set', params: { fields: [{ name: 'told', value: true }] } },
    ],
    ['ask approved> pay', 'ask refused> tell'],
  );

async function park(workflowId: string): Promise<string> {
  const run = { claims, workflowId, items: [{ amount: 900 }], mode: 'live', startedBy: 'person' } as const;
  const executionId = await parley.startExecution(run);
  await parley.waitUntilAsked(executionId, { timeoutMs: 20_000 });
  return executionId;
}

const approvalsOf = (executionId: string, person: TestUser = user) =>
  person.asUser(tx => showApprovals(tx, { executionId }));

const statusesOf = ({ records }: Pick<Awaited<ReturnType<typeof wait>>, 'records'>) =>
  Object.fromEntries(records.map(({ nodeKey, status }) => [nodeKey, status]));

const codeOf = (error: { code?: string; details?: { why?: string } }) => error.details?.why ?? error.code;

it('two answers at once: one counts, the run goes its way with who and when, and the other is told so', async () => {
  const executionId = await park(await asking({ fields: [{ name: 'note', required: true }] }));
  const [approval] = await approvalsOf(executionId);
  expect(approval).toMatchObject({ asks: { title: 'Pay 900 €?' }, outcome: null, mine: true, link: null });
  const id = approval!.id;

  const incomplete = decideAsPerson(user, { id, decision: 'approved', values: {} });
  await expect(incomplete).rejects.toMatchObject({ code: 'request.invalid' });
  const answers = await Promise.all([
    decideAsPerson(user, { id, decision: 'approved', values: { note: 'fine', other: 'dropped' } }).catch(codeOf),
    decideAsPerson(user, { id, decision: 'refused', values: {} }).catch(codeOf),
  ]);
  expect(answers.filter(answer => answer === 'answered')).toHaveLength(1);
  const done = await wait(executionId);

  const [decided] = await approvalsOf(executionId);
  expect(decided).toMatchObject({ answeredAs: expect.stringContaining('@'), answeredAt: expect.any(String) });
  const port = decided!.outcome!;
  expect(statusesOf(done)).toEqual({
    ...{ start: 'succeeded', ask: 'succeeded' },
    ...(port === 'approved' ? { pay: 'succeeded', tell: 'skipped' } : { pay: 'skipped', tell: 'succeeded' }),
  });
  const [item] = done.records.find(({ nodeKey }) => nodeKey === 'ask')!.outputs[port]!;
  expect(item).toEqual({
    amount: 900,
    approval: {
      ...{ decision: port, by: decided!.answeredAs, at: decided!.answeredAt },
      fields: port === 'approved' ? { note: 'fine' } : { note: '' },
    },
  });
});

it('is for the owner unless it says members, and is not there for anybody else', async () => {
  const share = (workflowId: string) =>
    sql`insert into workflow_shares (workflow_id, user_id, permission, shared_by)
      values (${workflowId}, ${member.id}, 'run', ${user.id})`.execute(parley.db.service);
  for (const who of ['owner', 'members']) {
    const workflowId = await asking({ who });
    await share(workflowId);
    const executionId = await park(workflowId);
    const [seen] = await approvalsOf(executionId, member);
    expect([seen!.mine, await approvalsOf(executionId, stranger)]).toEqual([who === 'members', []]);
    const answer = { id: seen!.id, decision: 'refused' as const, values: {} };
    await expect(decideAsPerson(stranger, answer)).rejects.toMatchObject({ code: 'approval.not_found' });
    expect(await decideAsPerson(member, answer).catch(codeOf)).toBe(who === 'members' ? undefined : 'not_yours');
    if (who === 'members') expect((await wait(executionId)).execution.status).toBe('succeeded');
    else await parley.cancelExecution({ claims, executionId });
  }
});

it('each e-mail has a link of its own: opening it decides nothing, pressing does, once, as that address', async () => {
  const mail = await serveMail({});
  const masterKey = settings().encryptionKey;
  const values = { ...mail.fields, from: 'parley@example.com' };
  const credential = { integration: 'smtp', name: 'Mail', values };
  const credentialId = await saveCredential(parley.db, { claims, masterKey, credential });
  const params = { who: 'link', email: 'ada@example.com, bob@example.com', text: 'For the <new> printer.' };
  const executionId = await park(await asking(params, { credentialId }));
  expect(mail.received.map(({ to }) => to)).toEqual([['ada@example.com'], ['bob@example.com']]);

  const links = mail.received.map(({ raw }) => /approvals\/([\w-]+)\/(\d\.[\w-]+)/.exec(raw.replace(/=\r?\n/g, ''))!);
  const [ada, bob] = links.map(([, waitId, key]) => ({ waitId: waitId!, key: key! })) as [Link, Link];
  for (let opened = 0; opened < 3; opened += 1) {
    const page = await showApproval(ada);
    expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'same-origin']);
    const shown = await page.text();
    expect(shown).toContain('For the &lt;new&gt; printer.');
    expect(shown).toContain('ada@example.com');
  }
  expect((await showApproval({ ...ada, key: `${ada.key}x` })).status).toBe(404);
  expect((await showApproval({ ...ada, key: bob.key.replace(/^1/, '0') })).status).toBe(404);
  expect((await press(bob, 'nothing')).status).toBe(422);

  const [first, second] = await Promise.all([press(bob, 'refused'), press(bob, 'refused')]);
  expect([first.status, second.status].toSorted()).toEqual([200, 409]);
  expect(statusesOf(await wait(executionId))).toMatchObject({ pay: 'skipped', tell: 'succeeded' });
  expect(await (await press(ada, 'approved')).text()).toContain('Refused by bob@example.com');
  const [decided] = await approvalsOf(executionId);
  expect(decided).toMatchObject({ outcome: 'refused', answeredAs: 'bob@example.com' });
  expect(mail.received).toHaveLength(2);
});

interface Link {
  waitId: string;
  key: string;
}

const press = (link: Link, decision: string) =>
  takeApproval(
    new Request('http://localhost/approvals', { method: 'POST', body: new URLSearchParams({ _decision: decision }) }),
    link,
  );

it('a parked run keeps the version it began with, and an answer whose word was lost is found', async () => {
  const workflowId = await asking({ who: 'link' });
  const executionId = await park(workflowId);
  const params = { fields: [{ name: 'paid', value: 'second version' }] };
  await edit(user, { workflowId, changes: [{ type: 'update-node', node: 'pay', params }] });

  const [approval] = await approvalsOf(executionId);
  const [waitId, key] = approval!.link!.split('/').slice(-2) as [string, string];
  expect(approvalUrl(waitId, 'any')).toBe(approval!.link);
  expect((await showApproval({ waitId, key })).status).toBe(200);
  // As if the process had died between the answer and telling the queue.
  expect(await user.asUser(tx => decide(tx, { id: waitId, decision: 'approved', values: {} }))).toBe('taken');
  await sql`update run_waits set answered_at = now() - interval '1 minute' where id = ${waitId}`.execute(
    parley.db.service,
  );
  expect(await findUntakenAnswers(parley.db)).toEqual([executionId]);
  await goOn(executionId);

  const { execution, records } = await wait(executionId);
  expect(execution.status).toBe('succeeded');
  expect(records.find(({ nodeKey }) => nodeKey === 'pay')!.outputs.next![0]).toMatchObject({ paid: 'first version' });
  expect(await findUntakenAnswers(parley.db)).toEqual([]);
});

it('can be stopped while it waits, and takes no answer afterwards', async () => {
  const executionId = await park(await asking({ who: 'link' }));
  const [approval] = await approvalsOf(executionId);
  await parley.cancelExecution({ claims, executionId });
  const { execution, records } = await wait(executionId);
  expect([execution.status, statusesOf({ records })]).toEqual(['cancelled', { start: 'succeeded', ask: 'cancelled' }]);
  const answer = decideAsPerson(user, { id: approval!.id, decision: 'approved', values: {} });
  expect(await answer.catch(codeOf)).toBe('over');
  const [waitId, key] = approval!.link!.split('/').slice(-2) as [string, string];
  expect(await (await press({ waitId, key }, 'approved')).text()).toContain('The run is over');
});

describe('a callback address', () => {
  const calling = (params: Record<string, unknown> = {}) =>
    build([
      { key: 'start', type: 'core.manual' },
      { key: 'give', type: 'core.callback-address', params: { name: 'done' } },
      { key: 'hold', type: 'core.wait', params: { mode: 'call', name: 'done', amount: 2, unit: 'days', ...params } },
      {
        key: 'after',
        type: 'core.set',
        params: { fields: [{ name: 'said', value: '{{ item.callback.body.state }}' }] },
      },
    ]);
  const addressOf = async (executionId: string): Promise<RunCall> => {
    const { records } = await user.asUser(tx => readExecution(tx, { executionId }));
    const url = String(records.find(({ nodeKey }) => nodeKey === 'give')!.outputs.next![0]!.callback_url);
    const [, id, name, key] = /\/api\/calls\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(url)!;
    return { executionId: id!, name: name!, key: key! };
  };
  const call = (address: RunCall, body: unknown) =>
    takeRunCall(
      new Request('http://localhost/api/calls', {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify(body),
      }),
      address,
    );

  it('goes on with what came when it is called, once, and answers nobody else', async () => {
    const executionId = await park(await calling());
    const address = await addressOf(executionId);
    expect((await call({ ...address, key: `${address.key}x` }, {})).status).toBe(404);
    const answers = await Promise.all([call(address, { state: 'first' }), call(address, { state: 'second' })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);

    const { execution, records } = await wait(executionId);
    expect(execution.status).toBe('succeeded');
    const said = records.find(({ nodeKey }) => nodeKey === 'after')!.outputs.next![0]!.said;
    expect(said).toBe(answers[0]!.status === 200 ? 'first' : 'second');
    expect((await call(address, {})).status).toBe(409);
  });

  it('counts a call that comes before the run gets there', async () => {
    const workflowId = await calling();
    const executionId = crypto.randomUUID();
    await sql`insert into workflow_executions (id, workflow_id, owner_id, version, workflow, mode, trigger_node_id, started_by)
      select ${executionId}::uuid, workflow_id, ${user.id}::uuid, version, workflow, 'live', (workflow -> 'nodes' -> 0 ->> 'id')::uuid, 'person'
      from workflow_versions where workflow_id = ${workflowId} order by version desc limit 1`.execute(
      parley.db.service,
    );
    const [name, key] = callUrl(executionId, 'done').split('/').slice(-2);
    expect((await call({ executionId, name: name!, key: key! }, { state: 'early' })).status).toBe(200);
    await goOn(executionId);
    const { execution, records } = await wait(executionId);
    expect(execution).toMatchObject({ status: 'succeeded', epoch: 1 });
    expect(records.find(({ nodeKey }) => nodeKey === 'after')!.outputs.next![0]!.said).toBe('early');
  });

  it('fails in a sentence when nobody calls in time', async () => {
    const executionId = await park(await calling({ amount: 1, unit: 'seconds' }));
    const { execution } = await wait(executionId);
    expect(execution.error).toMatchObject({ code: 'wait.nobody_called', nodeKey: 'hold' });
  });
});
