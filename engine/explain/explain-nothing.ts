import type { NodeExecution } from '../run/node-execution';
import { formatPath } from '../workflow/path';
import type { WorkflowNode } from '../workflow/schema';
import { explainAnswers, hollowAnswers } from './explain-answer';
import { explainOddValues } from './explain-odd-values';
import { oneSided, onlyPart, pinnedResults } from './explain-part';
import type { CauseClass, Explanation } from './explanation';
import type { History, Place, Reading } from './history';
import { code, count, listOf, show } from './words';

/** Nothing failed, and still less happened than somebody expected: where the items went. */
export function explainNothing(history: History, earlier: readonly History[] = []): Explanation {
  const before = explainAnswers(history) ?? onlyPart(history);
  if (before) return before;
  for (const target of idleTargets(history)) {
    const stop = findStop(history, target, new Set());
    if (stop) return explainStop(history, { target, stop, earlier });
  }
  const joined = oneSided(history);
  if (joined) return joined;
  const fruitless = history.records.findLast(record => record.status === 'succeeded' && gaveNothing(record));
  if (fruitless)
    return explainStop(history, { target: null, stop: { record: fruitless, port: 'next', instead: [] }, earlier });
  const noticed = explainOddValues(history) ?? pinnedResults(history) ?? hollowAnswers(history);
  return noticed ?? onlyTried(history) ?? didEverything(history);
}

/** Steps that had nothing to do; first those that would have had an effect. */
function idleTargets({ execution, records, nodeTypes }: History): WorkflowNode[] {
  const busy = new Set(records.filter(({ status }) => status !== 'skipped').map(({ nodeKey }) => nodeKey));
  const idle = execution.workflow.nodes.filter(({ key, id, options }) => {
    const isOtherTrigger =
      id !== execution.triggerNodeId && !execution.workflow.connections.some(({ to }) => to === id);
    return !busy.has(key) && !options.disabled && !isOtherTrigger;
  });
  const reach = ({ type, params }: WorkflowNode) => {
    const effect = nodeTypes[type]?.effect(params) ?? 'none';
    return effect === 'none' || effect === 'read' ? 0 : 1;
  };
  return idle.toSorted((a, b) => reach(b) - reach(a));
}

const totalOf = ({ outputs }: NodeExecution) => Object.values(outputs).reduce((sum, items) => sum + items.length, 0);
const gaveNothing = (record: NodeExecution) => record.sources.length > 0 && totalOf(record) === 0;

interface Stop {
  record: NodeExecution;
  /** The port that should have carried items. */
  port: string;
  /** Where they went instead; none when they were dropped. */
  instead: string[];
}

