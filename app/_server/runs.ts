import type { Claims, Transaction } from '@/database/connection';
import { listExecutions, type RecordedExecution, readExecution } from '@/database/executions';
import { readDraft } from '@/database/workflows';
import { AppError } from '@/engine/errors';
import { explainExecution } from '@/engine/explain/explain-execution';
import type { Explanation } from '@/engine/explain/explanation';
import { proveFix } from '@/engine/explain/prove-fix';
import { withProof } from '@/engine/explain/with-proof';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Execution } from '@/engine/run/execution';
import { runInMemory } from '@/engine/run/run-in-memory';
import type { Runs } from '@/tools/turn';
import { effectsOf } from './activation-facts';
import { keySuffix, readKeys } from './keys-in-use';
import { replayLast } from './replay';
import { runtime } from './runtime';
import { issuesWithin, readPart, refusalOf } from './start-execution';

/** The last run before this one that went well: what was there then shows what is missing now. */
async function readEarlier(tx: Transaction, { id, workflowId }: Execution): Promise<RecordedExecution[]> {
  const listed = await listExecutions(tx, { workflowId, before: id, limit: 20 });
  const last = listed.find(({ status }) => status === 'succeeded');
  return last ? [await readExecution(tx, { executionId: last.id })] : [];
}

/** What was there before shows what is new: a field under another name, or a list that is empty now. */
const wantsEarlier = ({ cause, fix }: Explanation) =>
  fix === null && (cause.class === 'missing_field' || cause.class === 'empty_input');

function absentAsNull(error: unknown): null {
  if (error instanceof AppError && error.code === 'execution.not_found') return null;
  throw error;
}

/** The runs that its steps started and that failed; not those that this person may not see. */
async function readCalled(
  { records }: RecordedExecution,
  read: (executionId: string) => Promise<RecordedExecution>,
): Promise<RecordedExecution[]> {
  const ids = records.flatMap(({ error }) => (error?.code === 'call.failed' ? [String(error.details.run)] : []));
  const found = await Promise.all(ids.slice(0, 3).map(id => read(id).catch(absentAsNull)));
  return found.filter(one => one !== null);
}

interface RunsOptions {
  claims: Claims;
  asPerson<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  startedBy?: Execution['startedBy'];
}

/** More than these nobody reads before saying yes; how many there are is said. */
const mostEffects = 20;

/** Running, for one person: the process's runtime behind the port that the tools know. */
export function createRuns({ claims, asPerson, startedBy = 'assistant' }: RunsOptions): Runs {
  const parley = runtime();
  const read = (executionId: string) => asPerson(tx => readExecution(tx, { executionId }));
  return {
    start: options => parley.startExecution({ ...options, claims, startedBy }),
    async wait(executionId, { timeoutMs, signal }) {
      const stop = () => void parley.cancelExecution({ claims, executionId });
      signal?.addEventListener('abort', stop, { once: true });
      await parley.waitUntilAsked(executionId, { timeoutMs });
      signal?.removeEventListener('abort', stop);
      return read(executionId);
    },
    async rehearse(request) {
      const { workflow } = await asPerson(tx => readDraft(tx, request));
      if (effectsOf(workflow).length === 0) return []; // else everything it reads would be read twice for nothing
      const keys = await readKeys(parley.db, claims, workflow);
      // As the live run would be planned: nothing that is pinned stands in for what really happened.
      const part = await asPerson(tx => readPart(tx, workflow, { ...request, mode: 'live' }));
      const blocking = issuesWithin(workflow, { ...part, mode: 'live' });
      if (blocking.length > 0) throw refusalOf(blocking); // before anybody is asked to approve it
      const { records } = await runInMemory({
        ...{ workflow, nodeTypes, triggerNodeId: part.triggerNodeId, triggerItems: part.items, reach: part.reach },
        mode: 'verify' as const,
        ...{ services: parley.servicesFor(claims.sub), sandbox: parley.sandbox }, // as the run: never with the keys of another
      });
      return records.flatMap(({ nodeId, type, label, status, resolvedParams, outputs, given }) => {
        const definition = nodeTypes[type];
        if (given || status === 'skipped' || resolvedParams === null || !definition?.reachesOthers(resolvedParams))
          return [];
        const exact = definition.describeEffects?.(Object.values(outputs).flat()) ?? [];
        const effects = exact.length > 0 ? exact : [definition.describe(resolvedParams)];
        const key = keySuffix(
          workflow.nodes.find(({ id }) => id === nodeId),
          keys,
        );
        const shown = effects.slice(0, mostEffects).map(effect => `${label}: ${effect}${key}`);
        return effects.length > mostEffects
          ? [...shown, `${label}: ${effects.length - mostEffects} more like these`]
          : shown;
      });
    },
    async explain(executionId) {
      const recorded = await read(executionId);
      const services = parley.servicesFor(claims.sub); // whoever asks: a fix is not tried with the keys of another
      const called = await readCalled(recorded, read);
      const first = explainExecution({ ...recorded, nodeTypes, called });
      const earlier = wantsEarlier(first) ? await asPerson(tx => readEarlier(tx, recorded.execution)) : [];
      const explanation = earlier.length > 0 ? explainExecution({ ...recorded, nodeTypes, earlier, called }) : first;
      if (explanation.fix === null) return explanation;
      const proof = await proveFix({
        ...recorded,
        changes: explanation.fix.changes,
        nodeTypes,
        services,
        sandbox: parley.sandbox,
      });
      return withProof(explanation, proof);
    },
    replay: options => replayLast(asPerson, { ...options, personId: claims.sub }),
    setActive: (workflowId, active) =>
      active ? parley.activate({ claims, workflowId }) : parley.deactivate({ claims, workflowId }),
    readActivation: workflowId => parley.readActivation({ claims, workflowId }),
  };
}
