import type { Execution } from '../run/execution';
import type { ErrorRecord, NodeExecution } from '../run/node-execution';
import { applyChanges } from '../workflow/apply-changes';
import { nearestName } from '../workflow/nearest';
import type { NodeTypes } from '../workflow/node-types';
import { mapTexts } from '../workflow/references';
import { checkEvidence } from './evidence';
import { explainAnswer } from './explain-answer';
import { explainCode } from './explain-code';
import { explainData } from './explain-data';
import { explainExpression } from './explain-expression';
import { explainMissing, type Failure } from './explain-missing';
import { explainModel, isModelFailure } from './explain-model';
import { explainNothing } from './explain-nothing';
import { explainService } from './explain-service';
import type { CauseClass, Explanation } from './explanation';
import { History } from './history';
import { placesBehind } from './lineage-places';
import { paramsChange } from './replace-path';

export interface Recorded {
  execution: Execution;
  records: readonly NodeExecution[];
}
export interface ToExplain extends Recorded {
  nodeTypes: NodeTypes;
  /** Other executions of the workflow, latest first: what was there before shows what is new. */
  earlier?: readonly Recorded[];
}

/** Finds out from the records alone why an execution failed, or did less than expected. No model has a part in it. */
export function explainExecution({ execution, records, nodeTypes, earlier = [] }: ToExplain): Explanation {
  const history = new History(execution, records, nodeTypes);
  const before = earlier.map(one => new History(one.execution, one.records, nodeTypes));
  const explanation = explain(history, before);
  const evidence = checkEvidence(explanation.evidence, { execution, records });
  const changes = explanation.fix?.changes ?? [];
  const fits = applyChanges(execution.workflow, changes, nodeTypes).skipped.length === 0;
  return { ...explanation, evidence, fix: fits ? explanation.fix : null };
}

function explain(history: History, earlier: readonly History[]): Explanation {
  const { execution, records } = history;
  const record = failingRecord(history);
  if (execution.status === 'cancelled') return stopped(history, record);
  if (record?.error) return explainFailure({ history, record, error: record.error, earlier });
  if (execution.error) return beforeAnyStep(execution.error);
  if (!['succeeded', 'failed'].includes(execution.status)) return notFinished(history);
  const passedOver = records.find(({ error, status }) => error !== null && status === 'succeeded');
  if (!passedOver?.error) return explainNothing(history, earlier);
  const explanation = explainFailure({ history, record: passedOver, error: passedOver.error, earlier });
  return { ...explanation, sentence: `${explanation.sentence} The run went on without it, as the step is set to.` };
}

function failingRecord({ execution, records }: History): NodeExecution | null {
  const named = records.find(({ nodeKey, error }) => nodeKey === execution.error?.nodeKey && error !== null);
  return named ?? records.find(({ status }) => status === 'failed' || status === 'result_unknown') ?? null;
}

/** Where a value is missing or cannot be used, the reason may be an answer further up that was a no already. */
const mayComeFromBefore = new Set([
  'expression.path_missing',
  'expression.threw',
  'node.params_invalid',
  'node.data_wrong',
]);

function explainFailure(failure: Failure): Explanation {
  const { history, record, error } = failure;
  const upstream = mayComeFromBefore.has(error.code) ? explainUpstream(failure) : null;
  if (!upstream) return explainAt(failure);
  const needs = `Step ${history.name(record.nodeKey)} stopped for want of what an earlier step should have given.`;
  return {
    ...upstream,
    cause: { ...upstream.cause, node: record.nodeKey, origin: upstream.cause.node },
    sentence: `${needs} ${upstream.sentence}`,
    evidence: [...upstream.evidence, ...history.evidence(record.nodeKey, 'error.code')],
  };
}

/** The failure that an earlier step passed on, or its service's no, that the failing item goes back to. */
function explainUpstream({ history, record, error, earlier }: Failure): Explanation | null {
  for (const place of placesBehind(history, record, error.itemIndex ?? 0)) {
    const before = history.record(place.nodeKey);
    const passedOn = before?.error && 'error' in (history.itemAt(place) ?? {});
    const explanation = passedOn
      ? explainAt({ history, record: before, error: before.error!, earlier })
      : explainAnswer(history, place);
    if (explanation) return { ...explanation, fix: null };
  }
  return null;
}

function explainAt(failure: Failure): Explanation {
  const { history, record, error } = failure;
  if (isModelFailure(error.code)) return explainModel(failure);
  switch (error.code) {
    case 'expression.path_missing':
      return explainMissing(failure);
    case 'expression.syntax':
    case 'expression.node_not_executed':
    case 'expression.item_ambiguous':
    case 'expression.threw':
    case 'expression.limit':
      return explainExpression(failure);
    case 'node.params_invalid':
    case 'node.data_wrong':
      return explainData(failure);
    case 'node.unavailable':
    case 'node.rate_limited':
    case 'node.quota_used_up':
    case 'node.unauthorized':
    case 'node.refused':
    case 'node.timeout':
    case 'node.answer_unreadable':
    case 'node.address_blocked':
      return explainService(failure);
    case 'code.failed':
      return explainCode(failure);
    case 'table.not_found':
      return tableMissing(failure);
    case 'node.result_unknown':
      return {
        ...plain(failure, 'result_unknown'),
        sentence: `Step ${history.name(record.nodeKey)} was interrupted after it began, so nobody knows whether it took effect.`,
        nextStep: 'Look there whether it happened, then decide whether to run it again.',
      };
    case 'execution.cancelled':
      return stopped(history, record);
    default: {
      const known = plainCauses[error.code];
      return known
        ? { ...plain(failure, known.class), nextStep: known.nextStep }
        : {
            ...plain(failure, 'unknown', 'unsure'),
            nextStep: 'Run it again. If it stays so, look at the values that went in.',
          };
    }
  }
}

