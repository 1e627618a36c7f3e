import { sql } from 'kysely';
import type { Transaction } from './connection';

export interface Found {
  kind: 'workflow' | 'step' | 'conversation' | 'template' | 'table';
  id: string;
  title: string;
  /** A step's workflow, a description, a table's columns. */
  detail: string;
  /** The workflow to open for it, where there is one. */
  workflowId: string | null;
}

/** Over everything the person may see; each word must occur somewhere in the thing found, as a whole or as a beginning. */
export async function search(
  tx: Transaction,
  { query, limit = 30 }: { query: string; limit?: number },
): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select kind, id, title, detail, workflow_id as "workflowId" from parley.search(${query}, ${limit})`.execute(tx);
  return rows;
}
