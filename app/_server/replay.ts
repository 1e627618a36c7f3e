import type { Transaction } from '@/database/connection';
import { listExecutions, readExecution } from '@/database/executions';
import { readDraft } from '@/database/workflows';
import { type Replayed, replayRun, summarizeReplay } from '@/engine/explain/replay-run';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { isFinished } from '@/engine/run/execution';
import type { Replay } from '@/tools/turn';
import { runtime } from './runtime';

interface Wanted {
  workflowId: string;
  /** How many of the last inputs. */
  count: number;
  signal?: AbortSignal;
}

/** How far back it looks for that many. */
const mostLookedAt = 100;
const longestMs = 120_000;

/** Tries the last inputs of a workflow on its draft, as the person and with their keys: never with another's. Real ones first; tests where there are none. */
export async function replayLast(
  asPerson: <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>,
  { workflowId, personId, count, signal }: Wanted & { personId: string },
): Promise<Replay> {
  const { draft, ids } = await asPerson(async tx => {
    const listed = await listExecutions(tx, { workflowId, limit: mostLookedAt });
    const over = listed.filter(({ status, mode }) => isFinished(status) && status !== 'cancelled' && mode !== 'replay');
    const live = over.filter(({ mode }) => mode === 'live');
    return { draft: await readDraft(tx, { workflowId }), ids: (live.length > 0 ? live : over).map(({ id }) => id) };
  });
  const parley = runtime();
  const { workflow, version } = draft;
  const within = AbortSignal.any([AbortSignal.timeout(longestMs), ...(signal ? [signal] : [])]);
  const runs: Replayed[] = [];
  for (const executionId of ids) {
    if (runs.length === count) break;
    const recorded = await asPerson(tx => readExecution(tx, { executionId }));
    if (recorded.execution.reach) continue; // a part only: its result is no result of the whole
    if (recorded.lost !== null) continue; // nor is there one to compare with where a list of it is gone
    const services = parley.servicesFor(personId);
    const run = await replayRun({
      ...recorded,
      workflow,
      nodeTypes,
      services,
      sandbox: parley.sandbox,
      signal: within,
    });
    if (run) runs.push(run);
  }
  return { version, runs, sentence: summarizeReplay(runs) };
}
