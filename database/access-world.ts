import type { Person } from './access-matrix';
import { people } from './access-matrix';

/** The ids that a world is made of; every one is new, so that it can be made in a database that is in use. */
export interface World {
  people: Readonly<Record<Person, string>>;
  team: string;
  workflow: string;
  publicWorkflow: string;
  node: string;
  otherNode: string;
  publicNode: string;
  execution: string;
  chat: string;
  stream: string;
  dataTable: string;
  collection: string;
  integration: string;
}

export function newWorld(): World {
  const id = () => crypto.randomUUID();
  const everyone = Object.fromEntries(people.map(name => [name, id()])) as World['people'];
  const places = { team: id(), workflow: id(), publicWorkflow: id(), node: id(), otherNode: id(), publicNode: id() };
  return {
    people: everyone,
    ...places,
    execution: id(),
    chat: id(),
    stream: id(),
    dataTable: id(),
    collection: id(),
    integration: id(),
  };
}

/** One owner with a row in every table, those it is shared with, and a stranger. For a transaction that is rolled back. */
export function worldSql(world: World): string {
  const { owner, ...others } = world.people;
  const signUp = Object.values(world.people).map(id => `('${id}', '${id}@access.invalid')`);
  const shares = (['view', 'run', 'edit'] as const).map((permission, index) => {
    const name = (['share viewer', 'share runner', 'share editor'] as const)[index]!;
    return `('${world.workflow}', '${others[name]}', '${permission}', '${owner}')`;
  });
  const members = (['viewer', 'member', 'admin'] as const).map(
    role => `('${world.team}', '${others[`team ${role}`]}', '${role}')`,
  );
  return `
    insert into auth.users (id, email) values ${signUp.join(', ')};
    insert into public.teams (id, name, owner_id) values ('${world.team}', 'Team', '${owner}');
    insert into public.team_members (team_id, user_id, role) values ${members.join(', ')};
    insert into public.team_invitations (team_id, email, token_hash) values ('${world.team}', 'guest@access.invalid', parley.hash_of('${world.team}'));
    insert into public.team_models (team_id, model_id) select '${world.team}', id from public.ai_models limit 1;
    insert into public.workflows (id, owner_id, team_id, visibility, name) values
      ('${world.workflow}', '${owner}', '${world.team}', 'team', 'Shared'), ('${world.publicWorkflow}', '${owner}', null, 'public', 'Public');
    insert into public.workflow_shares (workflow_id, user_id, permission, shared_by) values ${shares.join(', ')};
    ${[world.workflow, world.publicWorkflow].map(workflow => onWorkflow(world, workflow)).join('')}
    ${ownThings(world, owner)}`;
}

const onWorkflow = ({ workflow: shared, node, otherNode, publicNode, execution, people }: World, workflow: string) => {
  const first = workflow === shared ? node : publicNode;
  const run = workflow === shared ? execution : crypto.randomUUID();
  return `
    insert into public.workflow_nodes (workflow_id, id, key, type, label) values
      ('${workflow}', '${first}', 'start', 'core.manual', 'Start'), ('${workflow}', '${otherNode}', 'next', 'core.set', 'Next');
    insert into public.workflow_pins (workflow_id, node_id, items) values ('${workflow}', '${first}', '[]');
    insert into public.workflow_connections (workflow_id, from_node_id, to_node_id) values ('${workflow}', '${first}', '${otherNode}');
    insert into public.workflow_versions (workflow_id, version, author, changes, workflow) values ('${workflow}', 1, 'user', '[]', '{}');
    insert into public.workflow_triggers (workflow_id, node_id, node_key, kind) values ('${workflow}', '${first}', 'start', 'webhook');
    insert into public.workflow_executions (id, workflow_id, owner_id, version, workflow, mode, trigger_node_id, started_by)
      values ('${run}', '${workflow}', '${people.owner}', 1, '{}', 'verify', '${first}', 'person');
    insert into public.node_executions (execution_id, node_key, node_id, type, label, status, started_at, seq)
      values ('${run}', 'start', '${first}', 'core.manual', 'Start', 'succeeded', now(), 1);
    insert into public.run_payloads (execution_id, hash, body) values ('${run}', repeat('h', 43), '[]');
    insert into public.run_waits (execution_id, kind, name) values ('${run}', 'approval', 'ask');`;
};

const ownThings = (world: World, owner: string) => `
    insert into public.user_analytics (user_id, event_type) values ('${owner}', 'checked');
    insert into public.chats (id, owner_id, title, workflow_id) values ('${world.chat}', '${owner}', 'About it', '${world.workflow}');
    insert into public.chat_messages (chat_id, id, position, role, parts) values ('${world.chat}', '1', 0, 'user', '[]');
    insert into public.chat_streams (id, chat_id) values ('${world.stream}', '${world.chat}');
    insert into public.chat_stream_chunks (stream_id, position, chunk) values ('${world.stream}', 0, 'x');
    insert into public.chat_attachments (owner_id, chat_id, name, media_type, kind, content)
      values ('${owner}', '${world.chat}', 'a.csv', 'text/csv', 'csv', 'x');
    insert into public.run_turns (execution_id, group_id, taken_at) values ('${world.execution}', '${owner}', now());
    insert into public.run_files (owner_id, execution_id, name, media_type, content) values ('${owner}', '${world.execution}', 'a.txt', 'text/plain', 'x');
    insert into public.form_submissions (form_id, sender, token_hash)
      select id, repeat('a', 43), repeat('b', 43) from public.workflow_triggers where workflow_id = '${world.workflow}';
    insert into public.approvals (owner_id, chat_id, tool_call_id, subject_hash) values ('${owner}', '${world.chat}', 'call', 'hash');
    insert into public.data_tables (id, owner_id, name) values ('${world.dataTable}', '${owner}', 'orders');
    insert into public.data_rows (table_id, id, values) values ('${world.dataTable}', 1, '{}');
    insert into public.table_writes (owner_id, key) values ('${owner}', 'key');
    insert into public.document_collections (id, owner_id, name, model, dimensions) values ('${world.collection}', '${owner}', 'handbook', 'x', 2);
    insert into public.document_passages (collection_id, source, position, text, embedding) values ('${world.collection}', 'a', 1, 'x', '{1,0}');
    insert into public.integrations (id, name, display_name, category, owner_id) values ('${world.integration}', '${world.integration}', 'Own', 'api', '${owner}');
    insert into public.user_integrations (user_id, integration_id, name, secret_ciphertext) values ('${owner}', '${world.integration}', 'Key', 'x');
    insert into public.workflow_templates (name, category, template_data, author_id, is_public) values ('Own', 'own', '{}', '${owner}', false);
    insert into public.usage_daily (user_id, day) values ('${owner}', '2020-01-01');
    insert into public.model_usage (user_id, chat_id, model, input_tokens, output_tokens) values ('${owner}', '${world.chat}', 'x', 1, 1);
    insert into public.workers (id) values ('${world.integration}') on conflict do nothing;`;
