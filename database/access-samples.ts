import type { World } from './access-world';

/** How a cell of the matrix is tried: which row is meant, and what is put in or changed. */
export interface Sample {
  /** The condition that finds the owner's row. */
  row: string;
  /** Columns and values of a new row, into what is the owner's where a person cannot choose whose it is. */
  insert?: string;
  /** What is changed; without it the first column that may be changed gets the value it has. */
  update?: string;
}

/** By table. In a public workflow the same rows are looked for. */
export function samplesOf(world: World, workflow = world.workflow): Samples {
  return { ...ofPeople(world), ...ofWorkflow(world, workflow), ...ofConversations(world), ...ofCatalogue(world) };
}

type Samples = Readonly<Record<string, Sample>>;

const ofOwner = ({ people }: World, column: string) => `${column} = '${people.owner}'`;

function ofPeople(world: World): Samples {
  const { people, team } = world;
  return {
    users: { row: `id = '${people.owner}'` },
    teams: { row: `id = '${team}'`, insert: `(name) values ('Mine')` },
    team_members: {
      row: `team_id = '${team}' and user_id = '${people['team viewer']}'`,
      update: `role = 'member'`,
    },
    team_invitations: {
      row: `team_id = '${team}'`,
      insert: `(team_id, email, token_hash) values ('${team}', 'a@access.invalid', repeat('a', 64))`,
    },
    team_models: {
      row: `team_id = '${team}'`,
      insert: `(team_id, model_id) select '${team}', id from ai_models where id not in (select model_id from team_models) limit 1`,
    },
    user_analytics: { row: ofOwner(world, 'user_id'), insert: `(event_type) values ('tried')` },
  };
}

function ofWorkflow(world: World, workflow: string): Samples {
  const { people, execution } = world;
  const ofIt = `workflow_id = '${workflow}'`;
  const node = workflow === world.workflow ? world.node : world.publicNode;
  return {
    workflows: { row: `id = '${workflow}'`, insert: `(name) values ('Mine')` },
    workflow_nodes: {
      row: `${ofIt} and id = '${node}'`,
      insert: `(workflow_id, key, type, label) values ('${workflow}', 'put_in', 'core.set', 'Put in')`,
    },
    workflow_pins: {
      row: `${ofIt} and node_id = '${node}'`,
      insert: `(workflow_id, node_id, items) values ('${workflow}', '${world.otherNode}', '[]')`,
    },
    workflow_connections: {
      row: ofIt,
      insert: `(workflow_id, from_node_id, to_node_id) values ('${workflow}', '${world.otherNode}', '${node}')`,
    },
    workflow_shares: {
      row: `${ofIt} and user_id = '${people['share viewer']}'`,
      insert: `(workflow_id, user_id, permission) values ('${workflow}', '${people.stranger}', 'view')`,
    },
    workflow_versions: {
      row: ofIt,
      insert: `(workflow_id, version, author, changes, workflow) values ('${workflow}', 9, 'user', '[]', '{}')`,
    },
    workflow_triggers: {
      row: ofIt,
      insert: `(workflow_id, node_id, node_key, kind) values ('${workflow}', '${world.otherNode}', 'next', 'webhook')`,
    },
    workflow_executions: {
      row: workflow === world.workflow ? `id = '${execution}'` : ofIt,
      insert: `(workflow_id, version, workflow, mode, trigger_node_id, started_by)
        values ('${workflow}', 1, '{}', 'verify', '${node}', 'person')`,
    },
    node_executions: { row: `node_id = '${node}'` },
    run_payloads: { row: `hash = repeat('h', 43)` },
  };
}

function ofConversations(world: World): Samples {
  const { chat, stream, dataTable, collection } = world;
  return {
    chats: { row: `id = '${chat}'`, insert: `(title) values ('Mine')` },
    chat_messages: {
      row: `chat_id = '${chat}'`,
      insert: `(chat_id, id, position, role, parts) values ('${chat}', '2', 1, 'user', '[]')`,
    },
    chat_streams: { row: `id = '${stream}'`, insert: `(chat_id) values ('${chat}')` },
    chat_stream_chunks: {
      row: `stream_id = '${stream}'`,
      insert: `(stream_id, position, chunk) values ('${stream}', 1, 'x')`,
    },
    chat_attachments: {
      row: ofOwner(world, 'owner_id'),
      insert: `(name, media_type, kind, content) values ('b.csv', 'text/csv', 'csv', 'x')`,
    },
    run_files: {
      row: ofOwner(world, 'owner_id'),
      insert: `(owner_id, execution_id, name, media_type, content) values (auth.uid(), '${world.execution}', 'b.txt', 'text/plain', 'x')`,
    },
    run_waits: {
      row: `execution_id = '${world.execution}'`,
      insert: `(execution_id, kind, name) values ('${world.execution}', 'approval', 'other')`,
    },
    form_submissions: {
      row: `sender = repeat('a', 43)`,
      insert: `(form_id, sender, token_hash) select id, repeat('a', 43), repeat('c', 43) from workflow_triggers limit 1`,
    },
    approvals: {
      row: `chat_id = '${chat}'`,
      insert: `(chat_id, tool_call_id, subject_hash) values ('${chat}', 'other', 'hash')`,
      update: 'used_at = now()',
    },
    data_tables: { row: `id = '${dataTable}'`, insert: `(name) values ('mine')` },
    data_rows: {
      row: `table_id = '${dataTable}'`,
      insert: `(table_id, id, values) values ('${dataTable}', 2, '{}')`,
    },
    table_writes: { row: ofOwner(world, 'owner_id'), insert: `(key) values ('other')` },
    document_collections: { row: `id = '${collection}'`, insert: `(name, model, dimensions) values ('mine', 'x', 2)` },
    document_passages: {
      row: `collection_id = '${collection}'`,
      insert: `(collection_id, source, position, text, embedding) values ('${collection}', 'a', 2, 'x', '{1,0}')`,
    },
  };
}

function ofCatalogue(world: World): Samples {
  return {
    integrations: { row: `id = '${world.integration}'` },
    ai_models: { row: 'is_active' },
    workflow_templates: {
      row: ofOwner(world, 'author_id'),
      insert: `(name, category, template_data, is_public) values ('Mine', 'own', '{}', false)`,
    },
    user_integrations: { row: ofOwner(world, 'user_id') },
    model_usage: { row: ofOwner(world, 'user_id'), insert: `(model, input_tokens, output_tokens) values ('x', 1, 1)` },
    usage_daily: { row: ofOwner(world, 'user_id') },
    run_turns: { row: `group_id = '${world.people.owner}'` },
    workers: { row: 'true' },
    schema_migrations: { row: 'true' },
  };
}
