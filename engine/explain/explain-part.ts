import type { NodeExecution } from '../run/node-execution';
import type { WorkflowNode } from '../workflow/schema';
import type { Evidence, Explanation } from './explanation';
import type { History } from './history';
import { count, listOf } from './words';

/** Only a part of the workflow ran, on purpose: what somebody misses was not to happen. */
export function onlyPart(history: History): Explanation | null {
  const { reach, workflow } = history.execution;
  const node = reach && workflow.nodes.find(({ id }) => id === reach.nodeId);
  if (!node || !reach) return null;
  const name = history.name(node.key);
  const what = {
    only: `only step ${name} was carried out, once, with what earlier runs gave it`,
    until: `the run went up to step ${name} and no further`,
    from: `the run began at step ${name}, with what earlier runs gave`,
  }[reach.kind];
  return {
    cause: { class: 'configuration', node: node.key, origin: node.key, confidence: 'certain' },
    sentence: `Nothing failed: ${what}. The other steps were not to run.`,
    evidence: history.evidence(node.key, 'status'),
    fix: null,
    nextStep: 'Run the whole workflow from its trigger to see everything happen.',
  };
}

/** Where several arrows meet and something came by only some of them, the step went on with what was there. */
export function oneSided(history: History): Explanation | null {
  const { nodes, connections } = history.execution.workflow;
  for (const node of nodes) {
    const record = history.record(node.key);
    const into = connections.filter(({ to }) => to === node.id);
    if (record?.status !== 'succeeded' || into.length < 2) continue;
    const arrivals = into.map(({ from, port }) =>
      arrival(history, { from: nodes.find(({ id }) => id === from), port }),
    );
    const empty = arrivals.filter(one => one !== null && one.items === 0 && one.isOnlyWay);
    if (empty.length === 0 || empty.length === arrivals.length) continue;
    return toldOneSided(history, {
      node,
      arrivals: arrivals.filter(one => one !== null),
      empty: empty.filter(one => one !== null),
    });
  }
  return null;
}

interface Arrival {
  key: string;
  port: string;
  items: number;
  /** Not one of several ways that a condition chose from. */
  isOnlyWay: boolean;
}

function arrival(history: History, { from, port }: { from: WorkflowNode | undefined; port: string }): Arrival | null {
  const record: NodeExecution | null = from ? history.record(from.key) : null;
  if (!from || record?.status !== 'succeeded') return null;
  const ports = history.nodeTypes[from.type]?.ports(from.params) ?? [];
  return { key: from.key, port, items: (record.outputs[port] ?? []).length, isOnlyWay: ports.length < 2 };
}

function toldOneSided(
  history: History,
  { node, arrivals, empty }: { node: WorkflowNode; arrivals: readonly Arrival[]; empty: readonly Arrival[] },
): Explanation {
  const parts = arrivals.map(
    ({ key, items }) => `${items === 0 ? 'none' : count(items, 'item')} from ${history.name(key)}`,
  );
  const evidence = empty.flatMap(({ key, port }): Evidence[] => [
    ...history.evidence(key, `outputs.${port}`),
    ...history.evidence(key, 'outputs'),
  ]);
  return {
    cause: { class: 'empty_input', node: node.key, origin: empty[0]!.key, confidence: 'likely' },
    sentence: `Nothing failed, but step ${history.name(node.key)} got ${listOf(parts, 6)}. It waits until every step before it has ended, and goes on with what came, even if that is nothing.`,
    evidence: evidence.slice(0, 3),
    fix: null,
    nextStep: `Find out why ${history.name(empty[0]!.key)} gave nothing. If that may happen, put a condition before ${history.name(node.key)} that says what happens then.`,
  };
}

/** Results that a person pinned stand in for what the services would give today. */
export function pinnedResults(history: History): Explanation | null {
  const pinned = history.records.filter(({ given }) => given === 'pinned');
  if (pinned.length === 0) return null;
  const names = listOf(pinned.map(({ nodeKey }) => history.name(nodeKey)));
  return {
    cause: { class: 'configuration', node: pinned[0]!.nodeKey, origin: pinned[0]!.nodeKey, confidence: 'likely' },
    sentence: `Nothing failed, but ${names} did not run: ${pinned.length === 1 ? 'its result is' : 'their results are'} pinned, so the run worked with what was kept there.`,
    evidence: history.evidence(pinned[0]!.nodeKey, 'given'),
    fix: null,
    nextStep: 'Take the pin away, then run it again.',
  };
}
