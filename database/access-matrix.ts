/**
 * Who may do what with which columns: the whole of it, to be read and to be checked. `tests/access/matrix.test.ts` tries
 * every cell on a real database, `npx parley doctor --policies` on the one that is in use. The policies in schema.sql
 * serve this table; where the two differ, one of them is wrong.
 *
 * A cell is about something of one owner's: their workflow (shared with three people to view, run and edit, and with a
 * team of theirs), what hangs on it, their conversations, tables, keys, and their team. Whoever is not signed in
 * (anonymous) may do nothing at all, and the service (the worker, sign-in) everything, in every table.
 */
export const people = [
  'stranger',
  'share viewer',
  'share runner',
  'share editor',
  'team viewer',
  'team member',
  'team admin',
  'owner',
] as const;
export type Person = (typeof people)[number];

export type Verb = 'select' | 'insert' | 'update' | 'delete';

export interface Cell {
  who: readonly Person[];
  /** Of `insert` and `update`: the columns that may be given. Of `select`: those that nobody reads. */
  columns: readonly string[];
}

export interface TableAccess {
  select: Cell;
  insert: Cell;
  update: Cell;
  delete: Cell;
  /** A stranger sees the row when the workflow is public. */
  public: boolean;
}

const nobody: readonly Person[] = [];
const owner: readonly Person[] = ['owner'];
const editors: readonly Person[] = ['owner', 'team admin', 'team member', 'share editor'];
const runners: readonly Person[] = [...editors, 'share runner'];
const seers: readonly Person[] = [...runners, 'share viewer', 'team viewer'];
const managers: readonly Person[] = ['owner', 'team admin'];
const team: readonly Person[] = [...managers, 'team member', 'team viewer'];
/** Of `insert`: each for themselves, because the database writes whose it is. */
const everybody: readonly Person[] = people;

const cell = (who: readonly Person[], columns = ''): Cell => ({ who, columns: columns.split(' ').filter(Boolean) });
const none = cell(nobody);

const table = (cells: Partial<TableAccess>): TableAccess => ({
  ...{ select: none, insert: none, update: none, delete: none, public: false },
  ...cells,
});

