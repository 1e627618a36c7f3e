import type { FlatChange } from '@/tools/flat-change';
import type { NodeFact } from '../facts';
import { readTest } from '../grammar/condition';
import { readRelative } from '../grammar/lists';
import { quiet } from '../grammar/reader';
import { lemma } from '../language/verbs';
import { Builder } from '../lower/builder';
import { toConditions } from '../lower/conditions';
import { describeTest } from '../lower/words';
import type { Test } from '../plan';
import type { Edit, EditContext, EditRule } from './edit-context';
import { scopeAt } from './scope-at';
import { isEdit, pick } from './steps';

const only =
  /^(?:(?:and|but|please|also)\s+)*(?:only|just)\s+(?:do\s+)?([\p{L}]+)\s+(?:(?:it|them|this|that|the [\p{L} ]+?|to (?:the )?\S+|in(?:to)? (?:the )?[\p{L} ]+?|⟨u\d+⟩)\s+)*(?:when|if|in case|for (?:those|the ones|orders|\w+s) (?:where|that|which|with|whose)|where)\s+(.+)$/iu;
const unless =
  /^(?:(?:and|but|please)\s+)*(?:do not|never|no|don't)\s+([\p{L}]+)\s+(?:(?:it|them|this|that|the [\p{L} ]+?|anything)\s+)*(if|when|unless|in case)\s+(.+)$/iu;
const kinds: readonly [RegExp, (node: NodeFact) => boolean][] = [
  [
    /^(?:save|store|insert|add|log|record|write|put|keep)$/,
    ({ type, params }) => type === 'core.data-table' && /^(?:insert|upsert)$/.test(String(params.operation)),
  ],
  [
    /^(?:send|post|call|notify|forward|report|push|alert|submit)$/,
    ({ type, params }) => type === 'core.http-request' && String(params.method ?? 'GET') !== 'GET',
  ],
  [/^(?:update|change|set|mark)$/, ({ type, params }) => type === 'core.data-table' && params.operation === 'update'],
  [/^(?:delete|remove|clear)$/, ({ type, params }) => type === 'core.data-table' && params.operation === 'delete'],
];

/** "only save it when the state is not ok", "don't send it if …": a condition in front of one step; what follows goes on. */
export const guardStep: EditRule = (context): Edit | null => {
  const match = only.exec(context.text);
  const not = match ? null : unless.exec(context.text);
  const verb = lemma((match?.[1] ?? not?.[1] ?? '').toLowerCase());
  const words = match?.[2] ?? not?.[3];
  const kind = kinds.find(([pattern]) => pattern.test(verb ?? ''))?.[1];
  if (
    kind === undefined ||
    words === undefined ||
    /⟨[qu]\d+⟩.*\b(?:answer|reply)|\b(?:answer|reply|respond)\b/i.test(words)
  )
    return null;
  const nodes = context.workflow.nodes.filter(kind);
  const found = nodes.length === 1 ? nodes[0]! : pick(context.text.split(/\b(?:when|if|unless|where)\b/i)[0]!, context);
  if (found === null || isEdit(found)) return found;
  const reader = quiet(context.reader);
  const test = readTest(words, reader) ?? readRelative(words, reader);
  if (test === null) return null;
  const negative = not !== null && !/unless/i.test(not[2]!);
  return { ...inFrontOf(found, negative ? { kind: 'not', test } : test, context), assumptions: reader.assumptions };
};

function inFrontOf(node: NodeFact, test: Test, { workflow }: EditContext): { changes: FlatChange[] } {
  const cut = workflow.connections.filter(({ to }) => to === node.key);
  const scope = scopeAt(workflow, cut[0]?.from ?? node.key);
  const builder = new Builder(workflow.nodes.map(({ key }) => key));
  const isOne =
    workflow.nodes.some(({ type }) => type === 'core.webhook') ||
    workflow.connections.some(({ from }) => from === node.key);
  const key = builder.add(
    {
      type: isOne ? 'core.if' : 'core.filter',
      label: isOne ? `${describeTest(test)}?` : `Only ${describeTest(test)}`,
      params: { ...toConditions(test, scope) },
    },
    cut.map(({ from, port }) => ({ key: from, port, answered: false })),
  );
  const after = workflow.connections.filter(({ from }) => from === node.key);
  return {
    changes: [
      ...cut.map(({ from, port, to }): FlatChange => ({ type: 'disconnect', from, port, to })),
      ...builder.changes,
      { type: 'connect', from: key, port: isOne ? 'yes' : 'next', to: node.key },
      ...(isOne ? after.map(({ to }): FlatChange => ({ type: 'connect', from: key, port: 'no', to })) : []),
    ],
  };
}
