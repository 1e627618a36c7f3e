import { sql } from 'kysely';
import type { Transaction } from '@/database/connection';
import { readExecution } from '@/database/executions';
import { listRuns } from '@/database/run-list';
import { search } from '@/database/search';
import { listOverview } from '@/database/workflow-overview';
import { listWorkflows, readDraft } from '@/database/workflows';

export interface Compared {
  name: string;
  /** The app's own function, as the person. */
  ours: (tx: Transaction) => Promise<unknown>;
  /** What somebody would write by hand who knows whose rows they are: no policy is asked. */
  byHand: (tx: Transaction) => Promise<unknown>;
}

interface Subject {
  person: string;
  workflowId: string;
  sharedWorkflowId: string;
  executionId: string;
}

const pageSize = 50;
const word = 'invoices';

/** Whose workflows these are, asked of the tables as they are. */
const seen = (person: string) => sql`array(
  select w.id from workflows w where w.owner_id = ${person}::uuid
  union select s.workflow_id from workflow_shares s where s.user_id = ${person}::uuid and (s.expires_at is null or s.expires_at > now())
  union select s.workflow_id from team_members m join workflow_shares s using (team_id)
    where m.user_id = ${person}::uuid and (s.expires_at is null or s.expires_at > now())
  union select w.id from team_members m join workflows w using (team_id) where m.user_id = ${person}::uuid and w.visibility <> 'private')`;

const draftByHand = (id: string) => sql`
  select w.id, w.owner_id, w.name, w.description, w.settings, w.version, w.is_active, w.created_at, w.updated_at,
    (select coalesce(json_agg(n), '[]') from (select id, key, type, label, params, options, position_x, position_y, parent_id
      from workflow_nodes where workflow_id = w.id order by ordinal, id) n) as nodes,
    (select coalesce(json_agg(c), '[]') from (select id, from_node_id, port, to_node_id, input
      from workflow_connections where workflow_id = w.id order by ordinal, id) c) as connections
  from workflows w where w.id = ${id}`;

export const comparisons = ({ person, workflowId, sharedWorkflowId, executionId }: Subject): Compared[] => [
  {
    name: 'list 50 workflows',
    ours: tx => listWorkflows(tx, { limit: pageSize }),
    byHand: tx =>
      sql`select w.id, w.name, w.description, w.is_active, w.version, w.owner_id, w.created_at, w.updated_at from workflows w
        where w.id = any (${seen(person)}) order by w.updated_at desc, w.id desc limit ${pageSize}`.execute(tx),
  },
  {
    name: 'home page: 50 workflows with last run and counts',
    ours: tx => listOverview(tx, { limit: pageSize }),
    byHand: tx =>
      sql`select w.id, w.name, w.tags, w.is_active, w.owner_id, w.updated_at,
          (select count(*)::int from workflow_nodes n where n.workflow_id = w.id),
          (select to_jsonb(last) from (select x.id, x.status, x.mode, x.created_at from workflow_executions x
            where x.workflow_id = w.id order by x.id desc limit 1) last),
          (select min(t.next_at) from workflow_triggers t where t.workflow_id = w.id and t.active and t.kind = 'schedule'),
          (select array[count(*), count(*) filter (where status = 'succeeded')] from (select x.status from workflow_executions x
            where x.workflow_id = w.id and x.finished_at is not null order by x.id desc limit 50) done)
        from workflows w where w.id = any (${seen(person)}) order by w.updated_at desc, w.id desc limit ${pageSize}`.execute(
        tx,
      ),
  },
  {
    name: 'open one of their own',
    ours: tx => readDraft(tx, { workflowId }),
    byHand: tx => draftByHand(workflowId).execute(tx),
  },
  {
    name: 'open one shared with them',
    ours: tx => readDraft(tx, { workflowId: sharedWorkflowId }),
    byHand: tx => draftByHand(sharedWorkflowId).execute(tx),
  },
  {
    name: 'search',
    ours: tx => search(tx, { query: word }),
    byHand: tx => searchByHand(person).execute(tx),
  },
  {
    name: 'runs page',
    ours: tx => listRuns(tx, { limit: pageSize }),
    byHand: tx =>
      sql`select x.id, x.workflow_id, w.name, x.version, x.status, x.mode, x.started_by, x.error, x.created_at, x.started_at, x.finished_at
        from (select unnest(${seen(person)}) as id) mine
        join workflows w on w.id = mine.id
        cross join lateral (select * from workflow_executions where workflow_id = w.id order by id desc limit ${pageSize}) x
        order by x.id desc limit ${pageSize}`.execute(tx),
  },
  {
    name: 'runs page of one workflow',
    ours: tx => listRuns(tx, { workflowId, limit: pageSize }),
    byHand: tx =>
      sql`select x.id, x.workflow_id, w.name, x.version, x.status, x.mode, x.started_by, x.error, x.created_at, x.started_at, x.finished_at
        from workflow_executions x join workflows w on w.id = x.workflow_id
        where x.workflow_id = ${workflowId} order by x.id desc limit ${pageSize}`.execute(tx),
  },
  {
    name: 'open a run with its steps',
    ours: tx => readExecution(tx, { executionId }),
    byHand: async tx => {
      await sql`select * from workflow_executions where id = ${executionId}`.execute(tx);
      await sql`select * from node_executions where execution_id = ${executionId} and seq > 0 order by seq`.execute(tx);
    },
  },
];

/** The same six kinds of things, over the same indexes, with the person's ids put in by hand. */
const searchByHand = (person: string) => sql`
  with mine as materialized (select id, name from workflows where id = any (${seen(person)})), q as (select to_tsquery('simple', ${`'${word}':*`}) as q)
  select 'workflow', w.id, w.name, 1 + ts_rank(w.search_vector, q) as rank from q, workflows w
    where w.search_vector @@ q and w.id in (select id from mine)
  union all select 'step', n.id, n.label, 0.5 from q, workflow_nodes n where n.workflow_id in (select id from mine)
    and (to_tsvector('simple', n.label || ' ' || n.type) || jsonb_to_tsvector('simple', n.params, '["string"]')) @@ q
  union all select 'conversation', c.id, c.title, 0.8 from q, chats c where c.owner_id = ${person}::uuid and to_tsvector('simple', c.title) @@ q
  union all select 'conversation', c.id, c.title, 0.3 from q, chats c where c.owner_id = ${person}::uuid and exists (
    select from chat_messages m where m.chat_id = c.id
    and jsonb_to_tsvector('simple', jsonb_path_query_array(m.parts, '$[*] ? (@.type == "text").text'), '["string"]') @@ q)
  union all select 'template', t.id, t.name, 0.4 from q, workflow_templates t
    where to_tsvector('simple', t.name || ' ' || t.description || ' ' || t.category || ' ' || parley.words(t.tags)) @@ q and t.is_public
  union all select 'table', d.id, d.name, 0.7 from q, data_tables d
    where d.owner_id = ${person}::uuid and to_tsvector('simple', d.name || ' ' || parley.words(d.columns)) @@ q
  order by rank desc limit 30`;
