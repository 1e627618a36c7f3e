import { createScopes } from '../workflow/lineage';
import { resolveParams } from '../workflow/resolve-params';
import { paramsInvalid } from './error-record';
import type { NodeExecution } from './node-execution';
import type { NodeTask, Prepared } from './node-task';

export interface PreparedCalls {
  calls: readonly Prepared[];
  /** Of the first call, or of the first that failed. */
  resolvedParams: NodeExecution['resolvedParams'];
  resolutions: NodeExecution['resolutions'];
}

/** Settings for every call: expressions resolved in one go, then checked against what the node takes. */
export async function prepareCalls(task: NodeTask): Promise<PreparedCalls> {
  const { node, definition, items, sources, records, graph, execution, deps } = task;
  const scopes = createScopes({
    records,
    items: definition.runs === 'all' ? items.slice(0, 1) : items,
    sources,
    triggerKey: graph.trigger.key,
    nodeKeys: graph.keys,
    now: execution.createdAt,
    workflow: { name: execution.workflow.name },
    execution: { id: execution.id },
  });
  const resolved = await resolveParams({
    params: node.params,
    scopes,
    sandbox: deps.sandbox,
    exclude: definition.pathParams,
  });

  const calls: Prepared[] = [];
  const resolutions: NodeExecution['resolutions'] = [];
  let failed: unknown = null;
  for (const one of resolved) {
    for (const resolution of one.resolutions) resolutions.push(resolution);
    const call = one.ok ? check(task, one.params, calls[0] ?? null) : { params: null, error: one.error };
    if (call.error && one.ok) failed ??= one.params;
    calls.push(call);
  }
  const first = resolved[0];
  const shown = failed ?? (first?.ok ? first.params : null);
  return { calls, resolvedParams: shown as NodeExecution['resolvedParams'], resolutions };
}

/** Settings without expressions are the same object for every item: one check serves all. */
function check({ definition, node }: NodeTask, params: Record<string, unknown>, first: Prepared | null): Prepared {
  if (params === node.params && first) return first;
  const parsed = definition.params.safeParse(params);
  if (parsed.success) return { params: parsed.data, error: null };
  return { params: null, error: paramsInvalid(parsed.error.issues[0], params) };
}
