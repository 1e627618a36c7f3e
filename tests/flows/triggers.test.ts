import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { settings } from '@/app/_server/settings';
import { tryCredential } from '@/app/_server/try-credential';
import { asUser } from '@/database/connection';
import { saveCredential } from '@/database/credentials';
import { listExecutions } from '@/database/executions';
import { openRunFile } from '@/database/run-files';
import { addRow, editCell } from '@/database/table-rows';
import { createTableStore } from '@/database/table-store';
import { createTable } from '@/database/tables';
import type { NewNode } from '@/engine/workflow/change';
import type { Item } from '@/engine/workflow/schema';
import { serveImap } from '@/tests/support/imap-server';
import { serve } from '@/tests/support/loopback-server';
import { startRunning } from '@/tests/support/running';

const { parley, user, addUser, build, wait } = await startRunning();
const { claims } = user;

/** Every run of a workflow, oldest first, once each is over. */
async function runsOf(workflowId: string) {
  const listed = await user.asUser(tx => listExecutions(tx, { workflowId, limit: 50 }));
  return Promise.all(listed.toReversed().map(({ id }) => wait(id)));
}

const itemsOf = async (workflowId: string): Promise<Item[][]> =>
  (await runsOf(workflowId)).map(({ execution }) => execution.triggerItems);

async function switchedOn(nodes: readonly NewNode[]): Promise<string> {
  const workflowId = await build(nodes);
  const { problems } = await parley.activate({ claims, workflowId });
  if (problems.length > 0) throw new Error(problems.join(' '));
  return workflowId;
}

describe('a row of a table', () => {
  const store = createTableStore(parley.db, claims);
  const key = () => ({ idempotencyKey: crypto.randomUUID() });
  const watching = (table: string, on: string, ...more: NewNode[]) =>
    switchedOn([{ key: 'row', type: 'core.table-row', params: { table, on } }, ...more]);
  const table = async (name: string) => (await user.asUser(tx => createTable(tx, { name }))).id;

  it('starts what waits for it, in the same transaction, once however often the write is repeated', async () => {
    const tableId = await table('orders');
    const added = await watching('Orders', 'added');
    const changed = await watching('orders', 'changed');
    const write = key();
    await store.insert('orders', [{ email: 'ada@example.com' }, { email: 'bob@example.com' }], write);
    await store.insert('orders', [{ email: 'ada@example.com' }, { email: 'bob@example.com' }], write);
    await expect(
      user.asUser(async tx => {
        await addRow(tx, { tableId, values: { email: 'nobody' } });
        throw new Error('thought better of it');
      }),
    ).rejects.toThrow('thought better');
    const { id } = await user.asUser(tx => addRow(tx, { tableId, values: { email: 'eve@example.com' } }));
    const edit = { tableId, rowId: id, column: 'email' };
    await user.asUser(tx => editCell(tx, { ...edit, value: 'eva@example.com' }));
    await user.asUser(tx => editCell(tx, { ...edit, value: 'eva@example.com' })); // the same again is no change

    const none = { row_event: 'added', row_before: {} };
    expect(await itemsOf(added)).toEqual([
      [
        { id: 1, email: 'ada@example.com', ...none },
        { id: 2, email: 'bob@example.com', ...none },
      ],
      [{ id, email: 'eve@example.com', ...none }],
    ]);
    expect(await itemsOf(changed)).toEqual([
      [{ id, email: 'eva@example.com', row_event: 'changed', row_before: { email: 'eve@example.com' } }],
    ]);
    const [{ execution }] = (await runsOf(changed)) as [Awaited<ReturnType<typeof wait>>];
    expect(execution).toMatchObject({ status: 'succeeded', mode: 'live', startedBy: 'table' });
    await parley.deactivate({ claims, workflowId: added });
    await user.asUser(tx => addRow(tx, { tableId, values: {} }));
    expect(await itemsOf(added)).toHaveLength(2);
  });

  it('is nothing to those who have a table of the same name', async () => {
    await table('shared name');
    const workflowId = await watching('shared name', 'both');
    const other = await addUser();
    const tableId = await other.asUser(async tx => (await createTable(tx, { name: 'shared name' })).id);
    await sql`update workflow_triggers set config = config || jsonb_build_object('tableId', ${tableId}::text)
      where workflow_id = ${workflowId}`.execute(parley.db.service);
    await asUser(parley.db, other.claims, tx => addRow(tx, { tableId, values: { a: 1 } }));
    expect(await itemsOf(workflowId)).toEqual([]);
  });

  it('that starts what writes the next one ends after ten, and says why', async () => {
    await table('circle');
    const again = { key: 'again', type: 'core.data-table', params: { operation: 'insert', table: 'circle' } };
    const values = [{ name: 'n', value: '{{ item.id }}' }];
    const workflowId = await watching('circle', 'added', { ...again, params: { ...again.params, values } });
    await store.insert('circle', [{ n: 0 }], key());
    await expect
      .poll(async () => (await runsOf(workflowId)).at(-1)?.execution.status, { timeout: 20_000 })
      .toBe('failed');

    const runs = await runsOf(workflowId);
    expect(runs.map(({ execution }) => execution.status)).toEqual([...Array(10).fill('succeeded'), 'failed']);
    expect(runs.at(-1)!.execution.error).toMatchObject({ code: 'table.loop', nodeKey: 'again' });
    expect(await store.find('circle', { filters: [], match: 'all', limit: 50 })).toHaveLength(11);
  });

  it('must be of a table that is there', async () => {
    const workflowId = await build([{ key: 'row', type: 'core.table-row', params: { table: 'nowhere' } }]);
    const { active, problems } = await parley.activate({ claims, workflowId });
    expect([active, problems]).toEqual([
      false,
      ['There is no table called "nowhere" yet. Make it first, or write into it once.'],
    ]);
  });
});

