import { sql } from 'kysely';
import type { TestDatabase, TestUser } from './database';

/** One row of somebody's in every table, written past all rules. A new table without a line here fails the access test. */
export async function fillEveryTable({ db }: TestDatabase, owner: TestUser): Promise<void> {
  const id = sql.lit(owner.id);
  await sql`
    do $$
    declare
      owner uuid := ${id};
      workflow uuid; node uuid := gen_random_uuid(); other uuid := gen_random_uuid();
      execution uuid; chat uuid; stream uuid; rows_of uuid; passages_of uuid; team uuid; integration uuid; colleague uuid;
    begin
      insert into auth.users (email) values ('colleague-' || owner || '@example.test') returning id into colleague;
      insert into teams (name, owner_id) values ('Team', owner) returning id into team;
      insert into team_invitations (team_id, email, token_hash, invited_by)
        values (team, 'guest-' || owner || '@example.test', parley.hash_of(owner::text), owner);
      insert into team_models (team_id, model_id, is_enabled) select team, ai_models.id, false from ai_models limit 1;
      insert into workflows (owner_id, name, version) values (owner, 'Orders', 1) returning id into workflow;
      insert into workflow_nodes (workflow_id, id, key, type, label) values
        (workflow, node, 'start', 'core.manual', 'Start'), (workflow, other, 'next', 'core.set', 'Next');
      insert into workflow_pins (workflow_id, node_id, items) values (workflow, node, '[{"secret": 1}]');
      insert into workflow_connections (workflow_id, from_node_id, to_node_id) values (workflow, node, other);
      insert into workflow_versions (workflow_id, version, author, author_id, changes, workflow) values (workflow, 1, 'user', owner, '[]', '{}');
      insert into workflow_shares (workflow_id, user_id, shared_by) values (workflow, colleague, owner);
      insert into workflow_triggers (workflow_id, node_id, node_key, kind) values (workflow, node, 'start', 'webhook');
      insert into workflow_executions (workflow_id, owner_id, version, workflow, mode, trigger_node_id, started_by)
        values (workflow, owner, 1, '{}', 'live', node, 'person') returning id into execution;
      insert into node_executions (execution_id, node_key, node_id, type, label, status, started_at, seq)
        values (execution, 'start', node, 'core.manual', 'Start', 'succeeded', now(), 1);
      insert into run_payloads (execution_id, hash, body) values (execution, repeat('h', 43), 'secret');
      insert into chats (owner_id, title, workflow_id) values (owner, 'Orders', workflow) returning id into chat;
      insert into chat_messages (chat_id, id, position, role, parts) values (chat, '1', 0, 'user', '[]');
      insert into chat_streams (chat_id) values (chat) returning id into stream;
      insert into chat_stream_chunks (stream_id, position, chunk) values (stream, 0, 'secret');
      insert into chat_attachments (owner_id, chat_id, name, media_type, kind, content, text)
        values (owner, chat, 'orders.csv', 'text/csv', 'csv', 'secret', 'secret');
      insert into usage_daily (user_id, day, workflow_name) values (owner, '2020-01-01', 'Orders');
      insert into model_usage (user_id, chat_id, model, input_tokens, output_tokens) values (owner, chat, 'secret', 1, 1);
      insert into form_submissions (form_id, sender, token_hash)
        select workflow_triggers.id, repeat('a', 43), repeat('b', 43) from workflow_triggers where workflow_id = workflow;
      insert into run_files (owner_id, execution_id, name, media_type, content) values (owner, execution, 'secret.txt', 'text/plain', 'secret');
      insert into run_waits (execution_id, kind, name, asks) values (execution, 'approval', 'ask', '{"title": "secret"}');
      insert into approvals (owner_id, chat_id, tool_call_id, subject_hash) values (owner, chat, 'call', 'hash');
      insert into data_tables (owner_id, name, last_row_id) values (owner, 'orders', 1) returning id into rows_of;
      insert into data_rows (table_id, id, values) values (rows_of, 1, '{"secret": 1}');
      insert into table_writes (owner_id, key) values (owner, 'key');
      insert into document_collections (owner_id, name, model, dimensions) values (owner, 'handbook', 'x', 2) returning id into passages_of;
      insert into document_passages (collection_id, source, position, text, embedding) values (passages_of, 'secret', 1, 'secret', '{1,0}');
      insert into run_turns (execution_id, group_id, held_at) values (execution, owner, now());
      insert into workers (id) values (gen_random_uuid());
      insert into user_analytics (user_id, event_type) values (owner, 'signed_in');
      insert into workflow_templates (name, category, template_data, author_id, is_public) values ('Mine', 'mine', '{}', owner, false);
      select integrations.id into integration from integrations limit 1;
      insert into user_integrations (user_id, integration_id, name, secret_ciphertext) values (owner, integration, 'Mine', 'secret');
    end $$`.execute(db.service);
}
