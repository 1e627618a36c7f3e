import type { Execution } from '../run/execution';
import type { NodeExecution } from '../run/node-execution';
import type { NodeDefinitions, NodeServices } from '../run/run-deps';
import { runInMemory } from '../run/run-in-memory';
import { applyChanges } from '../workflow/apply-changes';
import type { Change } from '../workflow/change';
import { graphOf, reachableFrom } from '../workflow/graph';
import { plainKey } from '../workflow/round-keys';
import type { Workflow } from '../workflow/schema';
import type { Sandbox } from '../workflow/script';
import type { Recorded } from './explain-execution';
import type { Proof } from './explanation';
import { History } from './history';
import { recordedOutputs } from './recorded-outputs';

export interface ToProve extends Recorded {
  changes: readonly Change[];
  nodeTypes: NodeDefinitions;
  services: NodeServices;
  sandbox: Sandbox;
  signal?: AbortSignal;
}

/**
 * Applies the changes in memory and runs the recorded input again. What was read then is used again, and what would
 * reach others is only tried.
 */
export async function proveFix(options: ToProve): Promise<Proof> {
  const { execution, records, changes, nodeTypes, services, sandbox, signal } = options;
  const { workflow, skipped } = applyChanges(execution.workflow, changes, nodeTypes);
  if (skipped.length > 0) return { status: 'fails', sentence: `The change cannot be made: ${skipped[0]!.hint}` };
  const run = await runInMemory({
    ...{ workflow, nodeTypes, services, sandbox },
    triggerNodeId: execution.triggerNodeId,
    triggerItems: execution.triggerItems,
    mode: 'verify',
    recorded: { ...execution.recorded, ...recordedOutputs(records, { before: execution.workflow, after: workflow }) },
    reach: execution.reach ?? null,
    now: new Date(execution.createdAt),
    ...(signal ? { signal } : {}),
  });
  return judge(execution, { ...run, workflow });
}

function judge(before: Execution, { execution, records, workflow }: Recorded & { workflow: Workflow }): Proof {
  const failedBefore = before.error?.nodeKey ?? null;
  const history = new History({ ...execution, workflow }, records, {});
  const label = (key: string | null) => history.name(key);
  if (execution.status === 'succeeded') {
    if (wasOnlyTried(before, records)) {
      const sentence = `${label(failedBefore)} sends something, so it was only tried. Whether the service takes it now shows in a live run.`;
      return { status: 'untested', sentence };
    }
    const tried = records.some(({ simulated, effect }) => simulated && effect !== 'none' && effect !== 'read');
    const note = tried ? ' Steps that store or send something were only tried.' : '';
    return { status: 'works', sentence: `Tested on the failing input: works.${note}` };
  }
  const error = execution.error;
  const key = error?.nodeKey ?? null;
  const isOutside = /^node\.(unavailable|rate_limited|unauthorized|timeout)$/.test(error?.code ?? '');
  // Somebody else's run: who asks has no key for it.
  const isKey = error?.code.startsWith('credential.') === true && error.code !== before.error?.code;
  if (isOutside || isKey) {
    return { status: 'untested', sentence: `It could not be tested to the end: ${error!.message}` };
  }
  if (failedBefore !== null && key !== null && key !== failedBefore && isAfter(workflow, failedBefore, key)) {
    const sentence = `${label(failedBefore)} works with it, but then ${label(key)} stops: ${error?.message ?? ''}`;
    return { status: 'untested', sentence };
  }
  return {
    status: 'fails',
    sentence: `Tested on the failing input: ${label(key)} still stops. ${error?.message ?? ''}`.trim(),
  };
}

/** Its service said no before, and was not asked again. */
function wasOnlyTried({ error }: Execution, records: readonly NodeExecution[]): boolean {
  const isRefusal = /^node\.(refused|unauthorized|rate_limited|quota_used_up|unavailable)$/.test(error?.code ?? '');
  return isRefusal && records.some(({ nodeKey, simulated }) => nodeKey === error?.nodeKey && simulated);
}

function isAfter(workflow: Workflow, first: string, second: string): boolean {
  const idOf = (key: string) => workflow.nodes.find(node => node.key === plainKey(key))?.id ?? '';
  if (plainKey(first) === plainKey(second)) return false; // the same step, in another round
  return reachableFrom(graphOf(workflow), [idOf(first)]).has(idOf(second));
}
