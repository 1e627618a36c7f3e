import type { NodeExecutionRow } from './execution-rows';
import { hashesIn, unfoldOutputs } from './payloads';

export interface PayloadRow {
  execution_id: string;
  hash: string;
  body: string;
}

type Row = NodeExecutionRow & { execution_id: string };

/** Rows of node executions with what they name in its place; asks only where one of them names something. */
export async function withPayloads(
  rows: readonly Row[],
  read: (executionIds: readonly string[], hashes: readonly string[]) => Promise<readonly PayloadRow[]>,
): Promise<readonly Row[]> {
  const named = rows.flatMap(row => hashesIn(row.outputs).map(hash => ({ hash, id: row.execution_id })));
  if (named.length === 0) return rows;
  const found = await read([...new Set(named.map(({ id }) => id))], [...new Set(named.map(({ hash }) => hash))]);
  const bodies = new Map(
    [...Map.groupBy(found, row => row.execution_id)].map(([id, own]) => [
      id,
      new Map(own.map(({ hash, body }) => [hash, JSON.parse(body) as unknown])),
    ]),
  );
  const none = new Map<string, unknown>();
  return rows.map(row => ({ ...row, outputs: unfoldOutputs(row.outputs, bodies.get(row.execution_id) ?? none) }));
}
