import type { NodeExecution } from '../run/node-execution';
import type { WorkflowNode } from '../workflow/schema';
import type { History } from './history';

/** A step that carried items, and none on the way that was looked at. */
export interface Stop {
  record: NodeExecution;
  /** The port that should have carried items. */
  port: string;
  /** Where they went instead; none when they were dropped. */
  instead: string[];
}

/** Back from a step that had nothing to do, to the step that let nothing through. */
export function findStop(history: History, target: WorkflowNode, seen: Set<string> = new Set()): Stop | null {
  if (seen.has(target.id)) return null;
  seen.add(target.id);
  const { nodes, connections } = history.execution.workflow;
  for (const { from, port } of connections.filter(({ to }) => to === target.id)) {
    const before = nodes.find(({ id }) => id === from);
    const record = before && history.record(before.key);
    if (!before || !record || record.status === 'skipped') {
      const stop = before && findStop(history, before, seen);
      if (stop) return stop;
      continue;
    }
    if ((record.outputs[port] ?? []).length > 0) continue;
    const instead = Object.keys(record.outputs).filter(name => record.outputs[name]!.length > 0);
    return { record, port, instead };
  }
  return null;
}
