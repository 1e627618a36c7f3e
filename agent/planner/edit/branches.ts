import type { FlatChange } from '@/tools/flat-change';
import type { NodeFact } from '../facts';
import { capitalise } from '../language/names';
import type { Edit, EditContext, EditRule } from './edit-context';
import { armsOf, isDecision } from './graph';

const decisionsOf = ({ workflow }: EditContext) => workflow.nodes.filter(isDecision);

/** "swap the branches": what was done when it holds is done when it does not. */
export const swapWays: EditRule = context => {
  if (
    !/^(?:please )?(?:swap|exchange|switch|flip|reverse|turn around|invert) (?:the )?(?:two |both )?(?:branches|ways|arms|answers|sides|cases|paths|yes and (?:the )?no)(?: around)?$/i.test(
      context.text,
    )
  )
    return null;
  const found = decisionsOf(context).filter(({ type }) => type === 'core.if');
  if (found.length !== 1) return null;
  if (/\banswers\b/i.test(context.text)) return swapAnswers(context);
  const out = context.workflow.connections.filter(({ from }) => from === found[0]!.key);
  const turned = { yes: 'no', no: 'yes' } as const;
  return {
    changes: [
      ...out.map(arrow => ({ type: 'disconnect' as const, ...arrow })),
      ...out.map(({ from, port, to }) => ({
        ...{ type: 'connect' as const, from, to },
        port: turned[port as 'yes' | 'no'] ?? port,
      })),
    ],
  };
};

/** Only what is answered changes places; the other steps of the ways stay. */
function swapAnswers({ workflow }: EditContext): Edit | null {
  const answers = workflow.nodes.filter(({ type }) => type === 'core.respond');
  const [first, second] = answers;
  if (answers.length !== 2 || first === undefined || second === undefined) return null;
  const take = (to: NodeFact, { label, params }: NodeFact): FlatChange => ({
    ...{ type: 'update-node', node: to.key, label, params },
    unset: Object.keys(to.params).filter(name => !(name in params)),
  });
  return { changes: [take(first, second), take(second, first)] };
}

const question = (label: string) => `Without "${label}", which way should go on for all?`;

/** Taking a decision out: one of its ways stays, and the person says which. */
export function withoutDecision(node: NodeFact, context: EditContext): Edit | null {
  if (!isDecision(node)) return null;
  const arms = armsOf(context.workflow).filter(({ decision, own }) => decision.key === node.key && own.length > 0);
  if (arms.length < 2) return null;
  const choices = arms.map(({ port, own }) => `${capitalise(port)}: ${own.map(({ label }) => label).join(', ')}`);
  const asked = question(node.label);
  const kept = choices.indexOf(context.answers.get(asked) ?? '');
  if (kept < 0) return { changes: [], question: { question: asked, choices } };
  const { connections } = context.workflow;
  const first = connections.find(({ from, port }) => from === node.key && port === arms[kept]!.port)!.to;
  return {
    changes: [
      ...connections
        .filter(({ to }) => to === node.key)
        .map(({ from, port }) => ({ type: 'connect' as const, from, port, to: first })),
      { type: 'remove-node', node: node.key, heal: false },
      ...arms.flatMap(({ own }, at): FlatChange[] =>
        at === kept ? [] : own.map(({ key }) => ({ type: 'remove-node', node: key, heal: false })),
      ),
    ],
  };
}

const same =
  /^(?:please |also |and )*(?:do|repeat|copy|have|add|duplicate) (?:the same|it|that|this|all (?:that|this)|the (?:yes|first) (?:branch|way|steps?))(?: thing| steps?)? (?:also )?(?:in|for|on|to|into) the (?:other|otherwise|else|no|second) (?:branch|way|case|side|path|arm)(?: too| as well)?$/i;

/** "do the same in the other branch": its steps, but for answers, stand in both ways. */
export const copyBranch: EditRule = context => {
  if (!same.test(context.text)) return null;
  const [yes, no, ...others] = armsOf(context.workflow);
  if (yes === undefined || no === undefined || others.length > 0 || yes.decision.type !== 'core.if') return null;
  const steps = yes.own.filter(({ type }) => type !== 'core.respond');
  if (steps.length === 0)
    return {
      changes: [],
      remark: 'There is no step in the first branch to be repeated but its answer. Nothing was changed.',
    };
  const [first] = context.workflow.connections.filter(({ from, port }) => from === no.decision.key && port === no.port);
  const changes: FlatChange[] = [];
  let from = { key: no.decision.key, port: no.port };
  for (const step of steps) {
    const key = `${step.key}_too`;
    changes.push({
      type: 'add-node',
      nodeType: step.type,
      key,
      label: step.label,
      params: step.params,
      after: from.key,
      port: from.port,
    });
    from = { key, port: 'next' };
  }
  if (first)
    changes.push({ type: 'disconnect', ...first }, { type: 'connect', from: from.key, port: from.port, to: first.to });
  return { changes };
};
