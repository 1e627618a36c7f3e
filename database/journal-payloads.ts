import type { PoolClient } from 'pg';
import type { NodeExecution } from '@/engine/run/node-execution';
import { foldOutputs } from './payloads';

type Client = Pick<PoolClient, 'query'>;

interface Written {
  rows: readonly { id: string }[];
}

/** The long lists that one write has to keep, each once for its run. */
export type NewLists = Map<string, { executionId: string; hash: string; body: string }>;

interface ToFold {
  executionId: string;
  lists: NewLists;
}

interface ToWrite<Result> {
  lists: NewLists;
  /** Writes the records that name the lists. */
  records: () => Promise<Result>;
}

/** What a statement writes of long lists, beside the records: each once for its run, as long as this process works on it. */
export class Payloads {
  private readonly sent = new Map<string, Set<string>>();

  /** The outputs as they are kept; what they name and nobody wrote yet is added to `lists`. */
  fold(outputs: NodeExecution['outputs'], { executionId, lists }: ToFold): unknown {
    const sent = this.sent.get(executionId);
    return foldOutputs(outputs, ({ hash, body }) => {
      if (!sent?.has(hash)) lists.set(`${executionId} ${hash}`, { executionId, hash, body });
    });
  }

  /** In one commit with the records that name them, and only for the runs that are still held. */
  async write<Result extends Written>(client: Client, { lists, records }: ToWrite<Result>): Promise<Result> {
    if (lists.size === 0) return records();
    await client.query('begin');
    try {
      const result = await records();
      const held = new Set(result.rows.map(({ id }) => id));
      const kept = [...lists.values()].filter(({ executionId }) => held.has(executionId));
      for (const { executionId, hash, body } of kept)
        await client.query({ name: 'payload', text: insertSql, values: [executionId, hash, body] });
      await client.query('commit');
      for (const { executionId, hash } of kept) this.remember(executionId, hash);
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => undefined); // what went wrong first is the reason
      throw error;
    }
  }

  /** It is over: nothing more is written of it. */
  forget(executionId: string): void {
    this.sent.delete(executionId);
  }

  private remember(executionId: string, hash: string): void {
    const known = this.sent.get(executionId) ?? new Set();
    this.sent.set(executionId, known.add(hash));
    // Runs that went on elsewhere are not told of here: the oldest are let go of, and written again if need be.
    if (this.sent.size > mostRuns) this.sent.delete(this.sent.keys().next().value!);
  }
}

const mostRuns = 1_000;
const insertSql =
  'insert into run_payloads (execution_id, hash, body) values ($1, $2, $3) on conflict (execution_id, hash) do nothing';
