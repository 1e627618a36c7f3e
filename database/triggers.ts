import { sql } from 'kysely';
import type { Database, Transaction } from './connection';
import { json } from './json';

export interface Trigger {
  id: string;
  testId: string;
  workflowId: string;
  nodeId: string;
  nodeKey: string;
  kind: 'webhook' | 'form' | 'schedule' | 'table' | 'poll' | 'email' | 'chat' | 'workflow' | 'failure';
  /** The node's settings in the version that is on. */
  config: Record<string, unknown>;
  active: boolean;
  nextAt: string | null;
  missedCount: number;
  lastMissedAt: string | null;
  /** Of one that looks for news: how far it has come. */
  state?: unknown;
}

const columns = ['id', 'test_id', 'workflow_id', 'node_id', 'node_key', 'kind', 'config', 'active', 'next_at'] as const;
const missedColumns = ['missed_count', 'last_missed_at'] as const;

interface TriggerRow {
  id: string;
  test_id: string;
  workflow_id: string;
  node_id: string;
  node_key: string;
  kind: string;
  config: unknown;
  active: boolean;
  next_at: string | null;
  missed_count: number;
  last_missed_at: string | null;
  state?: unknown;
}

export const toTrigger = (row: TriggerRow): Trigger => ({
  id: row.id,
  testId: row.test_id,
  workflowId: row.workflow_id,
  nodeId: row.node_id,
  nodeKey: row.node_key,
  kind: row.kind as Trigger['kind'],
  config: row.config as Trigger['config'],
  active: row.active,
  nextAt: row.next_at,
  missedCount: row.missed_count,
  lastMissedAt: row.last_missed_at,
  ...(row.state === undefined ? {} : { state: row.state }),
});

export async function listTriggers(tx: Transaction, { workflowId }: { workflowId: string }): Promise<Trigger[]> {
  const rows = await tx
    .selectFrom('workflow_triggers')
    .select([...columns, ...missedColumns, 'state'])
    .where('workflow_id', '=', workflowId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toTrigger);
}

export interface TriggerSource {
  nodeId: string;
  nodeKey: string;
  kind: Trigger['kind'];
  config: Record<string, unknown>;
  nextAt: Date | null;
}

/** Addresses that are there before the workflow is switched on, so that it can be tried. Existing ones stay as they are. */
export async function ensureTriggers(
  tx: Transaction,
  { workflowId, sources }: { workflowId: string; sources: readonly TriggerSource[] },
): Promise<void> {
  if (sources.length === 0) return;
  await tx
    .insertInto('workflow_triggers')
    .values(sources.map(source => ({ ...toValues(source), workflow_id: workflowId })))
    .onConflict(conflict => conflict.columns(['workflow_id', 'node_id']).doNothing())
    .execute();
}

/** These are on from now on, and no others of this workflow. An address stays what it was. */
export async function activateTriggers(
  tx: Transaction,
  { workflowId, sources }: { workflowId: string; sources: readonly TriggerSource[] },
): Promise<void> {
  await deactivateTriggers(tx, { workflowId });
  if (sources.length === 0) return;
  await tx
    .insertInto('workflow_triggers')
    .values(sources.map(source => ({ ...toValues(source), workflow_id: workflowId, active: true })))
    .onConflict(conflict =>
      conflict.columns(['workflow_id', 'node_id']).doUpdateSet(({ ref }) => ({
        node_key: ref('excluded.node_key'),
        kind: ref('excluded.kind'),
        config: ref('excluded.config'),
        next_at: ref('excluded.next_at'),
        active: true,
        missed_count: 0,
        last_missed_at: null,
      })),
    )
    .execute();
}

const toValues = ({ nodeId, nodeKey, kind, config, nextAt }: TriggerSource) => ({
  node_id: nodeId,
  node_key: nodeKey,
  kind,
  config: json(config),
  next_at: nextAt?.toISOString() ?? null,
});

/** `forget`: those that look for news begin anew when they are switched on again. */
export async function deactivateTriggers(
  tx: Transaction,
  { workflowId, forget = false }: { workflowId: string; forget?: boolean },
): Promise<void> {
  await tx
    .updateTable('workflow_triggers')
    .set({ active: false, next_at: null, ...(forget ? { state: json({}) } : {}) })
    .where('workflow_id', '=', workflowId)
    .execute();
}

/** Which version the triggers start, or none. Asking takes the right to edit. */
export async function setActiveVersion(
  tx: Transaction,
  { workflowId, version }: { workflowId: string; version: number | null },
): Promise<void> {
  await tx
    .updateTable('workflows')
    .set({
      is_active: version !== null,
      active_version: version,
      ...(version === null ? {} : { activated_at: new Date().toISOString() }),
    })
    .where('id', '=', workflowId)
    .execute();
}

export async function readActiveVersion(
  tx: Transaction,
  { workflowId }: { workflowId: string },
): Promise<number | null> {
  const row = await tx.selectFrom('workflows').select('active_version').where('id', '=', workflowId).executeTakeFirst();
  return row?.active_version ?? null;
}

export async function mayEditTriggers(tx: Transaction, { workflowId }: { workflowId: string }): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select parley.can_edit_workflow(${workflowId}::uuid) as may`.execute(tx);
  return rows[0]?.may ?? false;
}

export interface Hook extends Trigger {
  ownerId: string;
  draftVersion: number;
  activeVersion: number | null;
}

export interface HookRow extends TriggerRow {
  owner_id: string;
  version: number;
  active_version: number | null;
}

/** Of a trigger `t` and its workflow `w`. */
export const hookColumns = [
  ...[...columns, ...missedColumns].map(column => `t.${column}` as const),
  ...(['w.owner_id', 'w.version', 'w.active_version'] as const),
] as const;

export const toHook = (row: HookRow): Hook => ({
  ...toTrigger(row),
  ownerId: row.owner_id,
  draftVersion: row.version,
  activeVersion: row.active_version,
});

/** For a call from outside, which is nobody's: the address itself is the key. A test address is another one. */
export async function findHook(
  db: Database,
  address: { hookId: string; test: boolean; kind?: 'webhook' | 'form' | 'chat' },
): Promise<Hook | null> {
  const row = await db.service
    .selectFrom('workflow_triggers as t')
    .innerJoin('workflows as w', 'w.id', 't.workflow_id')
    .select(hookColumns)
    .where('t.kind', '=', address.kind ?? 'webhook')
    .where(eb =>
      address.test
        ? eb.or([eb('t.test_id', '=', address.hookId), eb('t.id', '=', address.hookId)])
        : eb('t.id', '=', address.hookId),
    )
    .executeTakeFirst();
  return row ? toHook(row) : null;
}