/** Failures whose own sentence says it all. */
const plainCauses: Readonly<Record<string, { class: CauseClass; nextStep: string }>> = {
  'node.type_unknown': { class: 'configuration', nextStep: 'Replace the step by one that exists here.' },
  'node.output_too_large': {
    class: 'wrong_value',
    nextStep: 'Ask for less at a time: fewer rows, fewer fields, or a limit.',
  },
  'code.limit': {
    class: 'timeout',
    nextStep: 'Let the code work on fewer items at once, or give it more time or memory in the step.',
  },
  'code.unavailable': { class: 'configuration', nextStep: 'Ask whoever runs Parley to look at `npx parley doctor`.' },
  'node.cannot_wait': { class: 'configuration', nextStep: 'Switch the workflow on, then let it start by itself.' },
  'workflow.stopped': {
    class: 'wrong_branch',
    nextStep:
      'The workflow was told to stop here. Look at what led to this step; nothing needs to change if that is right.',
  },
  'credential.missing': { class: 'unauthorized', nextStep: 'Choose a key in the step, or make one in Settings, Keys.' },
  'credential.unsuitable': { class: 'configuration', nextStep: 'Choose a key of the right kind in the step.' },
  'credential.not_found': { class: 'unauthorized', nextStep: 'Choose another key in the step.' },
  'credential.unreadable': { class: 'unauthorized', nextStep: 'Enter the key again in Settings, Keys.' },
  'credential.host_refused': {
    class: 'configuration',
    nextStep:
      'Add the address to those of the key in Settings, Keys, if it should go there; otherwise correct the address.',
  },
};

function plain(
  { history, record, error }: Failure,
  cause: CauseClass,
  confidence: Explanation['cause']['confidence'] = 'certain',
): Explanation {
  return {
    cause: { class: cause, node: record.nodeKey, origin: record.nodeKey, confidence },
    sentence: `Step ${history.name(record.nodeKey)} stopped. ${error.message}`,
    evidence: history.evidence(record.nodeKey, 'error.code'),
    fix: null,
    nextStep: 'Change the step, then run it again.',
  };
}

/** A table is made when something is first stored in it: a look-up before that, or under another name, finds none. */
function tableMissing(failure: Failure): Explanation {
  const { history, record, error } = failure;
  const name = String(error.details.name ?? '');
  const node = history.node(record.nodeKey);
  const others = history.execution.workflow.nodes
    .filter(({ key }) => key !== record.nodeKey)
    .map(({ params }) => params.table)
    .filter(table => typeof table === 'string' && table.toLowerCase() !== name.toLowerCase());
  const near = nearestName(name, others as string[]);
  const change =
    near && node
      ? paramsChange(
          node,
          mapTexts(node.params, text => (text === name ? near : text)),
        )
      : null;
  return {
    ...plain(failure, 'table_missing'),
    sentence: `Step ${history.name(record.nodeKey)} looks in a table called "${name}", which does not exist.${change ? ` Another step uses "${near}". Use that instead?` : ''}`,
    evidence: history.evidence(record.nodeKey, 'error.details.name'),
    fix: change && { changes: [change], summary: [`In ${history.name(record.nodeKey)}, use the table "${near}"`] },
    nextStep: 'Make the table on the page Tables, store something in it first, or correct its name.',
  };
}

function stopped(history: History, record: NodeExecution | null): Explanation {
  const at = record ? ` while ${history.name(record.nodeKey)} was running` : '';
  return {
    cause: { class: 'cancelled', node: record?.nodeKey ?? null, origin: null, confidence: 'certain' },
    sentence: `The run was stopped by somebody${at}. Nothing is wrong with the workflow.`,
    evidence: record ? history.evidence(record.nodeKey, 'status') : [],
    fix: null,
    nextStep: 'Run it again when you want it to finish.',
  };
}

const beforeAnyStep = ({ message, nodeKey }: ErrorRecord & { nodeKey: string | null }): Explanation => ({
  cause: { class: 'configuration', node: nodeKey, origin: nodeKey, confidence: 'likely' },
  sentence: message,
  evidence: [],
  fix: null,
  nextStep: 'Put that right, then run it again.',
});

const notFinished = (history: History): Explanation => ({
  ...{ evidence: [], fix: null },
  cause: { class: 'unknown', node: null, origin: null, confidence: 'unsure' },
  sentence: `The run has not ended yet: it is ${history.execution.status}.`,
  nextStep: 'Wait until it has ended, then ask again.',
});