describe('what looks for news', () => {
  const lookedAt = async (workflowId: string) => {
    const { rows } = await sql<{ at: string | null }>`
      select state ->> 'at' as at from workflow_triggers where workflow_id = ${workflowId}`.execute(parley.db.service);
    return rows[0]?.at ?? null;
  };
  const looked = (workflowId: string, before: string | null = null) =>
    expect.poll(() => lookedAt(workflowId), { timeout: 20_000 }).not.toBe(before);
  /** As if its time had come, as often as a test wants. */
  const lookNow = async (workflowId: string) => {
    const before = await lookedAt(workflowId);
    await sql`update workflow_triggers set next_at = now() where workflow_id = ${workflowId}`.execute(
      parley.db.service,
    );
    parley.lookAtSchedules();
    await looked(workflowId, before);
  };
  const stateOf = async (workflowId: string) =>
    (await parley.readActivation({ claims, workflowId })).schedules.map(({ note }) => note)[0]!;

  const post = (id: number) =>
    `<item><title>Post ${id}</title><guid>p${id}</guid><link>https://example.com/${id}</link></item>`;
  const feed = (...ids: number[]) =>
    `<rss version="2.0"><channel><title>N</title>${ids.map(post).join('')}</channel></rss>`;

  it.each([
    ['none', [['Post 3'], ['Post 4', 'Post 5']]],
    ['all', [['Post 1', 'Post 2'], ['Post 3'], ['Post 4', 'Post 5']]],
  ])('in a feed, with %s of what is there at first, gives each post once and oldest first', async (first, expected) => {
    let body = feed(2, 1);
    const { url } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(body);
    });
    const workflowId = await switchedOn([{ key: 'news', type: 'core.rss-new', params: { url, every: 30, first } }]);
    await looked(workflowId);
    body = feed(3, 2, 1);
    await lookNow(workflowId);
    await lookNow(workflowId);
    body = feed(5, 4, 3);
    await lookNow(workflowId);
    const given = (await itemsOf(workflowId)).map(items => items.map(({ title }) => title));
    expect(given).toEqual(expected);
    expect((await runsOf(workflowId)).at(-1)!.execution).toMatchObject({ startedBy: 'poll', status: 'succeeded' });
  });

  it('of an API, sends the newest it knows, tells entries by their key, and says what went wrong', async () => {
    const asked: (string | null)[] = [];
    let entries: object[] | null = [{ id: 1, at: '2026-01-01' }];
    const { url } = await serve((request, response) => {
      asked.push(new URL(request.url!, 'http://localhost').searchParams.get('since'));
      const status = entries ? 200 : 503;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ data: entries ?? [] }));
    });
    const params = { url, itemsPath: 'data', cursorField: 'at', cursorName: 'since', every: 30 };
    const workflowId = await switchedOn([{ key: 'news', type: 'core.poll', params }]);
    await looked(workflowId);
    entries = [
      { id: 1, at: '2026-01-01' },
      { id: 2, at: '2026-01-03' },
      { id: 3, at: '2026-01-02' },
    ];
    await lookNow(workflowId);
    entries = null;
    await lookNow(workflowId);
    expect(await stateOf(workflowId)).toContain('503');
    entries = [
      { id: 2, at: '2026-01-03' },
      { id: 4, at: '2026-01-04' },
    ];
    await lookNow(workflowId);

    expect(await itemsOf(workflowId)).toEqual([
      [
        { id: 2, at: '2026-01-03' },
        { id: 3, at: '2026-01-02' },
      ],
      [{ id: 4, at: '2026-01-04' }],
    ]);
    expect([asked[0], asked[1], asked.at(-1)]).toEqual([null, '2026-01-01', '2026-01-03']);
    expect(await stateOf(workflowId)).toMatch(/every 30 minutes.*Looked last at \S+Z\.$/);
  });

  it('in a mailbox, gives each e-mail once with its files, marks none, and says when the key is wrong', async () => {
    const server = await serveImap();
    const mail = (number: number) =>
      `From: Ada <ada@example.com>\nTo: orders@example.com\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_${number}?=\nDate: Mon, 02 Mar 2026 08:00:00 +0100\nMessage-ID: <${number}@example.com>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHello ${number}\n--b\nContent-Type: application/pdf; name="a.pdf"\nContent-Disposition: attachment; filename="a.pdf"\nContent-Transfer-Encoding: base64\n\nAAECAw==\n--b--\n`;
    server.deliver(mail(1));
    const masterKey = settings().encryptionKey;
    const save = (name: string, values: Record<string, string>) =>
      saveCredential(parley.db, { claims, masterKey, credential: { integration: 'imap', name, values } });
    const key = await save('Mailbox', server.fields);
    expect(await tryCredential({ claims, id: key })).toBeNull();
    const wrong = await save('Wrong', { ...server.fields, password: 'other' });
    expect(await tryCredential({ claims, id: wrong })).toContain('did not accept the key');

    const trigger = { key: 'mail', type: 'core.email-received', options: { credentialId: key } };
    const workflowId = await switchedOn([trigger]);
    await looked(workflowId);
    await lookNow(workflowId);
    server.deliver(mail(2));
    server.deliver(mail(3));
    await lookNow(workflowId);
    await lookNow(workflowId);
    const [given, ...more] = await itemsOf(workflowId);
    expect(more).toEqual([]);
    expect(given!.map(({ subject }) => subject)).toEqual(['Grüße 2', 'Grüße 3']);
    expect(given![0]).toMatchObject({
      ...{ from: 'ada@example.com', from_name: 'Ada', to: ['orders@example.com'], message_id: '<2@example.com>' },
      ...{ date: '2026-03-02T07:00:00.000Z', files: [{ name: 'a.pdf', type: 'application/pdf', size: 4 }] },
    });
    expect(String(given![0]!.text).trim()).toBe('Hello 2');
    const [{ file }] = given![0]!.files as [{ file: string }];
    const opened = await openRunFile(parley.db, { ownerId: user.id, id: file.slice('run-file:'.length) });
    expect([...opened]).toEqual([0, 1, 2, 3]);
    expect(server.commands.some(line => / (SELECT|UID STORE) /.test(line))).toBe(false);

    server.box.validity = 2; // the mailbox was made anew: its numbers mean something else now
    await lookNow(workflowId);
    server.deliver(mail(4));
    await lookNow(workflowId);
    expect((await itemsOf(workflowId)).at(-1)!.map(({ subject }) => subject)).toEqual(['Grüße 4']);
  });
});
