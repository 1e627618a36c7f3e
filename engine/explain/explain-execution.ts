import type { Execution } from '../run/execution';
import type { ErrorRecord, NodeExecution } from '../run/node-execution';
import { applyChanges } from '../workflow/apply-changes';
import { nearestName } from '../workflow/nearest';
import type { NodeTypes } from '../workflow/node-types';
import { mapTexts } from '../workflow/references';
import { encodedBraces } from './encoded-braces';
import { checkEvidence } from './evidence';
import { explainAnswer } from './explain-answer';
import { explainCode } from './explain-code';
import { explainData } from './explain-data';
import { explainExpression } from './explain-expression';
import { explainMissing, type Failure } from './explain-missing';
import { explainModel, isModelFailure } from './explain-model';
import { explainNothing } from './explain-nothing';
import { explainService } from './explain-service';
import { explainUnfinished } from './explain-unfinished';
import type { CauseClass, Explanation } from './explanation';
import { History } from './history';
import { placesBehind } from './lineage-places';
import { plainCauses } from './plain-causes';
import { paramsChange } from './replace-path';

export interface Recorded {
  execution: Execution;
  records: readonly NodeExecution[];
}
export interface ToExplain extends Recorded {
  nodeTypes: NodeTypes;
  /** Other executions of the workflow, latest first: what was there before shows what is new. */
  earlier?: readonly Recorded[];
  /** Runs of other workflows that a step of this one started: why they failed is why the step did. */
  called?: readonly Recorded[];
}

/** Finds out from the records alone why an execution failed, or did less than expected. No model has a part in it. */
export function explainExecution({ execution, records, nodeTypes, earlier = [], called = [] }: ToExplain): Explanation {
  const history = new History(execution, records, nodeTypes);
  const before = earlier.map(one => new History(one.execution, one.records, nodeTypes));
  const own = explain(history, before);
  const below = called.find(one => one.execution.id === calledIn(history, own.cause.node));
  const explanation = below ? withCalled(own, explainExecution({ ...below, nodeTypes }), below) : own;
  const evidence = [{ execution, records }, ...called].flatMap(one => checkEvidence(explanation.evidence, one));
  const changes = explanation.fix?.changes ?? [];
  const fits = applyChanges(execution.workflow, changes, nodeTypes).skipped.length === 0;
  return { ...explanation, evidence, fix: fits ? explanation.fix : null };
}

/** The run that a step started and that did not end well. */
const calledIn = (history: History, nodeKey: string | null) =>
  nodeKey === null ? null : (history.record(nodeKey)?.error?.details.run ?? null);

/** What stopped in the other workflow is the cause; it is mended there, not here. */
function withCalled(own: Explanation, below: Explanation, { execution }: Recorded): Explanation {
  return {
    ...own,
    cause: { ...own.cause, class: below.cause.class, confidence: below.cause.confidence },
    sentence: `${own.sentence} In "${execution.workflow.name}": ${below.sentence}`,
    evidence: [...own.evidence, ...below.evidence],
    nextStep: `In "${execution.workflow.name}": ${below.nextStep}`,
  };
}

function explain(history: History, earlier: readonly History[]): Explanation {
  const { execution, records } = history;
  const record = failingRecord(history);
  if (execution.status === 'cancelled') return stopped(history, record);
  if (record?.error) {
    const explanation = explainFailure({ history, record, error: record.error, earlier });
    return execution.status === 'succeeded' ? wentOn(explanation) : explanation;
  }
  if (execution.error) return beforeAnyStep(execution.error);
  if (!['succeeded', 'failed'].includes(execution.status)) return explainUnfinished(history);
  const passedOver = records.find(({ error, status }) => error !== null && status === 'succeeded');
  if (!passedOver?.error) return explainNothing(history, earlier);
  return wentOn(explainFailure({ history, record: passedOver, error: passedOver.error, earlier }));
}

const wentOn = (explanation: Explanation): Explanation => ({
  ...explanation,
  sentence: `${explanation.sentence} The run went on without it, as the step is set to.`,
});

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
  const inner = error.code === 'loop.round_failed' ? failedWithin(history, record) : null;
  if (inner?.error) return explainFailure({ ...failure, record: inner, error: inner.error });
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

/** The step inside a loop that stopped its round: what happened there is the reason. */
const failedWithin = (history: History, { nodeKey }: NodeExecution) =>
  history.records.find(one => one.nodeKey.startsWith(`${nodeKey}[`) && one.status === 'failed') ?? null;

/** The failure that an earlier step passed on, or its service's no, that the failing item goes back to. */
function explainUpstream({ history, record, error, earlier }: Failure): Explanation | null {
  for (const place of placesBehind(history, record, error.itemIndex ?? 0)) {
    const unread = encodedBraces(history, place.nodeKey);
    if (unread) return unread;
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
