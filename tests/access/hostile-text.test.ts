import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { changeWorkflow } from '@/database/change-workflow';
import { openChat, saveMessages } from '@/database/chats';
import type { Transaction } from '@/database/connection';
import { saveCredential } from '@/database/credentials';
import { acceptInvitation, invite } from '@/database/invitations';
import { addUsageRows, chooseChatModel } from '@/database/models';
import { savePreferences } from '@/database/preferences';
import { search } from '@/database/search';
import { createShareLink, openShareLink, shareWithPerson } from '@/database/shares';
import { deleteColumn, renameColumn } from '@/database/table-columns';
import { importCsv } from '@/database/table-csv';
import { addRow, editCell } from '@/database/table-rows';
import { createTableStore } from '@/database/table-store';
import { createTable, findTable } from '@/database/tables';
import { switchTeamModel } from '@/database/team-models';
import { createTeam, renameTeam } from '@/database/teams';
import { saveTemplate } from '@/database/templates';
import { nameVersion } from '@/database/version-names';
import { listOverview, tagWorkflows } from '@/database/workflow-overview';
import { createWorkflow, listWorkflows, readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { freshDatabase, type TestUser } from '@/tests/support/database';

const database = await freshDatabase();
const { db } = database;

const hostile = [
  `'; drop table workflows; --`,
  `x' || (select string_agg(email, ',') from auth.users) || '`,
  `"; update users set plan = 'enterprise'; --`,
  `$$; reset role; select * from user_integrations; $$`,
  `\\'; select pg_sleep(9); --`,
  `name') or 1=1 or ('a'='a`,
  `{"$ne": null}`,
  `\u0000 %s \${process.env} {{1+1}}`,
];

let owner: TestUser;
let place: { workflowId: string; chatId: string; tableId: string; teamId: string };

beforeAll(async () => {
  owner = await database.addUser();
  place = await owner.asUser(async tx => {
    const { id: workflowId } = await createWorkflow(tx, { name: 'Plain' });
    await changeWorkflow(tx, {
      ...{ workflowId, baseVersion: 0, author: 'user', nodeTypes },
      changes: [{ type: 'add-node', node: { key: 'start', type: 'core.manual' } }],
    });
    const { id: chatId } = await openChat(tx, { chatId: crypto.randomUUID(), title: 'Plain' });
    const { id: tableId } = await createTable(tx, { name: 'plain', columns: ['name'] });
    const { id: teamId } = await createTeam(tx, { name: 'Plain' });
    return { workflowId, chatId, tableId, teamId };
  });
});

/** Each way in which a text of a person's reaches the database. */
const waysIn: readonly [string, (tx: Transaction, text: string) => Promise<unknown>][] = [
  ['a workflow', (tx, text) => createWorkflow(tx, { name: text })],
  [
    'a step and its settings',
    (tx, text) =>
      edit(tx, { type: 'add-node', node: { key: 'more', type: 'core.set', label: text, params: { [text]: text } } }),
  ],
  ['a description', (tx, text) => edit(tx, { type: 'update-workflow', description: text })],
  ['a tag', (tx, text) => tagWorkflows(tx, { ids: [place.workflowId], tag: text.slice(0, 40), on: true })],
  ['a filter by tag', (tx, text) => listOverview(tx, { limit: 9, tag: text })],
  ['a list of workflows', (tx, text) => listWorkflows(tx, { limit: 9, search: text })],
  ['the search', (tx, text) => search(tx, { query: text })],
  ['a version', (tx, text) => nameVersion(tx, { workflowId: place.workflowId, version: 1, name: text })],
  ['a conversation', (tx, text) => openChat(tx, { chatId: crypto.randomUUID(), title: text })],
  [
    'a message',
    (tx, text) =>
      saveMessages(tx, {
        chatId: place.chatId,
        messages: [{ id: text, role: 'user', parts: [{ type: 'text', text }] }],
      }),
  ],
  ['a chosen model', (tx, text) => chooseChatModel(tx, { chatId: place.chatId, model: text })],
  ['a preference', (tx, text) => savePreferences(tx, { model: text })],
  [
    'usage',
    (tx, text) =>
      addUsageRows(tx, { calls: [{ model: text, usage: { inputTokens: 1, outputTokens: 1, costUsd: null } }] }),
  ],
  ['a table', (tx, text) => createTable(tx, { name: text, columns: [text] })],
  ['a table to find', (tx, text) => findTable(tx, { name: text })],
  ['a column', (tx, text) => renameColumn(tx, { tableId: place.tableId, from: 'name', to: text })],
  ['a column to delete', (tx, text) => deleteColumn(tx, { tableId: place.tableId, column: text })],
  [
    'a cell',
    async (tx, text) =>
      editCell(tx, {
        tableId: place.tableId,
        rowId: (await addRow(tx, { tableId: place.tableId })).id,
        column: 'name',
        value: text,
      }),
  ],
  ['a file of rows', (tx, text) => importCsv(tx, { tableId: place.tableId, text: `${text}\n${text}` })],
  [
    'a template',
    (tx, text) => saveTemplate(tx, { name: text, description: text, category: text, data: { ask: text } as never }),
  ],
  ['a team', (tx, text) => renameTeam(tx, { teamId: place.teamId, name: text })],
  [
    'an address to share with',
    (tx, text) => shareWithPerson(tx, { workflowId: place.workflowId, email: text, permission: 'view' }),
  ],
  ['an address to invite', (tx, text) => invite(tx, { teamId: place.teamId, email: text, role: 'viewer' })],
  ['a kind of share', (tx, text) => createShareLink(tx, { workflowId: place.workflowId, permission: text as never })],
  ['a link', (tx, text) => openShareLink(tx, { token: text })],
  ['an invitation', (tx, text) => acceptInvitation(tx, { token: text })],
  ['a model of a team', (tx, text) => switchTeamModel(tx, { teamId: place.teamId, model: text, isEnabled: false })],
];

const edit = (tx: Transaction, change: never | object) =>
  readDraft(tx, { workflowId: place.workflowId }).then(({ version }) =>
    changeWorkflow(tx, {
      ...{ workflowId: place.workflowId, baseVersion: version, author: 'user' as const, nodeTypes },
      changes: [change as never],
    }),
  );

/** What an attack would have changed. */
const untouched = async () =>
  (
    await sql`select (select count(*) from pg_class where relnamespace = 'public'::regnamespace) as tables,
      (select array_agg(plan) from users) as plans, (select count(*) from auth.users) as people`.execute(db.service)
  ).rows;

/** A refusal by us, or by a constraint of the column; never a statement that no longer says what we wrote. */
function isRefusal(error: unknown): boolean {
  return AppError.is(error) || /^(22|23)/.test((error as { code?: string }).code ?? '');
}

describe.each(waysIn)('SQL in %s', (_name, enter) => {
  it('is a text like any other, or refused as one', async () => {
    const before = await untouched();

    for (const text of hostile) {
      await owner
        .asUser(tx => enter(tx, text))
        .catch(error => {
          if (!isRefusal(error)) throw error;
        });
    }

    expect(await untouched()).toEqual(before);
  });
});

it('is a text like any other in what steps ask of tables, and in a key', async () => {
  const before = await untouched();
  const claims = { sub: owner.id, role: 'authenticated' as const };
  const store = createTableStore(db, claims);

  for (const text of hostile) {
    const tries = [
      () => store.insert(text.slice(0, 80), [{ [text]: text }], { idempotencyKey: text }),
      () =>
        store.find('plain', {
          filters: [{ column: text, operator: 'contains', value: text }],
          match: 'all',
          limit: 5,
          order: { column: text, descending: true },
        }),
      () => store.upsert('plain', { [text]: text }, { column: text, idempotencyKey: `${text}2` }),
      () =>
        store.delete(text, {
          filters: [{ column: text, operator: 'greater', value: text }],
          match: 'any',
          idempotencyKey: text,
        }),
      () =>
        saveCredential(db, {
          ...{ claims, masterKey: Buffer.alloc(32).toString('base64') },
          credential: { integration: 'openai', name: text, values: { api_key: text } },
        }),
    ];
    for (const attempt of tries) {
      await attempt().catch(error => {
        if (!isRefusal(error)) throw error;
      });
    }
  }

  expect(await untouched()).toEqual(before);
});

it('is kept as it was written', async () => {
  const [text] = hostile as [string];

  const { id } = await owner.asUser(tx => createWorkflow(tx, { name: text }));

  expect((await owner.asUser(tx => readDraft(tx, { workflowId: id }))).workflow.name).toBe(text);
});
