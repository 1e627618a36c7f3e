import type { Workflow } from '@/engine/workflow/schema';
import { Batch } from './batch';
import type { GraphCache } from './graph-cache';
import { createPool } from './pool';
import { type Hook, type HookRow, hookColumns, toHook } from './triggers';

/** What a call from outside has to know before its run can begin, for many calls at a time. */
export interface HookReader {
  /** By its live address; one that is on is remembered, so it may have been switched off or to another version since. */
  find(hookId: string): Promise<Hook | null>;
  forget(hookId: string): void;
  /** The graph of a version, which never changes; null when it is gone. */
  readGraph(which: { workflowId: string; version: number }): Promise<Workflow | null>;
  close(): Promise<void>;
}

const mostKept = 200;

const findSql = `select ${hookColumns.join(', ')}
  from workflow_triggers t join workflows w on w.id = t.workflow_id
  where t.id = any ($1::uuid[]) and t.kind = 'webhook'`;
const graphSql = 'select workflow from workflow_versions where workflow_id = $1 and version = $2';

interface HookReaderOptions {
  serviceUrl: string;
  graphs: GraphCache;
}

export function createHookReader({ serviceUrl, graphs }: HookReaderOptions): HookReader {
  const pool = createPool({ url: serviceUrl, name: 'parley hooks', max: 1, statementTimeoutMs: 30_000 });
  const active = new Map<string, Hook>();

  async function query<Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    const client = await pool.connect();
    try {
      return (await client.query<Row>({ name, text, values })).rows;
    } finally {
      client.release();
    }
  }

  const finding = new Batch<string, Hook | null>(async ids => {
    const rows = await query<HookRow>('hooks', findSql, [[...new Set(ids)]]);
    const byId = new Map(rows.map(row => [row.id, toHook(row)]));
    return ids.map(id => byId.get(id.toLowerCase()) ?? null);
  });

  return {
    async find(hookId) {
      const known = active.get(hookId);
      if (known) return known;
      const hook = await finding.add(hookId);
      if (hook?.active) {
        if (active.size >= mostKept) active.delete(active.keys().next().value!);
        active.set(hookId, hook);
      }
      return hook;
    },
    forget: hookId => void active.delete(hookId),
    async readGraph(which) {
      const known = graphs.get(which);
      if (known) return known;
      const [row] = await query<{ workflow: Workflow }>('graph', graphSql, [which.workflowId, which.version]);
      return row ? graphs.keep(which, row.workflow) : null;
    },
    async close() {
      await finding.idle();
      await pool.end();
    },
  };
}
