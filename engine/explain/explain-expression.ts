import type { Failure } from './explain-missing';
import type { Explanation, Fix } from './explanation';
import { paramsChange, pathText, replacePath } from './replace-path';
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
      };
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
  const skipped = history.record(nodeKey)?.status === 'skipped';
  const why = skipped ? 'nothing arrived there in this run' : 'that step did not run before this one';
  return {
    cause: { class: 'expression_error', node: record.nodeKey, origin: nodeKey, confidence: 'certain' },
    sentence: `Step ${history.name(record.nodeKey)} reads from ${history.name(nodeKey)}, but ${why}.`,
    evidence: [...history.evidence(nodeKey, 'status'), ...history.evidence(record.nodeKey, 'error.details.expression')],
    fix: null,
    nextStep: `Connect ${history.name(nodeKey)} so that it always runs first, or write what to use otherwise: ${code(`nodes.${nodeKey}?.item?.… ?? "none"`)}.`,
  };
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
