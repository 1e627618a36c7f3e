import type { NodeExecution } from '../run/node-execution';
import { formatPath } from '../workflow/path';
import { referencesOf } from '../workflow/references';
import { noJsonAt } from './explain-code';
import type { Failure } from './explain-missing';
import type { Explanation, Fix } from './explanation';
import { findStop } from './find-stop';
import type { History } from './history';
import { paramsChange, pathText, replacePath } from './replace-path';
import { capital } from './verdict';
import { code, count, listOf, show } from './words';

/** An expression that could not be worked out, for another reason than a missing path. */
export function explainExpression(failure: Failure): Explanation {
  const { history, record, error } = failure;
  const { expression, reason, nodeKey, limit } = error.details;
  const step = `Step ${history.name(record.nodeKey)}`;
  const evidence = history.evidence(record.nodeKey, 'error.details.expression');
  const common = { evidence, fix: null, nextStep: 'Correct the expression, then run it again.' };
  const cause = (origin: string | null): Explanation['cause'] => ({
    class: 'expression_error',
    node: record.nodeKey,
    origin,
    confidence: 'certain',
  });
  switch (error.code) {
    case 'expression.node_not_executed':
      return notExecuted(failure, String(nodeKey));
    case 'expression.item_ambiguous': {
      const fix = firstItem(failure, String(nodeKey));
      return {
        ...common,
        cause: cause(String(nodeKey)),
        sentence: `${step} reads one item of ${history.name(String(nodeKey))}, but that step gave ${Number(error.details.count) === 0 ? 'none' : `${count(Number(error.details.count), 'item')} and none of them belongs to this one`}.`,
        fix,
        nextStep: `Say which one is meant: ${code(`nodes.${nodeKey}.items[0]`)} is the first, ${code(`nodes.${nodeKey}.items`)} the whole list.`,
      };
    }
    case 'expression.limit':
      return {
        ...common,
        cause: cause(record.nodeKey),
        sentence: `${step} stopped because its expression ${code(String(expression))} needs more ${String(limit)} than an expression may.`,
        nextStep: 'Make the expression simpler, or let it work on less data.',
      };
    default:
      return {
        ...common,
        ...thrown(failure, `${step} could not work out ${code(String(expression))}: ${String(reason)}.`),
        ...readAsJson(failure),
      };
  }
}

/** Text that was read as JSON, and is none: told by what it begins with, and where it comes from. */
function readAsJson({ history, record, error }: Failure): Partial<Explanation> {
  const itemIndex = error.itemIndex ?? 0;
  const used = /JSON\.parse\(/.test(String(error.details.expression)) ? history.readings(record, itemIndex) : [];
  const text = used.find(
    ({ reference, value }) =>
      reference.expression === error.details.expression && typeof value === 'string' && !isJson(value),
  );
  const place = text && history.placeOf(record, itemIndex, text.reference);
  if (!place) return {};
  const { class: cause, origin, confidence, says, next, evidence } = noJsonAt(history, history.trace(place));
  return {
    cause: { class: cause, node: record.nodeKey, origin, confidence },
    sentence: `Step ${history.name(record.nodeKey)} could not work out ${code(String(error.details.expression))}. ${capital(says)}`,
    evidence: [...history.evidence(record.nodeKey, 'error.details.expression'), ...evidence],
    nextStep: next,
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What it worked with may be why: one value that is not of the kind it was written for. */
function thrown(
  { history, record, error }: Failure,
  sentence: string,
): Pick<Explanation, 'cause' | 'sentence' | 'evidence'> {
  const itemIndex = error.itemIndex ?? 0;
  const used = history
    .readings(record, itemIndex)
    .filter(({ found, reference }) => found && reference.expression === error.details.expression);
  const places = used
    .map(({ reference }) => history.placeOf(record, itemIndex, reference))
    .filter(place => place !== null)
    .map(place => history.trace(place));
  const values = used.map(({ reference, value }) => `${code(reference.path || reference.root)} was ${show(value)}`);
  return {
    cause: {
      class: 'expression_error',
      node: record.nodeKey,
      origin: record.nodeKey,
      confidence: error.code === 'expression.syntax' ? 'certain' : 'likely',
    },
    sentence: values.length > 0 ? `${sentence} There, ${listOf(values)}.` : sentence,
    evidence: [
      ...history.evidence(record.nodeKey, 'error.details.expression'),
      ...places.flatMap(place => history.evidenceAt(place)),
    ],
  };
}

/** It stands on a branch that this run did not take, or comes later. */
function notExecuted({ history, record }: Failure, nodeKey: string): Explanation {
  const node = history.node(nodeKey);
  const stop = node && history.record(nodeKey)?.status === 'skipped' ? findStop(history, node) : null;
  const went = stop?.instead.length
    ? `that step had nothing to do: ${history.name(stop.record.nodeKey)} sent ${count(stop.record.sources.length, 'item')} to ${listOf(stop.instead.map(code))}`
    : 'nothing arrived there in this run';
  const why = history.record(nodeKey)?.status === 'skipped' ? went : 'that step did not run before this one';
  return {
    cause: { class: 'expression_error', node: record.nodeKey, origin: nodeKey, confidence: 'certain' },
    sentence: `Step ${history.name(record.nodeKey)} reads from ${history.name(nodeKey)}, but ${why}.`,
    evidence: [
      ...history.evidence(nodeKey, 'status'),
      ...(stop ? history.evidence(stop.record.nodeKey, formatPath(['outputs', stop.port])) : []),
      ...history.evidence(record.nodeKey, 'error.details.expression'),
    ],
    fix: null,
    nextStep: `Connect ${history.name(nodeKey)} so that it always runs first, or say what to use otherwise: ${code(`${safely(history, record, nodeKey)} ?? "…"`)}.`,
  };
}

/** `nodes.rebate.item.text` → `nodes.rebate?.item?.text`, as the step has it. */
function safely(history: History, { nodeKey: own }: NodeExecution, nodeKey: string): string {
  const read = referencesOf(history.node(own)?.params ?? {}).find(one => one.nodeKey === nodeKey);
  const rest = (read?.segments ?? []).map(part => (typeof part === 'number' ? `[${part}]` : part));
  return `nodes.${nodeKey}?.${read?.within ?? 'item'}${rest.length > 0 ? '?.' : ''}${rest.join('?.')}`;
}

/** Offered, never certain: the first item is what people mostly mean. */
function firstItem({ history, record }: Failure, nodeKey: string): Fix | null {
  const node = history.node(record.nodeKey);
  if (!node || (history.record(nodeKey) && totalOf(history.record(nodeKey)!.outputs) === 0)) return null;
  const from = { root: 'nodes', segments: [nodeKey, 'item'] } as const;
  const to = { root: 'nodes', segments: [nodeKey, 'items', 0] } as const;
  const params = replacePath(node.params, from, (_whole, rest) =>
    pathText({ root: to.root, segments: [...to.segments, ...rest] }),
  );
  const change = paramsChange(node, params);
  return (
    change && { changes: [change], summary: [`In *${node.label}*, take the first item of ${history.name(nodeKey)}`] }
  );
}

const totalOf = (outputs: Readonly<Record<string, readonly unknown[]>>) =>
  Object.values(outputs).reduce((sum, items) => sum + items.length, 0);
