import type { NodeExecution } from '../run/node-execution';
import type { Explanation } from './explanation';
import type { History } from './history';
import { code, momentOf, show } from './words';

type Told = Pick<Explanation, 'sentence' | 'nextStep'> & { waiting?: true };

/** A run that has not ended: what it waits for, since when, until when, and who can make it go on. */
export function explainUnfinished(history: History): Explanation {
  const { records } = history;
  const record =
    records.findLast(({ status }) => status === 'waiting') ??
    records.findLast(({ status }) => status === 'running') ??
    null;
  const { sentence, nextStep } = record ? atStep(history, record) : notBegun(history);
  return {
    cause: { class: 'not_finished', node: record?.nodeKey ?? null, origin: null, confidence: 'certain' },
    sentence,
    evidence: record
      ? [
          ...history.evidence(record.nodeKey, 'status'),
          ...history.evidence(record.nodeKey, record.wakeAt ? 'wakeAt' : 'startedAt'),
          ...(record.error ? history.evidence(record.nodeKey, 'error.code') : []),
        ]
      : [],
    fix: null,
    nextStep,
  };
}

const zoneOf = ({ execution }: History) => execution.workflow.settings.timeZone;

function notBegun(history: History): Told {
  const { status, createdAt } = history.execution;
  const since = momentOf(createdAt, zoneOf(history));
  return status === 'queued'
    ? {
        sentence: `Nothing failed: the run was asked for on ${since} and has not begun yet.`,
        nextStep: 'Wait until it is its turn. If it stays so, ask whoever runs Parley to look at `npx parley doctor`.',
      }
    : {
        sentence: `Nothing failed: the run has been under way since ${since}.`,
        nextStep: 'Wait until it has ended, then ask again.',
      };
}

function atStep(history: History, record: NodeExecution): Told {
  const name = history.name(record.nodeKey);
  const since = momentOf(record.startedAt, zoneOf(history));
  if (record.status === 'running') {
    return {
      sentence: `Nothing failed so far: step ${name} has been at work since ${since}.`,
      nextStep: 'Wait until it has ended, or stop the run.',
    };
  }
  if (record.error) return triedAgain(history, record);
  const until = record.wakeAt ? momentOf(record.wakeAt, zoneOf(history)) : null;
  const atMost = until ? `, until ${until} at the longest` : '';
  if (record.type === 'core.approval') {
    const title = record.resolvedParams?.title;
    return {
      sentence: `Nothing failed: step ${name} has asked ${title ? show(title) : 'somebody'} on ${since} and waits for an answer${atMost}.`,
      nextStep: 'Answer it in the chat, on the page of the run, or by the link in the e-mail; then the run goes on.',
    };
  }
  if (record.type === 'core.wait' && record.resolvedParams?.mode === 'call') {
    return {
      sentence: `Nothing failed: step ${name} waits for a call to its address since ${since}${atMost}.`,
      nextStep: 'Check that the other side was given the address and calls it; then the run goes on.',
    };
  }
  return {
    sentence: `Nothing failed: step ${name} waits since ${since}${until ? ` and goes on on ${until}` : ''}.`,
    nextStep: until ? 'It goes on by itself then.' : 'Look at the page of the run for what it waits for.',
  };
}

function triedAgain(history: History, record: NodeExecution): Told {
  const at = record.wakeAt ? ` on ${momentOf(record.wakeAt, zoneOf(history))}` : '';
  return {
    sentence: `The run has not ended: step ${history.name(record.nodeKey)} could not do its work (${code(record.error!.code)}), and is tried again${at}. ${record.error!.message}`,
    nextStep: 'It is tried again by itself. Stop the run if something has to change first.',
  };
}
