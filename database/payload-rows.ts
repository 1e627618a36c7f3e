import { AppError } from '@/engine/errors';
import type { NodeExecution } from '@/engine/run/node-execution';
import type { NodeExecutionRow } from './execution-rows';
import { hashesIn, unfoldOutputs } from './payloads';

export interface PayloadRow {
  execution_id: string;
  hash: string;
  body: string;
}

type Row = NodeExecutionRow & { execution_id: string };

/** Rows with everything in its place; `lost`: but for a list that is kept nowhere any more. */
export type WholeRow = Row & { lost: boolean };

/** Rows of node executions with what they name in its place; asks only where one of them names something. */
export async function withPayloads(
  rows: readonly Row[],
  read: (executionIds: readonly string[], hashes: readonly string[]) => Promise<readonly PayloadRow[]>,
): Promise<readonly WholeRow[]> {
  const hashes = new Map(rows.map(row => [row, hashesIn(row.outputs)]));
  const named = rows.flatMap(row => hashes.get(row)!.map(hash => ({ hash, id: row.execution_id })));
  if (named.length === 0) return rows.map(row => ({ ...row, lost: false }));
  const found = await read([...new Set(named.map(({ id }) => id))], [...new Set(named.map(({ hash }) => hash))]);
  const bodies = new Map(
    [...Map.groupBy(found, row => row.execution_id)].map(([id, own]) => [
      id,
      new Map(own.map(({ hash, body }) => [hash, JSON.parse(body) as unknown])),
    ]),
  );
  const none = new Map<string, unknown>();
  return rows.map(row => {
    const own = bodies.get(row.execution_id) ?? none;
    const lost = hashes.get(row)!.some(hash => !own.has(hash));
    return { ...row, outputs: unfoldOutputs(row.outputs, own), lost };
  });
}

/** The label of the first step that lost something. */
export const lostIn = (rows: readonly WholeRow[]): string | null => rows.find(({ lost }) => lost)?.label ?? null;

/** The records of a run from which steps are given their items: what is lost is never given in another form. */
export function wholeRecords({ records, lost }: { records: readonly NodeExecution[]; lost: string | null }) {
  if (lost !== null) throw new AppError('execution.data_lost', { step: lost });
  return records;
}