export const accessMatrix: Readonly<Record<string, TableAccess>> = {
  // People and teams. Plan, limits and usage are in no list: nobody but the service writes them.
  users: table({
    select: cell(owner),
    update: cell(owner, 'full_name avatar_url time_zone preferences onboarded_at'),
  }),
  teams: table({
    select: cell(team),
    insert: cell(everybody, 'name slug description'),
    update: cell(managers, 'name slug description settings'),
    delete: cell(owner),
  }),
  // The viewer's membership: made by accepting an invitation only; its holder may leave, and not change it.
  team_members: table({
    select: cell(team),
    update: cell(managers, 'role'),
    delete: cell([...managers, 'team viewer']),
  }),
  team_invitations: table({
    select: cell(managers, 'token_hash'),
    insert: cell(managers, 'team_id email role token_hash expires_at'),
    delete: cell(managers),
  }),
  team_models: table({
    select: cell(team),
    insert: cell(managers, 'team_id model_id is_enabled'),
    update: cell(managers, 'is_enabled'),
    delete: cell(managers),
  }),
  user_analytics: table({ select: cell(owner), insert: cell(everybody, 'event_type event_data') }),

  // Workflows. Owner, team and visibility are in no list: parley.set_visibility decides, for the owner.
  workflows: table({
    select: cell(seers),
    insert: cell(everybody, 'name description settings'),
    update: cell(editors, 'name description settings tags version is_active activated_at active_version updated_at'),
    delete: cell(owner),
    public: true,
  }),
  workflow_nodes: table({
    select: cell(seers),
    insert: cell(editors, 'workflow_id id key type label params options position_x position_y parent_id ordinal'),
    update: cell(editors, 'key type label params options position_x position_y parent_id ordinal rev'),
    delete: cell(editors),
    public: true,
  }),
  // Pinned output is data: whoever may only look does not see it, and nobody sees that of a public workflow.
  workflow_pins: table({
    select: cell(runners),
    insert: cell(editors, 'workflow_id node_id items'),
    update: cell(editors, 'items'),
    delete: cell(editors),
  }),
  workflow_connections: table({
    select: cell(seers),
    insert: cell(editors, 'workflow_id id from_node_id port to_node_id input ordinal'),
    update: cell(editors, 'from_node_id port to_node_id input ordinal'),
    delete: cell(editors),
    public: true,
  }),
  // The viewer's own share: they see it and may give it back.
  workflow_shares: table({
    select: cell(['owner', 'share viewer'], 'link_hash'),
    insert: cell(owner, 'workflow_id user_id team_id link_hash permission expires_at'),
    update: cell(owner, 'permission expires_at'),
    delete: cell(['owner', 'share viewer']),
  }),
  workflow_versions: table({
    select: cell(seers),
    insert: cell(editors, 'workflow_id version parent restores author name summary changes workflow'),
    update: cell(editors, 'name'),
  }),
  // An address is a key to the workflow: whoever only looks at the workflow does not see it, and nobody chooses one.
  workflow_triggers: table({
    select: cell(editors),
    insert: cell(editors, 'workflow_id node_id node_key kind config active test_until next_at state'),
    update: cell(editors, 'node_key kind config active test_until next_at missed_count last_missed_at state'),
    delete: cell(editors),
  }),

  // Runs hold people's data: never public. What happened is written by the worker alone.
  workflow_executions: table({
    select: cell(seers),
    insert: cell(
      runners,
      'id workflow_id version workflow mode trigger_node_id trigger_items started_by recorded reach',
    ),
    update: cell(editors, 'cancel_requested'),
  }),
  node_executions: table({ select: cell(seers) }),
  run_payloads: table({ select: cell(seers) }),
  // Decided by parley.decide, which asks who may.
  run_waits: table({ select: cell(seers) }),

  // Conversations and tables: their owner's alone, also where the workflow that they are about is shared.
  chats: table({
    select: cell(owner),
    insert: cell(everybody, 'id workflow_id title model'),
    update: cell(owner, 'workflow_id title active_stream_id model updated_at'),
    delete: cell(owner),
  }),
  chat_messages: table({
    select: cell(owner),
    insert: cell(owner, 'chat_id id position role parts metadata'),
    update: cell(owner, 'position parts metadata'),
    delete: cell(owner),
  }),
  chat_streams: table({
    select: cell(owner),
    insert: cell(owner, 'id chat_id'),
    update: cell(owner, 'finished_at seen_at'),
    delete: cell(owner),
  }),
  chat_stream_chunks: table({ select: cell(owner), insert: cell(owner, 'stream_id position chunk') }),
  chat_attachments: table({
    select: cell(owner),
    insert: cell(everybody, 'id chat_id name media_type kind content text'),
    update: cell(owner, 'chat_id'),
    delete: cell(owner),
  }),
  run_files: table({ select: cell(owner) }),
  approvals: table({
    select: cell(owner),
    insert: cell(owner, 'chat_id tool_call_id subject_hash expires_at'),
    update: cell(owner, 'used_at'),
  }),
  data_tables: table({
    select: cell(owner),
    insert: cell(everybody, 'name columns last_row_id'),
    update: cell(owner, 'name columns last_row_id'),
    delete: cell(owner),
  }),
  data_rows: table({
    select: cell(owner),
    insert: cell(owner, 'table_id id values'),
    update: cell(owner, 'values'),
    delete: cell(owner),
  }),
  table_writes: table({
    select: cell(owner),
    insert: cell(everybody, 'key result'),
    update: cell(owner, 'result'),
  }),
  document_collections: table({
    select: cell(owner),
    insert: cell(everybody, 'name model dimensions'),
    update: cell(owner, 'name'),
    delete: cell(owner),
  }),
  document_passages: table({
    select: cell(owner),
    insert: cell(owner, 'collection_id source position text page embedding'),
    delete: cell(owner),
  }),

  // The catalogue. A service and a template of the owner's own; those that come with Parley everybody reads.
  integrations: table({
    select: cell(owner),
    update: cell(owner, 'display_name description category icon auth_type config_schema'),
    delete: cell(owner),
  }),
  ai_models: table({ select: cell(everybody) }),
  workflow_templates: table({
    select: cell(owner),
    insert: cell(everybody, 'name description category tags template_data is_public'),
    update: cell(owner, 'name description category tags template_data'),
    delete: cell(owner),
  }),
  // Keys: the secret is read by nobody, encrypted or not, and written by the service, which encrypts it.
  user_integrations: table({
    select: cell(owner, 'secret_ciphertext secret_key_id'),
    update: cell(owner, 'name is_active expires_at'),
    delete: cell(owner),
  }),
  model_usage: table({
    select: cell(owner),
    insert: cell(everybody, 'model chat_id execution_id node_key input_tokens output_tokens cost_usd'),
  }),
  // Written by roll_up_usage.
  usage_daily: table({ select: cell(owner) }),

  // The service's own.
  form_submissions: table({}),
  run_turns: table({}),
  workers: table({}),
  schema_migrations: table({}),
};
