import type { RoundItems } from '../workflow/lineage';
import { prefixOf } from '../workflow/round-keys';
import type { Item } from '../workflow/schema';
import type { ItemSource, NodeExecution } from './node-execution';
import type { Progress } from './progress';

/** What one round of a loop begins with. */
export interface Given {
  items: readonly Item[];
  sources: readonly ItemSource[];
}

/** What became of a round. */
export interface RoundEnd {
  /** Why it could not be finished; null when it was. */
  failed: NodeExecution | null;
  /** What left its last steps, in the order of the steps. */
  ends: readonly { item: Item; source: ItemSource }[];
  /** When its last step was done. */
  finishedAt: string | null;
  /** Some of it was not carried out. */
  simulated: boolean;
}

/** The workflow itself, or one round of a loop in it. */
export interface Level {
  progress: Progress;
  outer: Level | null;
  /** What arrived in this round and in those around it. */
  rounds: readonly RoundItems[];
  /** Keys of the records of what has begun here or waits, and is not over. */
  open: Set<string>;
  failed: NodeExecution | null;
  /** Called when nothing is open any more. */
  end: (() => void) | null;
}

export const workflowLevel = (progress: Progress): Level => ({
  ...{ progress, outer: null, rounds: [], failed: null, end: null },
  open: new Set(),
});

export const halts = ({ status }: Pick<NodeExecution, 'status'>) => status === 'failed' || status === 'result_unknown';

/** Why nothing more begins on this level; null while it goes on. */
export function failureAround(level: Level): NodeExecution | null {
  for (let each: Level | null = level; each; each = each.outer) if (each.failed) return each.failed;
  return null;
}

/** What ended the run, of what is recorded: a loop may have gone on after the failure of one of its rounds. */
export function haltedBy(records: Iterable<NodeExecution>): NodeExecution | null {
  const failed = [...records].filter(halts);
  const unknown = failed.find(({ status }) => status === 'result_unknown');
  const outermost = unknown ?? failed.find(({ nodeKey }) => prefixOf(nodeKey) === '');
  return outermost ? causeOf(outermost, failed) : null;
}

/** The step inside a loop that made it fail, or the record itself. */
function causeOf(record: NodeExecution, failed: readonly NodeExecution[]): NodeExecution {
  const inside = failed.filter(({ nodeKey }) => nodeKey.startsWith(`${record.nodeKey}[`));
  return inside.toSorted((a, b) => a.seq - b.seq).at(-1) ?? record;
}

/** How a round stands, once nothing in it is open. */
export function roundEnd({ progress, failed }: Level): RoundEnd {
  const { graph, records, prefix } = progress;
  const done = graph.nodes.flatMap(({ key }) => records.get(prefix + key) ?? []);
  const last = graph.nodes.filter(({ id }) => graph.outgoing(id).length === 0);
  return {
    failed,
    ends: last.flatMap(({ key }) => leaving(records.get(prefix + key))),
    finishedAt: done.reduce<string | null>((latest, { finishedAt }) => later(latest, finishedAt), null),
    simulated: done.some(({ simulated }) => simulated),
  };
}

const later = (a: string | null, b: string | null) => (a === null || (b !== null && b > a) ? b : a);
/** What failed, and what was printed, is no result. */
const aside = new Set(['error', 'console']);

function leaving(record: NodeExecution | undefined): RoundEnd['ends'] {
  if (!record) return [];
  return Object.entries(record.outputs).flatMap(([port, items]) =>
    aside.has(port) ? [] : items.map((item, index) => ({ item, source: { nodeKey: record.nodeKey, port, index } })),
  );
}