/** Back from a step that had nothing to do, to the step that let nothing through. */
function findStop(history: History, target: WorkflowNode, seen: Set<string>): Stop | null {
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

const returnsNothing = (history: History, { nodeKey }: NodeExecution) => {
  const written = history.node(nodeKey)?.params.code;
  return typeof written === 'string' && !/\breturn\b/.test(written);
};

interface Stopped {
  target: WorkflowNode | null;
  stop: Stop;
  earlier: readonly History[];
}

function explainStop(history: History, { target, stop: { record, port, instead }, earlier }: Stopped): Explanation {
  const compared = comparedValues(history, record);
  const origin = compared[0]?.places[0] ? history.trace(compared[0].places[0]).nodeKey : record.nodeKey;
  const arrived = record.sources.length;
  const isSource = compared.length === 0 && instead.length === 0;
  const cause: CauseClass = instead.length > 0 ? 'wrong_branch' : isSource ? 'empty_input' : 'nothing_arrived';
  const name = history.name(record.nodeKey);
  const idle = target ? `so ${history.name(target.key)} had nothing to do` : 'so nothing came of the run';
  const rule = ruleOf(history, record);
  const values = compared.length > 0 ? ` ${listOf(compared.map(({ words }) => words))}.` : '';
  const sentence =
    cause === 'empty_input'
      ? `Step ${name} gave no items, ${idle}.${beforeIt(record, earlier)}`
      : cause === 'wrong_branch'
        ? `Step ${name} (${rule}) sent ${count(arrived, 'item')} to ${listOf(instead.map(code))} and none to ${code(port)}, ${idle}.${values}`
        : `Step ${name} ${rule}. Of ${count(arrived, 'item')} none passed, ${idle}.${values}`;
  return {
    cause: { class: cause, node: record.nodeKey, origin, confidence: 'certain' },
    sentence,
    evidence: [
      ...compared.flatMap(({ places }) => places.flatMap(place => history.evidenceAt(history.trace(place)))),
      ...history.evidence(record.nodeKey, formatPath(['outputs', port])),
    ].slice(0, 6),
    fix: null,
    nextStep: returnsNothing(history, record)
      ? `Let the code of ${name} return the items: without ${code('return')} it gives none.`
      : cause === 'empty_input'
        ? `Check whether ${name} looks in the right place, and whether there was anything to find.`
        : `If they should have passed, change the condition of ${name}; otherwise all is as it should be.`,
  };
}

/** What arrived at it, and what it gave when it last gave something. */
function beforeIt(record: NodeExecution, earlier: readonly History[]): string {
  const came = record.sources.length > 0 ? ` ${count(record.sources.length, 'item')} came to it.` : '';
  const last = earlier.map(one => one.record(record.nodeKey)).find(one => one && totalOf(one) > 0);
  const then = last
    ? ` In an earlier run it gave ${count(totalOf(last), 'item')}, so the step itself can find something.`
    : '';
  return `${came}${then}`;
}

/** The step's own line about itself, within a sentence. */
function ruleOf(history: History, record: NodeExecution): string {
  const line = history.nodeTypes[record.type]?.describe(history.node(record.nodeKey)?.params ?? {}) ?? '';
  return line.charAt(0).toLowerCase() + line.slice(1).replace(/\?$/, '');
}

interface Compared {
  words: string;
  places: Place[];
}

const shownItems = 5;

/** What the step looked at, path by path, over its first items. */
function comparedValues(history: History, record: NodeExecution): Compared[] {
  const readings = Array.from({ length: Math.min(record.sources.length, shownItems) }, (_, itemIndex) =>
    history.readings(record, itemIndex).map(reading => ({ reading, itemIndex })),
  ).flat();
  const byPath = Map.groupBy(readings, ({ reading: { reference } }) =>
    formatPath([reference.root, ...(reference.nodeKey ? [reference.nodeKey] : []), ...reference.segments]),
  );
  return [...byPath.values()].map(list => ({
    words: `${code(list[0]!.reading.reference.path)} was ${listOf(
      list.map(({ reading }) => shown(reading)),
      shownItems,
    )}`,
    places: list
      .map(({ reading, itemIndex }) => history.placeOf(record, itemIndex, reading.reference))
      .filter(place => place !== null),
  }));
}

const shown = ({ found, value }: Reading) => (found ? show(value) : 'not there');

/** A test run changes nothing outside, and that is why nothing is there. */
function onlyTried(history: History): Explanation | null {
  const tried = history.records.filter(({ simulated, effect }) => simulated && effect !== 'none' && effect !== 'read');
  if (history.execution.mode === 'live' || tried.length === 0) return null;
  const first = tried[0]!;
  return {
    cause: { class: 'configuration', node: first.nodeKey, origin: first.nodeKey, confidence: 'certain' },
    sentence: `This was a test run: ${listOf(tried.map(({ nodeKey }) => history.name(nodeKey)))} only showed what would happen, and nothing was stored or sent.`,
    evidence: history.evidence(first.nodeKey, 'simulated'),
    fix: null,
    nextStep: 'Run it live, or switch the workflow on.',
  };
}

const isChoice = ({ nodeTypes }: History, { type }: NodeExecution) => nodeTypes[type]?.kind === 'logic';

function didEverything(history: History): Explanation {
  const { records } = history;
  const last = records.at(-1);
  const ran = records.filter(({ status }) => status === 'succeeded');
  const totals = ran.map(record => totalOf(record));
  const isEven = totals.every(total => total === totals[0]);
  const along = isEven
    ? ''
    : ` Items along the way: ${listOf(
        ran.map((record, index) => `${history.name(record.nodeKey)} ${totals[index]}`),
        8,
      )}.`;
  const kept = records.filter(record => record.sources.length > totalOf(record) && isChoice(history, record));
  const less = kept.map(record => {
    const values = comparedValues(history, record).map(({ words }) => words);
    return ` ${history.name(record.nodeKey)} kept ${totalOf(record)} of ${record.sources.length}${values.length > 0 ? `: ${listOf(values)}` : ''}.`;
  });
  return {
    cause: { class: 'unknown', node: null, origin: null, confidence: 'unsure' },
    sentence: last
      ? `Nothing failed: ${count(ran.length, 'step')} ran, and the last one, ${history.name(last.nodeKey)}, gave ${count(totalOf(last), 'item')}.${less.join('')}${less.length > 0 ? '' : along}`
      : 'Nothing is recorded of this run yet.',
    evidence: kept.flatMap(({ nodeKey }) => history.evidence(nodeKey, 'outputs')).slice(0, 3),
    fix: null,
    nextStep: 'Say what you expected instead, and it can be traced step by step.',
  };
}
