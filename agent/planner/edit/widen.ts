import type { FlatChange } from '@/tools/flat-change';
import type { NodeFact } from '../facts';
import { readTest } from '../grammar/condition';
import { readRelative } from '../grammar/lists';
import { quiet } from '../grammar/reader';
import { literalOf } from '../language/literals';
import { singular } from '../language/names';
import { type Condition, toConditions } from '../lower/conditions';
import type { EditContext, EditRule } from './edit-context';
import { scopeAt } from './scope-at';

const alike: readonly RegExp[] = [
  /^(?:and |also |please )*(?:treat|handle|consider|count|regard|see|process)\s+(.+?)\s+(?:like (?:that|this|it|those|them|⟨q\d+⟩|\S+)|the same(?: way)?(?: as \S+)?|as (?:that|such|well|\S+)|too|that way)(?: too| as well)?$/i,
  /^(?:and |also |please )*(?:do |it should do )?(?:the )?same (?:goes |applies |is true |thing )?(?:for|if|when|with)\s+(.+?)(?: too| as well)?$/i,
  /^(?:and |also |please )*(?:allow|accept|permit|include|add|take|let through|support|recogni[sz]e|check (?:for|also)|look for|block|reject|keep|match)\s+(?:also )?(?:the (?:word|value|size|country|term|keyword)s? )?(.+?)(?: too| as well| also| in (?:the )?(?:list|filter|check|condition))*$/i,
  /^(?:and |also )*(.+?)\s+(?:(?:is|are|counts?|should be|should also be|must be|is also|are also|shall be) (?:also |as )?(?:ok|okay|fine|allowed|accepted|valid|good|possible|permitted|spam|that)|should (?:also )?(?:count|be treated like that|do the same))(?: too| as well| also)*$/i,
  /^(?:and |also |or )+(?:if|when) (.+)$/i,
  /^or (.+)$/i,
];

/** "also treat messages that contain casino like that", "allow XL too": one more way to fulfil the condition there is. */
export const widenCondition: EditRule = context => {
  for (const [at, pattern] of alike.entries()) {
    const said = pattern.exec(context.text)?.[1];
    if (said === undefined || /⟨u|\b(?:table|answer|column|field|step|row)\b/i.test(said)) continue;
    const change = widened(said, context) ?? (at === 4 ? null : withValue(said, context));
    if (change) return { changes: [change] };
  }
  return null;
};

const conditionsOf = ({ params }: NodeFact) => (params.conditions as Condition[] | undefined) ?? [];
const deciding = ({ workflow }: EditContext) =>
  workflow.nodes.filter(node => /^core\.(?:if|filter)$/.test(node.type) && conditionsOf(node).length > 0);

/** A condition of its own about the same field: any of them will do. */
function widened(said: string, context: EditContext): FlatChange | null {
  const reader = quiet(context.reader);
  const test = readTest(said, reader) ?? readRelative(said, reader);
  if (test === null) return null;
  const found = deciding(context).flatMap(node => {
    const before = context.workflow.connections.find(({ to }) => to === node.key)?.from ?? node.key;
    const { conditions } = toConditions(test, scopeAt(context.workflow, before));
    const own = conditionsOf(node);
    const fits = isUniform(node) || node.params.match === 'any';
    return fits &&
      own.some(
        ({ left }) => sameField(left, conditions[0]?.left ?? '') || conditions[0]?.left.includes('JSON.stringify'),
      ) &&
      conditions.length === 1
      ? [
          {
            node,
            own,
            added: { ...conditions[0]!, left: own[0]!.left },
          },
        ]
      : [];
  });
  const [one] = found;
  if (found.length !== 1 || one === undefined) return null;
  return { type: 'update-node', node: one.node.key, params: { conditions: [...one.own, one.added], match: 'any' } };
}

const nameIn = (left: string) => /([\p{L}_][\p{L}\d_]*)\s*\}\}$/u.exec(left)?.[1];
const sameField = (left: string, right: string) =>
  nameIn(left) !== undefined && singular(nameIn(left)!) === singular(nameIn(right) ?? '');

/** A bare value: it joins the values that the one decision compares with. */
function withValue(said: string, context: EditContext): FlatChange | null {
  const values = said
    .split(/\s*(?:,|\band\b|\bor\b)\s*/i)
    .filter(each => each !== '')
    .map(each => literalOf(each, context.reader.literals)?.text ?? each);
  if (values.some(each => each.split(/\s+/).length > 2)) return null;
  const nodes = deciding(context).filter(node => isUniform(node) || listed(node) !== null);
  const fitting = nodes.filter(
    node => listed(node) !== null || /^(?:not_)?(?:equals|contains)$/.test(conditionsOf(node)[0]!.operator),
  );
  const patterns = fitting.filter(node => listed(node) !== null);
  const [node] = patterns.length > 0 ? patterns : fitting;
  if (node === undefined || (patterns.length > 0 ? patterns : fitting).length !== 1) return null;
  const own = conditionsOf(node);
  const list = listed(node);
  if (list !== null) {
    const escaped = values.map(each => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return {
      type: 'update-node',
      node: node.key,
      params: {
        conditions: own.with(list, {
          ...own[list]!,
          right: String(own[list]!.right).replace(/\)\$$/, `|${escaped.join('|')})$`),
        }),
      },
    };
  }
  const [condition] = own;
  const isNot = condition!.operator.startsWith('not_');
  return {
    type: 'update-node',
    node: node.key,
    params: {
      conditions: [...own, ...values.map(right => ({ ...condition!, right }))],
      match: isNot ? 'all' : 'any',
    },
  };
}

/** All conditions compare one field in one way. */
const isUniform = (node: NodeFact) => {
  const [first, ...others] = conditionsOf(node);
  return (
    first !== undefined && others.every(({ left, operator }) => left === first.left && operator === first.operator)
  );
};

/** Which condition compares with a list of values, `^(S|M|L)$` or several that are all "is not". */
function listed(node: NodeFact): number | null {
  const at = conditionsOf(node).findIndex(
    ({ operator, right }) => operator === 'matches' && /^\^\(.*\)\$$/.test(String(right)),
  );
  return at < 0 ? null : at;
}
