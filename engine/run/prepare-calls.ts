import { AppError } from '../errors';
import { compileParams } from '../workflow/compile-params';
import { compileFill, type Fill } from '../workflow/fill-places';
import { createScopes } from '../workflow/lineage';
import { resolveValues } from '../workflow/resolve-params';
import { createCheck } from './check-settings';
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
  const constant = constantCalls(task);
  if (constant) return constant;
  const scopes = createScopes({
    records,
    items: definition.runs === 'all' ? items.slice(0, 1) : items,
    sources,
    triggerKey: graph.trigger.key,
    nodeKeys: graph.keys,
    now: execution.createdAt,
    workflow: { name: execution.workflow.name },
    execution: { id: execution.id },
    level: { prefix: task.prefix, rounds: task.rounds },
  });
  const { places, scopes: resolved } = await resolveValues({
    params: node.params,
    scopes,
    sandbox: deps.sandbox,
    exclude: toTheLetter(definition),
  });

  const { check, fill } = compiledFor(task, places);
  const calls: Prepared[] = [];
  const resolutions: NodeExecution['resolutions'] = [];
  let failed: readonly unknown[] | null = null;
  for (const one of resolved) {
    if (resolutions.length < mostResolutions) for (const resolution of one.resolutions) resolutions.push(resolution);
    const call: Prepared = one.ok ? check(one.values) : { params: null, error: one.error };
    if (call.error && one.ok) failed ??= one.values;
    calls.push(call);
  }
  const first = resolved[0];
  const shown = failed ?? (first?.ok ? first.values : null);
  const resolvedParams = shown && (fill(shown.map(toShown)) as NodeExecution['resolvedParams']);
  return { calls, resolvedParams, resolutions };
}

interface Compiled {
  check: ReturnType<typeof createCheck>;
  fill: Fill;
}
const compiledByPlaces = new WeakMap<object, Compiled>();

/** Done once for a step of a version, which never changes. */
function compiledFor({ definition, node }: Pick<NodeTask, 'definition' | 'node'>, places: PlacesOf): Compiled {
  const known = compiledByPlaces.get(places);
  if (known) return known;
  const { params } = node;
  const compiled = {
    check: createCheck({ schema: definition.params, params, places }),
    fill: compileFill(params, places),
  };
  compiledByPlaces.set(places, compiled);
  return compiled;
}

type PlacesOf = Parameters<typeof createCheck>[0]['places'];

/** Settings in which nothing is filled in, or not yet. */
const toTheLetter = ({ pathParams, plainParams, loop }: NodeTask['definition']): readonly string[] =>
  plainParams || loop ? [...pathParams, ...(plainParams ?? []), ...(loop?.afterRound ?? [])] : pathParams;

/** Every item may have a condition that could not be read; the first of them are enough to explain it. */
const mostResolutions = 1_000;

/** What is absent, or could not be read, is nothing in a record. */
const toShown = (value: unknown) => (AppError.is(value) ? null : (value ?? null));

/** Settings without expressions are the same for every item: one check serves all. */
function constantCalls({ node, definition, items }: NodeTask): PreparedCalls | null {
  const compiled = compileParams(node.params, toTheLetter(definition));
  if (compiled instanceof AppError || compiled.slots.length > 0) return null;
  const call = compiledFor({ definition, node }, compiled.places).check([]);
  const count = definition.runs === 'all' ? 1 : Math.max(1, items.length);
  return { calls: new Array<Prepared>(count).fill(call), resolvedParams: node.params, resolutions: [] };
}
