import type { Execution } from '../run/execution';
import { lastOutputs } from '../run/last-outputs';
import type { NodeExecution } from '../run/node-execution';
import { isEqual, isObject } from '../workflow/equal';

interface Run {
  execution: Pick<Execution, 'status' | 'answer' | 'error'>;
  records: readonly NodeExecution[];
}

/** One value that came out otherwise; `undefined` where there is none. */
export interface Difference {
  /** `result`, `answer`, `error`, or the label of a step that would send or store something else. */
  where: string;
  /** Dotted path within it: `0.total`. Nothing for the whole. */
  path: string;
  before?: unknown;
  after?: unknown;
}

export interface Comparison {
  /** `fixed` failed before and works now; `broken` is the other way round. */
  outcome: 'same' | 'different' | 'fixed' | 'broken';
  /** How many items each came to. */
  items: { before: number; after: number };
  /** The first of them, in the order of the result. */
  differences: readonly Difference[];
}

const mostDifferences = 12;

/** What the same input came to in two runs: the result, the answer, and what would reach others. */
export function compareRuns(before: Run, after: Run): Comparison {
  const [was, is] = [lastOutputs(before.records), lastOutputs(after.records)];
  const worked = [before, after].map(({ execution }) => execution.status === 'succeeded');
  const differences = [
    ...valuesThatDiffer({ where: 'error', path: '' }, errorOf(before), errorOf(after)),
    ...(worked[0] && worked[1] ? valuesThatDiffer({ where: 'result', path: '' }, was, is) : []),
    ...valuesThatDiffer({ where: 'answer', path: '' }, before.execution.answer, after.execution.answer),
    ...effectsThatDiffer(before.records, after.records),
  ];
  const changed = differences.length > 0 ? 'different' : 'same';
  const outcome = worked[0] === worked[1] ? changed : worked[1] ? 'fixed' : 'broken';
  return {
    outcome,
    items: { before: was.length, after: is.length },
    differences: differences.slice(0, mostDifferences),
  };
}

const errorOf = ({ execution }: Run) => execution.error?.message;

/** Steps above `read` that both runs reached: what they were told to do. */
function effectsThatDiffer(before: readonly NodeExecution[], after: readonly NodeExecution[]): Difference[] {
  const old = new Map(before.filter(reachesOut).map(record => [placeOf(record), record]));
  return after.filter(reachesOut).flatMap(record => {
    const known = old.get(placeOf(record));
    return known
      ? valuesThatDiffer({ where: record.label, path: '' }, known.resolvedParams, record.resolvedParams)
      : [];
  });
}

const reachesOut = ({ effect }: NodeExecution) => effect !== 'none' && effect !== 'read';
const placeOf = ({ nodeId, nodeKey }: NodeExecution) => nodeId + nodeKey.slice(0, nodeKey.lastIndexOf('/') + 1);

function valuesThatDiffer(at: Pick<Difference, 'where' | 'path'>, before: unknown, after: unknown): Difference[] {
  if (isEqual(before, after) || (before === undefined && after === undefined)) return [];
  const deeper = (name: string | number) => ({ ...at, path: at.path === '' ? String(name) : `${at.path}.${name}` });
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return collect(length, index => valuesThatDiffer(deeper(index), before[index], after[index]));
  }
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return collect(names.length, index =>
      valuesThatDiffer(deeper(names[index]!), before[names[index]!], after[names[index]!]),
    );
  }
  return [{ ...at, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

/** Nobody reads more than the first. */
function collect(count: number, look: (index: number) => Difference[]): Difference[] {
  const found: Difference[] = [];
  for (let index = 0; index < count && found.length < mostDifferences; index += 1) found.push(...look(index));
  return found;
}
