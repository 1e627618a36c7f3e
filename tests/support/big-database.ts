import { createHash } from 'node:crypto';
import { runSql } from './postgres-cluster';

/** How many rows each table is filled with: few in `npm test`, PARLEY_PLAN_ROWS=100000 for the long form (a minute). */
export const rowsPerTable = Number(process.env.PARLEY_PLAN_ROWS ?? 6_000);

/**
 * Ids by number, so that a test can name any row: `idOf('workflow', 7)`. Person 1 is the one who asks: 50 workflows of
 * their own, 500 through two teams, 20 shared with them.
 */
export const idOf = (kind: string, number: number): string =>
  createHash('md5')
    .update(`${kind} ${number}`)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');

const id = (kind: string, number = 'i') =>
  `overlay(overlay(md5('${kind} ' || ${number}) placing '4' from 13) placing '8' from 17)::uuid`;
const series = `from generate_series(0, ${rowsPerTable - 1}) i`;
/** Fifty of each for some of the people. */
const owners = rowsPerTable / 50;
const owner = id('person', `(i % ${owners})`);

/** Narrow rows, written past triggers and foreign keys; indexes for words are built once, over all rows. */
export async function fillBigDatabase(serviceUrl: string): Promise<void> {
  const words = await runSql<{ name: string; definition: string }>(
    serviceUrl,
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
     join pg_class c on c.oid = i.indexrelid join pg_am on pg_am.oid = c.relam where amname = 'gin' and c.relnamespace = 'public'::regnamespace`,
  );
  await runSql(
    serviceUrl,
    `begin; set local session_replication_role = replica; set local synchronous_commit = off;
     ${words.map(({ name }) => `drop index ${name};`).join('')}
     ${people}${workflows}${runs}${conversations}${tables}${catalogue}
     set local maintenance_work_mem = '256MB';
     ${words.map(({ definition }) => `${definition};`).join('')}
     commit`,
  );
  await runSql(serviceUrl, 'analyze');
}

const people = `
  insert into auth.users (id, email, email_confirmed_at) select ${id('person')}, 'person' || i || '@big.test', now() ${series};
  insert into users (id, email) select ${id('person')}, 'person' || i || '@big.test' ${series};
  insert into auth.sessions (id, user_id) select ${id('session')}, ${id('person')} ${series};
  insert into auth.refresh_tokens (token, session_id, user_id) select 'token ' || i, ${id('session')}, ${id('person')} ${series};
  insert into auth.identities (id, provider_id, user_id, identity_data, provider)
    select ${id('identity')}, 'p' || i, ${id('person')}, '{}', 'github' ${series};
  insert into teams (id, name, owner_id) select ${id('team')}, 'Team ' || i, ${id('person')} ${series};
  insert into team_members (team_id, user_id, role) select ${id('team')}, ${id('person')}, 'owner' ${series};
  insert into team_members (team_id, user_id, role) select ${id('team', 'n')}, ${id('person', '1')}, 'admin' from generate_series(2, 3) n;
  insert into team_invitations (team_id, email, token_hash) select ${id('team')}, 'guest' || i || '@big.test', parley.hash_of('invitation ' || i) ${series};
  insert into user_analytics (user_id, event_type) select ${owner}, 'opened' ${series};`;

const workflows = `
  insert into workflows (id, owner_id, name, description, visibility, team_id, updated_at, version, tags)
    select ${id('workflow')}, ${owner}, 'Workflow ' || i, 'about ' || (i % 997), case when i < 500 then 'team' when i % 1000 = 7 then 'public' else 'private' end,
      case when i < 500 then ${id('team', '(2 + i % 2)')} end, now() - i * interval '1 minute', 1, array['tag' || i % 500] ${series};
  insert into workflow_nodes (workflow_id, id, key, type, label, params)
    select ${id('workflow')}, ${id('node')}, 'start', 'core.set', 'Step ' || i, jsonb_build_object('text', 'word' || i % 5000) ${series};
  insert into workflow_connections (workflow_id, id, from_node_id, to_node_id) select ${id('workflow')}, ${id('arrow')}, ${id('node')}, ${id('node')} ${series};
  insert into workflow_versions (workflow_id, version, author, changes, workflow)
    select ${id('workflow')}, 1, 'user', '[]', '{"name": "W", "description": "", "settings": {}, "nodes": [], "connections": []}' ${series};
  insert into workflow_triggers (id, workflow_id, node_id, node_key, kind, active, next_at)
    select ${id('trigger')}, ${id('workflow')}, ${id('node')}, 'start', case when i % 10 = 0 then 'schedule' else 'webhook' end, true, now() + i * interval '1 minute' ${series};
  insert into workflow_shares (id, workflow_id, user_id) select ${id('share')}, ${id('workflow')}, ${id('person', `(i * 7 % ${rowsPerTable})`)} ${series};
  insert into workflow_shares (workflow_id, user_id) select ${id('workflow', '(n * 111)')}, ${id('person', '1')} from generate_series(10, 29) n;
  insert into workflow_shares (id, workflow_id, link_hash) values (${id('link', '1')}, ${id('workflow', '1')}, parley.hash_of('link 1'));`;

const runs = `
  insert into workflow_executions (id, workflow_id, owner_id, version, workflow, mode, trigger_node_id, started_by, status, finished_at, created_at)
    select ${id('run')}, ${id('workflow', `(i % ${rowsPerTable / 2})`)}, ${id('person', `(i % ${rowsPerTable / 2} % ${owners})`)}, 1, '{}', 'live', ${id('node')}, 'person',
      'succeeded', now(), now() - i * interval '1 minute' ${series};
  insert into node_executions (execution_id, node_key, node_id, type, label, status, started_at, seq)
    select ${id('run')}, 'start', ${id('node', `(i % ${rowsPerTable / 2})`)}, 'core.set', 'S', 'succeeded', now(), 1 ${series};
  insert into run_waits (id, execution_id, kind, name, until, outcome, answered_at, taken_at)
    select ${id('wait')}, ${id('run')}, 'approval', 'ask', now() + interval '1 day', 'approved', now() - interval '1 hour', now() ${series};
  insert into usage_daily (user_id, day) select ${owner}, current_date - i ${series} on conflict do nothing;
  insert into model_usage (user_id, model, execution_id, input_tokens, output_tokens, created_at)
    select ${owner}, 'm' || i % 9, ${id('run')}, 1, 1, now() - i * interval '1 minute' ${series};`;

const conversations = `
  insert into chats (id, owner_id, title, workflow_id, updated_at) select ${id('chat')}, ${owner}, 'Chat ' || i, ${id('workflow')}, now() - i * interval '1 minute' ${series};
  insert into chat_messages (chat_id, id, position, role, parts)
    select ${id('chat')}, '1', 0, 'user', jsonb_build_array(jsonb_build_object('type', 'text', 'text', 'said' || i)) ${series};
  insert into chat_streams (id, chat_id) select ${id('stream')}, ${id('chat')} ${series};
  insert into chat_stream_chunks (stream_id, position, chunk) select ${id('stream')}, 0, 'x' ${series};
  insert into chat_attachments (id, owner_id, chat_id, name, media_type, kind, content, text)
    select ${id('file')}, ${owner}, ${id('chat')}, 'a.csv', 'text/csv', 'csv', 'a', 'a' ${series};
  insert into approvals (owner_id, chat_id, tool_call_id, subject_hash) select ${owner}, ${id('chat')}, 'call', 'x' ${series};`;

const tables = `
  insert into data_tables (id, owner_id, name, columns, last_row_id) select ${id('table')}, ${owner}, 'table' || i, array['name'], 500 ${series};
  insert into data_rows (table_id, id, values) select ${id('table', '1')}, i + 1, jsonb_build_object('name', i) from generate_series(0, 499) i;
  insert into data_rows (table_id, id, values) select ${id('table')}, 1, '{"name": 1}' ${series} where i <> 1;
  insert into document_collections (id, owner_id, name, model, dimensions) select ${id('collection')}, ${owner}, 'collection' || i, 'm', 2 ${series};
  insert into document_passages (collection_id, source, position, text, embedding)
    select ${id('collection', '1')}, 'source ' || i % 50, i / 50 + 1, 'x', '{1,0}' from generate_series(0, 499) i;
  insert into document_passages (collection_id, source, position, text, embedding) select ${id('collection')}, 'a', 1, 'x', '{1,0}' ${series} where i <> 1;
  insert into table_writes (owner_id, key) select ${owner}, 'key ' || i ${series};`;

const catalogue = `
  insert into integrations (id, name, display_name, category, owner_id) select ${id('service')}, 'service-' || i, 'Service ' || i, 'api', ${owner} ${series};
  insert into user_integrations (id, user_id, integration_id, name) select ${id('key')}, ${owner}, ${id('service')}, 'Key ' || i ${series};
  insert into workflow_templates (id, name, category, template_data, author_id, is_public)
    select ${id('template')}, 'Template ' || i, 'own', '{}', ${owner}, false ${series};`;
