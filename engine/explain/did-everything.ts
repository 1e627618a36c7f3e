import type { NodeExecution } from '../run/node-execution';
import { plainKey, prefixOf, roundsOf } from '../workflow/round-keys';
import { comparedValues } from './compared-values';
import type { Explanation } from './explanation';
import { heldValues } from './held-values';
import type { History } from './history';
import { code, count, listOf, show } from './words';

const totalOf = ({ outputs }: NodeExecution) => Object.values(outputs).reduce((sum, items) => sum + items.length, 0);

/** A test run changes nothing outside, and that is why nothing is there. */
export function onlyTried(history: History): Explanation | null {
  const tried = history.records.filter(({ simulated, effect }) => simulated && effect !== 'none' && effect !== 'read');
  if (history.execution.mode === 'live' || tried.length === 0) return null;
  const first = tried[0]!;
  const names = [...new Set(tried.map(({ nodeKey }) => history.name(plainKey(nodeKey))))];
  return {
    cause: { class: 'configuration', node: first.nodeKey, origin: first.nodeKey, confidence: 'certain' },
    sentence: `This was a test run: ${listOf(names)} only showed what would happen, and nothing was stored or sent.`,
    evidence: history.evidence(first.nodeKey, 'simulated'),
    fix: null,
    nextStep: 'Run it live, or switch the workflow on.',
  };
}

/** Nothing stands out: how many items each step had, and which were left out on the way. */
export function didEverything(history: History): Explanation {
  const records = history.records.filter(({ nodeKey }) => prefixOf(nodeKey) === '');
  const ran = records.filter(({ status }) => status === 'succeeded');
  const last = records.at(-1);
  const kept = ran.filter(record => record.sources.length > totalOf(record));
  const less = kept.map(record => leftOut(history, record)).filter(line => line !== '');
  return {
    cause: { class: 'unknown', node: null, origin: null, confidence: 'unsure' },
    sentence: last
      ? `Nothing failed: ${count(ran.length, 'step')} ran, and the last one, ${history.name(last.nodeKey)}, gave ${count(totalOf(last), 'item')}.${rounds(history)}${less.join('') || along(history, ran)}`
      : 'Nothing is recorded of this run yet.',
    evidence: kept.flatMap(({ nodeKey }) => history.evidence(nodeKey, 'outputs')).slice(0, 3),
    fix: null,
    nextStep: 'Say what you expected instead, and it can be traced step by step.',
  };
}

function along(history: History, ran: readonly NodeExecution[]): string {
  const totals = ran.map(record => totalOf(record));
  if (totals.every(total => total === totals[0])) return '';
  const each = ran.map((record, index) => `${history.name(record.nodeKey)} ${totals[index]}`);
  return ` Items along the way: ${listOf(each, 8)}.`;
}

/** How often each loop went round. */
function rounds(history: History): string {
  const most = new Map<string, number>();
  for (const { nodeKey } of history.records) {
    const [place] = roundsOf(nodeKey);
    if (place) most.set(place.loopKey, Math.max(most.get(place.loopKey) ?? 0, place.round + 1));
  }
  return [...most].map(([key, number]) => ` ${history.name(key)} went ${count(number, 'round')}.`).join('');
}

/** Which items a step let fall, and what it looked at: `*Once each* left out 1 of 3, first item 3`. */
function leftOut(history: History, record: NodeExecution): string {
  const { sources, origins } = record;
  if (history.nodeTypes[record.type]?.kind === 'logic') {
    const values = comparedValues(history, record).map(({ words }) => words);
    return ` ${history.name(record.nodeKey)} kept ${totalOf(record)} of ${sources.length}${values.length > 0 ? `: ${listOf(values)}` : ''}.`;
  }
  const came = new Set(Object.values(origins).flat());
  const lost = sources.map((_source, index) => index).filter(index => !came.has(index));
  if (came.has(null) || lost.length === 0 || lost.length + came.size !== sources.length) return '';
  const held = heldValues(history, record, lost[0]!).map(({ path, value }) => `${code(path)} was ${show(value)}`);
  return ` ${history.name(record.nodeKey)} left out ${lost.length} of ${sources.length}, first item ${lost[0]! + 1}${held.length > 0 ? ` (${listOf(held)})` : ''}.`;
}
