import type { NodeFact, WorkflowFact } from '../facts';
import type { EditContext, EditRule } from './edit-context';
import { isEdit, pick, relocate } from './steps';

const said =
  /^(?:please |do )?(store|save|log|answer|reply|mail|email|e-mail|sort|wait|filter|check)(?:ing|s)? (?:(?:it|them|that|this|those) )?(?:right |directly |just )?(before|after|behind|in front of) (?:the |that )?(.+?)(?: step)?$/i;

const typesOf: readonly [RegExp, RegExp][] = [
  [/^(?:store|save|log)/i, /^core\.data-table$/],
  [/^(?:answer|reply)/i, /^core\.respond$/],
  [/^(?:mail|email|e-mail)/i, /^core\.send-email$/],
  [/^sort/i, /^core\.sort$/],
  [/^wait/i, /^core\.wait$/],
  [/^(?:filter|check)/i, /^core\.(?:filter|if)$/],
];

/** "store it before the check": the one step that does it is meant, and no second one. */
export const moveDeed: EditRule = context => {
  const match = said.exec(context.text);
  if (!match) return null;
  const moved = theOne(match[1]!, context);
  const anchor = moved && pick(match[3]!, context, { quietly: true });
  if (!moved || anchor === null || isEdit(anchor) || anchor.key === moved.key) return null;
  const before = !/after|behind/i.test(match[2]!);
  return { changes: relocate(context.workflow, { moved: moved.key, anchor: anchor.key, before }) };
};

/** "swap the two steps": there are only two. */
export const swapBoth: EditRule = ({ text, workflow, setting }) => {
  if (
    !/^(?:please )?(?:swap|switch|exchange|reverse) (?:the )?(?:order of )?(?:the |those |these )?(?:two|both) steps?(?: around)?$/i.test(
      text,
    )
  )
    return null;
  const steps = workflow.nodes.filter(({ type }) => setting.nodeTypes[type]?.kind !== 'trigger');
  const [first, second] = steps;
  if (steps.length !== 2 || !first || !second) return null;
  const direct = workflow.connections.some(({ from, to }) => from === first.key && to === second.key);
  return {
    changes: relocate(
      workflow,
      direct
        ? { moved: first.key, anchor: second.key, before: false }
        : { moved: second.key, anchor: first.key, before: false },
    ),
  };
};

/** "First filter out …, then store them": what is stored already is not stored twice. */
export function beforeStoring(text: string, { nodes }: WorkflowFact): string {
  const first = /^first,? (.+?),? (?:and )?then (?:store|save|log) (?:it|them|that|those|these)$/i.exec(text)?.[1];
  const stores = nodes.filter(({ type }) => type === 'core.data-table');
  return first !== undefined && stores.length === 1 ? `${first} before storing` : text;
}

function theOne(verb: string, { workflow }: EditContext): NodeFact | null {
  const type = typesOf.find(([pattern]) => pattern.test(verb))?.[1];
  const found = type ? workflow.nodes.filter(node => type.test(node.type)) : [];
  return found.length === 1 ? found[0]! : null;
}
