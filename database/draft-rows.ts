import { isEqual } from '@/engine/workflow/equal';
import type { Connection, Workflow, WorkflowNode } from '@/engine/workflow/schema';
import type { Transaction } from './connection';
import { json } from './json';

interface Rewrite {
  workflowId: string;
  before: Workflow;
  after: Workflow;
  /** The version being saved: orders what is new behind everything older. */
  version: number;
}

/** Brings the rows of a draft from one state to another, touching only what differs: at most six statements. */
export async function writeDraftRows(tx: Transaction, rewrite: Rewrite): Promise<void> {
  const { workflowId, before, after } = rewrite;
  const lostConnections = missing(before.connections, after.connections);
  const lostNodes = missing(before.nodes, after.nodes);
  if (lostConnections.length > 0) {
    await tx
      .deleteFrom('workflow_connections')
      .where('workflow_id', '=', workflowId)
      .where('id', 'in', lostConnections)
      .execute();
  }
  if (lostNodes.length > 0) {
    await tx.deleteFrom('workflow_nodes').where('workflow_id', '=', workflowId).where('id', 'in', lostNodes).execute();
  }
  await upsertNodes(tx, rewrite);
  await writePins(tx, rewrite);
  await upsertConnections(tx, rewrite);
}

interface Identified {
  id: string;
}

const missing = (before: readonly Identified[], after: readonly Identified[]) => {
  const kept = new Set(after.map(({ id }) => id));
  return before.map(({ id }) => id).filter(id => !kept.has(id));
};

/** New or different rows, each with its place; all of them when the order of the old ones is another. */
function toWrite<Row extends Identified>(before: readonly Row[], after: readonly Row[], version: number) {
  const old = new Map(before.map(row => [row.id, row]));
  const kept = after.filter(row => old.has(row.id));
  const keptBefore = before.filter(row => kept.some(({ id }) => id === row.id));
  const reordered =
    kept.some((row, index) => row.id !== keptBefore[index]!.id) ||
    after.slice(0, kept.length).some(row => !old.has(row.id));
  const rows = after
    .map((row, index) => ({ row, ordinal: version * 10_000 + index }))
    .filter(({ row }) => reordered || !isEqual(old.get(row.id), row));
  return { rows, reordered };
}

async function upsertNodes(tx: Transaction, { workflowId, before, after, version }: Rewrite): Promise<void> {
  const { rows, reordered } = toWrite(before.nodes, after.nodes, version);
  if (rows.length === 0) return;
  await tx
    .insertInto('workflow_nodes')
    .values(rows.map(({ row, ordinal }) => ({ workflow_id: workflowId, ordinal, ...toNodeRow(row) })))
    .onConflict(conflict =>
      conflict.columns(['workflow_id', 'id']).doUpdateSet(({ ref, eb }) => ({
        key: ref('excluded.key'),
        type: ref('excluded.type'),
        label: ref('excluded.label'),
        params: ref('excluded.params'),
        options: ref('excluded.options'),
        position_x: ref('excluded.position_x'),
        position_y: ref('excluded.position_y'),
        parent_id: ref('excluded.parent_id'),
        rev: eb('workflow_nodes.rev', '+', 1),
        ...(reordered ? { ordinal: ref('excluded.ordinal') } : {}),
      })),
    )
    .execute();
}

const toNodeRow = ({
  id,
  key,
  type,
  label,
  params,
  options: { pinned: _apart, ...options },
  position,
  parentId,
}: WorkflowNode) => ({
  id,
  key,
  type,
  label,
  params: json(params),
  options: json(options),
  position_x: position?.x ?? null,
  position_y: position?.y ?? null,
  parent_id: parentId,
});

/** Pinned items stand in a table of their own, which fewer people may read than the steps. */
async function writePins(tx: Transaction, { workflowId, before, after }: Rewrite): Promise<void> {
  const old = new Map(before.nodes.map(({ id, options }) => [id, options.pinned]));
  const changed = after.nodes.filter(({ id, options }) => !isEqual(old.get(id), options.pinned));
  const lost = changed.filter(({ options }) => !options.pinned).map(({ id }) => id);
  const pinned = changed.flatMap(({ id, options }) =>
    options.pinned ? [{ workflow_id: workflowId, node_id: id, items: json(options.pinned) }] : [],
  );
  if (lost.length > 0) {
    await tx.deleteFrom('workflow_pins').where('workflow_id', '=', workflowId).where('node_id', 'in', lost).execute();
  }
  if (pinned.length === 0) return;
  await tx
    .insertInto('workflow_pins')
    .values(pinned)
    .onConflict(conflict =>
      conflict.columns(['workflow_id', 'node_id']).doUpdateSet(({ ref }) => ({ items: ref('excluded.items') })),
    )
    .execute();
}

async function upsertConnections(tx: Transaction, { workflowId, before, after, version }: Rewrite): Promise<void> {
  const { rows, reordered } = toWrite(before.connections, after.connections, version);
  if (rows.length === 0) return;
  await tx
    .insertInto('workflow_connections')
    .values(rows.map(({ row, ordinal }) => ({ workflow_id: workflowId, ordinal, ...toConnectionRow(row) })))
    .onConflict(conflict =>
      conflict.columns(['workflow_id', 'id']).doUpdateSet(({ ref }) => ({
        from_node_id: ref('excluded.from_node_id'),
        port: ref('excluded.port'),
        to_node_id: ref('excluded.to_node_id'),
        input: ref('excluded.input'),
        ...(reordered ? { ordinal: ref('excluded.ordinal') } : {}),
      })),
    )
    .execute();
}

const toConnectionRow = ({ id, from, port, to, input }: Connection) => ({
  id,
  from_node_id: from,
  port,
  to_node_id: to,
  input,
});
