import type { NodeExecution } from '../run/node-execution';
import { isObject } from '../workflow/equal';
import { formatPath } from '../workflow/path';
import type { Item, WorkflowNode } from '../workflow/schema';
import { type Compared, comparedValues } from './compared-values';
import { didEverything, onlyTried } from './did-everything';
import { encodedAnywhere } from './encoded-braces';
import { explainAnswers, hollowAnswers } from './explain-answer';
import { explainOddValues } from './explain-odd-values';
import { oneSided, onlyPart, pinnedResults } from './explain-part';
import type { CauseClass, Explanation } from './explanation';
import { findStop, type Stop } from './find-stop';
import { type Held, heldValues } from './held-values';
import type { History } from './history';
import { gapInWords } from './odd-gap';
import { doneTwice, oneForAll } from './odd-items';
import { numbersAsText } from './odd-numbers';
import { code, count, listOf, show } from './words';

/** Nothing failed, and still less happened than somebody expected: where the items went. */
export function explainNothing(history: History, earlier: readonly History[] = []): Explanation {
  const before = explainAnswers(history) ?? onlyPart(history) ?? encodedAnywhere(history) ?? numbersAsText(history);
  if (before) return before;
  for (const target of idleTargets(history)) {
    const stop = findStop(history, target);
    if (stop) return explainStop(history, { target, stop, earlier });
  }
  const joined = oneSided(history);
  if (joined) return joined;
  const fruitless = history.records.findLast(record => record.status === 'succeeded' && gaveNothing(record));
  if (fruitless)
    return explainStop(history, { target: null, stop: { record: fruitless, port: 'next', instead: [] }, earlier });
  const odd = explainOddValues(history) ?? oneForAll(history) ?? doneTwice(history);
  const noticed = odd ?? pinnedResults(history) ?? hollowAnswers(history) ?? gapInWords(history);
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
  const held = instead.length > 0 ? undefined : heldValues(history, record).find(({ value }) => isBare(value));
  const seen = compared[0]?.places[0] ?? held?.place;
  const origin = seen ? history.trace(seen).nodeKey : record.nodeKey;
  const arrived = record.sources.length;
  const isSource = compared.length === 0 && instead.length === 0;
  const cause: CauseClass = instead.length > 0 ? 'wrong_branch' : isSource ? 'empty_input' : 'nothing_arrived';
  const name = history.name(record.nodeKey);
  const idle = target ? `so ${history.name(target.key)} had nothing to do` : 'so nothing came of the run';
  const rule = ruleOf(history, record);
  const blank = compared.find(one => one.values.some(hasBlankAround)) ?? null;
  const note = blank ? ` ${code(blank.path)} begins or ends with a blank, so it is another text.` : '';
  const values = compared.length > 0 ? ` ${listOf(compared.map(({ words }) => words))}.${note}` : '';
  const bare = held ? ` ${code(held.path)} from ${history.name(origin)} was ${show(held.value)}.` : '';
  const sentence =
    cause === 'empty_input'
      ? `Step ${name} gave no items, ${idle}.${beforeIt(record, earlier)}${bare}`
      : cause === 'wrong_branch'
        ? `${unanswered(record) ? `Nobody answered step ${name} in time: it` : `Step ${name} (${rule})`} sent ${count(arrived, 'item')} to ${listOf(instead.map(code))} and none to ${code(port)}, ${idle}.${values}`
        : `Step ${name} ${rule}. Of ${count(arrived, 'item')} none passed, ${idle}.${values}`;
  return {
    cause: { class: cause, node: record.nodeKey, origin, confidence: 'certain' },
    sentence,
    evidence: [
      ...(held ? history.evidenceAt(history.trace(held.place)) : []),
      ...compared.flatMap(({ places }) => places.flatMap(place => history.evidenceAt(history.trace(place)))),
      ...history.evidence(record.nodeKey, formatPath(['outputs', port])),
    ].slice(0, 6),
    fix: null,
    nextStep: nextFor(history, { record, cause, origin, blank, held }),
  };
}

interface NextFor {
  record: NodeExecution;
  cause: CauseClass;
  origin: string;
  blank: Compared | null;
  held: Held | undefined;
}

function nextFor(history: History, { record, cause, origin, blank, held }: NextFor): string {
  const name = history.name(record.nodeKey);
  if (returnsNothing(history, record))
    return `Let the code of ${name} return the items: without ${code('return')} it gives none.`;
  if (unanswered(record)) return `Ask again with a new run, or give ${name} more time.`;
  if (blank)
    return `In the condition of ${name}, put ${code('.trim()')} behind ${code(blank.path)}, or take the blank away where it comes from.`;
  if (held) return `Check why ${history.name(origin)} gave nothing there; if it may happen, all is as it should be.`;
  return cause === 'empty_input'
    ? `Check whether ${name} looks in the right place, and whether there was anything to find.`
    : `If they should have passed, change the condition of ${name}; otherwise all is as it should be.`;
}

const isBare = (value: unknown) =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
const hasBlankAround = (value: unknown) => typeof value === 'string' && value !== value.trim();

/** Somebody was asked, or called for, and time was up: whatever the step does then. */
const unanswered = ({ outputs, type }: NodeExecution) =>
  (outputs.timed_out ?? []).length > 0 || (type === 'core.approval' && Object.values(outputs).flat().some(isLate));
const isLate = ({ approval }: Item) => isObject(approval) && approval.decision === 'timed_out';

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
