import { givenItems } from '../workflow/ports';
import { prefixOf } from '../workflow/round-keys';
import type { Execution } from './execution';
import type { NodeExecution } from './node-execution';

type Run = Pick<Execution, 'status' | 'answer'>;

/** For a run that ended well and came to nothing: where its items went. Null when something reached the end. */
export function sayNothingCame(run: Run, all: readonly NodeExecution[]): string | null {
  const records = all.filter(({ nodeKey }) => prefixOf(nodeKey) === ''); // what is inside a loop comes to what the loop gives
  if (run.status !== 'succeeded' || run.answer) return null;
  const taken = new Set(records.flatMap(({ sources }) => sources.map(({ nodeKey }) => nodeKey)));
  const ends = records.filter(({ status, nodeKey }) => status === 'succeeded' && !taken.has(nodeKey));
  const dropped = ends.filter(record => !record.simulated && totalOf(record) === 0);
  if (dropped.length > 0 && dropped.length === ends.length) {
    return `Nothing came through: ${dropped.map(sayDropped).join(', ')}.`;
  }
  const unanswered = silentAnswers(records);
  if (unanswered.length === 0) return null;
  const choice = [...ends].reverse().find(({ type }) => choices.has(type));
  const why = dropped[0] ? sayDropped(dropped[0]) : choice && saySent(choice);
  return why ? `No answer step was reached: ${why}.` : 'No answer step was reached.';
}

const totalOf = ({ outputs }: NodeExecution) => givenItems(outputs).length;

function sayDropped({ type, label, sources }: NodeExecution): string {
  if (type !== 'core.filter') return `"${label}" gave no items`;
  const arrived = sources.length;
  return arrived === 1 ? `"${label}" did not let its item pass` : `"${label}" let none of ${arrived} items pass`;
}

const choices = new Set(['core.if', 'core.switch']);

function saySent({ label, outputs, sources }: NodeExecution): string {
  const ports = Object.keys(outputs).filter(port => outputs[port]!.length > 0);
  const what = sources.length === 1 ? 'its item' : `its ${sources.length} items`;
  return `"${label}" sent ${what} to ${ports.map(port => `"${port}"`).join(' and ')}, where nothing follows`;
}

/** Answers that somebody waited for at a webhook, and that no item reached. */
function silentAnswers(records: readonly NodeExecution[]): NodeExecution[] {
  const isWaiting = ({ type, resolvedParams }: NodeExecution) =>
    type === 'core.webhook' && resolvedParams?.respond !== 'immediately';
  if (!records.some(isWaiting)) return [];
  return records.filter(({ type, status }) => type === 'core.respond' && status === 'skipped');
}
