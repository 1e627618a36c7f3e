import { type OpenKind, openKindIn } from '../workflow/open-settings';
import { plainKey, roundsOf } from '../workflow/round-keys';
import type { Execution } from './execution';
import type { NodeExecution } from './node-execution';
import { sayNothingCame } from './nothing-came';

type Run = Pick<Execution, 'status' | 'mode' | 'answer' | 'error'>;

/** What a run did, in a sentence or two, from its records alone. Says nothing that no record says. */
export function summarizeRun(run: Run, records: readonly NodeExecution[]): string {
  const parts = [headline(run, records), ...(run.answer ? [answered(run.answer)] : []), ...notes(records)];
  return parts.join(' ');
}

const kind = ({ mode }: Run) => (mode === 'live' ? 'The run' : 'The test run');
const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;
const quoted = (labels: readonly string[]) => {
  const shown = labels.slice(0, 3).map(label => `"${label}"`);
  const rest = labels.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ').replace(/, ([^,]*)$/, ' and $1');
};

function headline(run: Run, records: readonly NodeExecution[]): string {
  // A step inside a loop is one step, however often it was carried out.
  const done = new Set(records.flatMap(({ status, nodeId }) => (status === 'succeeded' ? [nodeId] : []))).size;
  switch (run.status) {
    case 'queued':
      return `${kind(run)} has not begun yet.`;
    case 'running':
      return `${kind(run)} is under way: ${counted(done, 'step')} done so far.`;
    case 'waiting':
      return `${kind(run)} waits. ${waiting(records)}`.trim();
    case 'succeeded':
      return sayNothingCame(run, records) ?? `${kind(run)} worked: ${counted(done, 'step')} ran.`;
    case 'cancelled':
      return `${kind(run)} was stopped by hand after ${counted(done, 'step')}.`;
    case 'failed':
    case 'result_unknown':
      return `${kind(run)} stopped${where(run, records)}: ${run.error?.message ?? 'the reason was not recorded.'}`;
  }
}

function where({ error }: Run, records: readonly NodeExecution[]): string {
  const record = records.find(({ nodeKey }) => nodeKey === error?.nodeKey);
  return record ? ` at "${record.label}"${inRounds(record, records)}` : '';
}

/** ` in round 4 of "For each order"` */
function inRounds({ nodeKey }: NodeExecution, records: readonly NodeExecution[]): string {
  const rounds = roundsOf(nodeKey).map(({ loopKey, round }) => {
    const loop = records.find(record => plainKey(record.nodeKey) === loopKey);
    return ` in round ${round + 1} of "${loop?.label ?? loopKey}"`;
  });
  return rounds.reverse().join('');
}

function waiting(records: readonly NodeExecution[]): string {
  const record = records.find(({ status }) => status === 'waiting');
  if (!record) return '';
  if (!record.error && isAsking(record)) {
    const until = record.wakeAt ? `, until ${record.wakeAt} at the longest` : '';
    return `"${record.label}" has asked and goes on when there is an answer${until}.`;
  }
  if (!record.error) return `"${record.label}" goes on${record.wakeAt ? ` at ${record.wakeAt}` : ' later'}.`;
  const reason = ` ${record.error.message}`;
  const next = record.wakeAt ? ` It is tried again at ${record.wakeAt}.` : '';
  return `"${record.label}":${reason}${next}`;
}

/** It waits for somebody, and for a time only when nobody comes. */
const isAsking = ({ type, resolvedParams }: NodeExecution) =>
  type === 'core.approval' || (type === 'core.wait' && resolvedParams?.mode === 'call');

const longestBody = 120;

function answered({ status, body }: NonNullable<Run['answer']>): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const shown = text.length > longestBody ? `${text.slice(0, longestBody)}…` : text;
  return `It answered ${status}: ${shown}${/[.!?…]$/.test(shown) ? '' : '.'}`;
}

function notes(records: readonly NodeExecution[]): string[] {
  const labels = (wanted: (record: NodeExecution) => boolean) => [
    ...new Set(records.filter(wanted).map(({ label }) => label)),
  ];
  const skipped = labels(({ status }) => status === 'skipped');
  const unasked = labels(isUnasked);
  const simulated = labels(record => record.simulated && record.given !== 'open' && !isUnasked(record));
  const handled = labels(({ status, error }) => status === 'succeeded' && error !== null);
  const were = (list: readonly string[]) => `${quoted(list)} ${list.length === 1 ? 'was' : 'were'} only simulated`;
  return [
    ...(skipped.length > 0 ? [`Nothing reached ${quoted(skipped)}.`] : []),
    ...(simulated.length > 0 ? [`${were(simulated)}.`] : []),
    ...(unasked.length > 0
      ? [`${were(unasked)}; ${unasked.length === 1 ? 'its answer is' : 'their answers are'} not known.`]
      : []),
    ...openNotes(records),
    ...(handled.length > 0 ? [`${quoted(handled)} failed for some items, which went on as the step says.`] : []),
  ];
}

/** Steps that were passed over because something of theirs is open: one sentence for each kind of it. */
function openNotes(records: readonly NodeExecution[]): string[] {
  const open = records.filter(({ given }) => given === 'open');
  return (Object.keys(openWords) as OpenKind[]).flatMap(kind => {
    const labels = open.filter(record => openKindIn(record) === kind).map(({ label }) => label);
    return labels.length > 0 ? [openWords[kind](quoted(labels), labels.length > 1)] : [];
  });
}

const openWords: Readonly<Record<OpenKind, (labels: string, several: boolean) => string>> = {
  address: (labels, several) =>
    several
      ? `${labels} were not called, because their addresses are open: examples stand in for the answers.`
      : `${labels} was not called, because its address is open: an example stands in for the answer.`,
  condition: (labels, several) =>
    several
      ? `The conditions of ${labels} are open, so everything went on as if they held.`
      : `The condition of ${labels} is open, so everything went on as if it held.`,
  setting: (labels, several) =>
    several
      ? `${labels} were not carried out, because settings of theirs are open.`
      : `${labels} was not carried out, because a setting of it is open.`,
};

/** A request that a test run did not send: nobody knows what would have come back. Pinned answers are known. */
const isUnasked = ({ type, simulated, effect }: NodeExecution) =>
  simulated && type === 'core.http-request' && effect !== 'none';
