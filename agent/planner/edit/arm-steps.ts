import type { FlatChange } from '@/tools/flat-change';
import type { NodeFact } from '../facts';
import { Builder } from '../lower/builder';
import { lowerSteps } from '../lower/lower-steps';
import { toParam } from '../lower/script';
import { containsAnswer } from '../lower/words';
import type { Step } from '../plan';
import { askWhich, type Edit, type EditContext } from './edit-context';
import type { Arm } from './graph';
import { scopeAt } from './scope-at';

/** What is done on one way out of a decision: an answer takes the place of its answer, the rest is done beside it. */
export function inArm(found: Arm | readonly Arm[], steps: readonly Step[], context: EditContext): Edit | null {
  if (Array.isArray(found)) return askWhich('case', (found as readonly Arm[]).map(nameOf));
  const arm = found as Arm;
  const answer = steps.find(step => step.kind === 'answer');
  const others = steps.filter(step => step !== answer);
  const replaced = answer?.kind === 'answer' ? replaceAnswer(arm, answer, context) : null;
  if (answer && replaced === null) return null;
  const guarded = others.some(step => step.kind === 'branch' && containsAnswer([step]));
  const added =
    others.length === 0
      ? { changes: [] as FlatChange[], assumptions: [] }
      : guarded
        ? between(arm, others, context)
        : beside(arm, others, context);
  return { changes: [...(replaced ?? []), ...added.changes], assumptions: added.assumptions };
}

const nameOf = ({ decision, port }: Arm) => `${decision.label} ${port}`;

export function answerParams(answer: Extract<Step, { kind: 'answer' }>, node: NodeFact, { workflow }: EditContext) {
  return {
    ...(answer.body === null ? {} : { body: toParam(answer.body, scopeAt(workflow, node.key)) }),
    ...(answer.status === undefined ? {} : { status: answer.status }),
  };
}

export function updateAnswer(
  node: NodeFact,
  answer: Extract<Step, { kind: 'answer' }>,
  context: EditContext,
): FlatChange {
  const params = answerParams(answer, node, context);
  const text =
    typeof params.body === 'string' ? params.body.replace(/\{\{\s*(?:[\w.]+\.)?(\w+)\s*\}\}/g, '{$1}') : null;
  const label =
    /^Answer/.test(node.label) && params.body !== undefined
      ? text === null
        ? 'Answer with JSON'
        : `Answer "${text}"`.slice(0, 78)
      : null;
  return { type: 'update-node', node: node.key, params, ...(label ? { label } : {}) };
}

function replaceAnswer(arm: Arm, answer: Extract<Step, { kind: 'answer' }>, context: EditContext): FlatChange[] | null {
  const own = arm.own.filter(({ type }) => type === 'core.respond');
  if (own.length === 1) return [updateAnswer(own[0]!, answer, context)];
  if (own.length > 1) return null;
  const cut = context.workflow.connections.filter(({ from, port }) => from === arm.decision.key && port === arm.port);
  const builder = new Builder(context.workflow.nodes.map(({ key }) => key));
  lowerSteps(
    [answer],
    { builder, answers: true },
    {
      ends: [{ key: arm.decision.key, port: arm.port, answered: false }],
      scope: scopeAt(context.workflow, arm.decision.key),
    },
  );
  const leads = cut.filter(({ to }) => !arm.own.some(({ key }) => key === to));
  return [
    ...leads.map(({ from, port, to }): FlatChange => ({ type: 'disconnect', from, port, to })),
    ...builder.changes,
  ];
}

/** A further arrow from the same way out: what was there is not touched. */
function beside(
  arm: Arm,
  steps: readonly Step[],
  context: EditContext,
): { changes: FlatChange[]; assumptions: readonly string[] } {
  const builder = new Builder(context.workflow.nodes.map(({ key }) => key));
  lowerSteps(
    steps,
    { builder, answers: true },
    {
      ends: [{ key: arm.decision.key, port: arm.port, answered: false }],
      scope: scopeAt(context.workflow, arm.decision.key),
    },
  );
  return { changes: builder.changes, assumptions: builder.assumptions };
}

/** A case within the case is asked about before what is done there. */
function between(
  arm: Arm,
  steps: readonly Step[],
  context: EditContext,
): { changes: FlatChange[]; assumptions: readonly string[] } {
  const cut = context.workflow.connections.filter(({ from, port }) => from === arm.decision.key && port === arm.port);
  const { changes, assumptions } = beside(arm, steps, context);
  const asked = changes.find(change => change.type === 'add-node' && /core\.(?:if|switch)/.test(change.nodeType ?? ''));
  if (asked === undefined) return { changes, assumptions };
  const port = asked.nodeType === 'core.if' ? 'no' : 'otherwise';
  return {
    changes: [
      ...cut.map(({ from, port: at, to }): FlatChange => ({ type: 'disconnect', from, port: at, to })),
      ...changes,
      ...cut.map(({ to }): FlatChange => ({ type: 'connect', from: asked.key!, port, to })),
    ],
    assumptions,
  };
}
