import type { FlatChange } from '@/tools/flat-change';
import type { NodeFact } from '../facts';
import { readGuard } from '../grammar/branch-words';
import { quiet } from '../grammar/reader';
import { toSegments } from '../language/segments';
import { Builder } from '../lower/builder';
import { toConditions } from '../lower/conditions';
import { lowerSteps } from '../lower/lower-steps';
import { containsAnswer } from '../lower/words';
import type { Step, Test } from '../plan';
import { readSteps } from './add-steps';
import { armOf } from './arm-of';
import { inArm } from './arm-steps';
import type { Edit, EditContext, EditRule } from './edit-context';
import { type Arm, armsOf, askedBy, isDecision, meetingOf, subjectsOf } from './graph';
import { scopeAt } from './scope-at';

const lead =
  /^(?:(?:please |also |and |but |then )*(?:add|include|insert|put in|make|do|have)\s+(?:an?|another|one more|the)?\s*(?:extra |further |additional )?(?:check|condition|rule|case|guard|validation|exception|step|test)\s*(?:before (?:that|it|saving|storing|this|everything|answering|\w+ing|the \w+))?\s*(?:that|which|so that|:|,|-)*\s*|(?:before (?:that|it|saving|storing|this|everything|answering|\w+ing|the \w+)),?\s*(?:check|test|see|verify|look)?\s*(?:that|whether)?[:,]?\s*(?=if\b|when\b|unless\b)|(?:also|and|but|then|plus|additionally|now|furthermore),?\s+)+/i;
const notDone =
  /,?\s*(?:\band |\bbut |\bso )?\b(?:(?:do not|never|no|without|not|stop)\s+(?:saving|storing|adding|save|store|add|keep|insert|record|log|send|put|do|process|write)\b(?:\s+(?:it|them|that|this|anything|him|her|the \w+))?(?:\s+(?:then|either|at all|in (?:that case|the table|it)))*|(?:save|store|do|keep|add|write) nothing(?: else)?|nothing (?:is|gets|should be|must be|will be) (?:saved|stored|added|written))\b/gi;
const must =
  /^(?:the )?(.+?) (?:must|has to|have to|should|needs to|can only|may only|is only allowed to) (?:only )?(?:be|contain|have) (.+?)[,;]?\s+(?:or else|otherwise|else|if not|or)[,:]?\s+((?:answer|reply|respond|return|reject|say|it)\b.+)$/i;

const prepared = (text: string) =>
  text
    .replace(lead, '')
    .replace(must, 'if $1 is not $2, $3')
    .replace(notDone, '')
    .replace(/\s+instead(?: of (?:the |a |an )?(?:⟨[qc]\d+⟩|[\w-]+))?(?=\s|$|[,.;])/gi, '')
    .trim();

/** "if the age is under 18 answer …", "also if the topic is sales store …": one more case, asked about where it matters. */
export const addGuard: EditRule = context => {
  const text = prepared(context.text);
  const reader = quiet(context.reader);
  const [head] = toSegments(text);
  const guard = head && readGuard(head.text, reader)?.guard;
  if (guard?.kind !== 'if') return null;
  const { steps, unknown } = readSteps(text, context);
  const [branch, ...others] = steps;
  if (
    branch?.kind !== 'branch' ||
    others.some(step => step.kind === 'branch') ||
    branch.cases.some(option => option.steps.length === 0) ||
    isAnArm(branch.cases[0]!.test, context)
  )
    return null;
  const whole = {
    ...branch,
    cases: branch.cases.map((option, at) =>
      at === branch.cases.length - 1 ? { ...option, steps: [...option.steps, ...others] } : option,
    ),
  };
  const edit = placed(whole, context);
  return (
    edit && {
      ...edit,
      unknown: [...(edit.unknown ?? []), ...unknown],
      assumptions: [...new Set([...context.reader.assumptions, ...(edit.assumptions ?? [])])],
    }
  );
};

/** "whenever it is overtime": what one way answers, not a value of the number that is asked about. */
function isAnArm(test: Test, context: EditContext): boolean {
  if (test.kind !== 'compare' || test.comparison.operator !== 'equals') return false;
  const { subject, value } = test.comparison;
  if (value?.kind !== 'text' || subject?.kind !== 'field') return false;
  const asked = context.workflow.nodes.filter(isDecision).flatMap(askedBy);
  const ofField = asked.filter(({ field }) => field === subject.name);
  const numeric = ofField.length > 0 && ofField.every(({ operator }) => /greater|less/.test(operator));
  const arm = numeric ? armOf(value.text, context) : null;
  return arm !== null && !Array.isArray(arm);
}

type Branch = Extract<Step, { kind: 'branch' }>;

function placed(branch: Branch, context: EditContext): Edit | null {
  const [first] = branch.cases;
  if (first === undefined) return null;
  const same = branch.cases.length === 1 ? sameArm(first.test, context) : null;
  if (same)
    return inArm(
      same.arm,
      same.rest === null ? first.steps : [{ ...branch, cases: [{ ...first, test: same.rest }] }],
      context,
    );
  const { fields } = subjectsOf(branch.cases.map(({ test }) => test));
  const decision = context.workflow.nodes.find(
    node => isDecision(node) && askedBy(node).some(({ field }) => field !== null && fields.includes(field)),
  );
  const answers = branch.cases.every(({ steps }) => containsAnswer(steps));
  if (
    !answers &&
    (decision === undefined ||
      meetingOf(context.workflow, decision) === null ||
      /\b(?:also|too|as well)\b/i.test(context.text.replace(/^also\b/i, '')))
  )
    return beside(branch, context);
  return inFront(branch, { context, anchor: answers && decision === undefined ? null : (decision ?? null), answers });
}

/** The way that a test already leads to; `rest` is what it asks beyond that. */
function sameArm(test: Test, context: EditContext): { arm: Arm; rest: Test | null } | null {
  const arms = armsOf(context.workflow);
  const parts = test.kind === 'all' ? test.tests : [test];
  for (const [at, part] of parts.entries()) {
    const arm = arms.find(each => leadsTo(part, each, context));
    if (!arm) continue;
    const others = parts.filter((_each, index) => index !== at);
    return {
      arm,
      rest: others.length === 0 ? null : others.length === 1 ? others[0]! : { kind: 'all', tests: others },
    };
  }
  return null;
}

function leadsTo(test: Test, { decision, port }: Arm, { workflow }: EditContext): boolean {
  if (decision.type !== 'core.if' || (port !== 'yes' && port !== 'no')) return false;
  const before = workflow.connections.find(({ to }) => to === decision.key)?.from ?? decision.key;
  const wanted = port === 'yes' ? test : ({ kind: 'not', test } as Test);
  const own = JSON.stringify(decision.params.conditions);
  return own === JSON.stringify(toConditions(wanted, scopeAt(workflow, before)).conditions);
}

/** A case that answers is asked about before anything is done; one of the same field before that decision. */
function inFront(
  branch: Branch,
  { context, anchor, answers }: { context: EditContext; anchor: NodeFact | null; answers: boolean },
): Edit | null {
  const { workflow } = context;
  const source = anchor === null ? sourceFor(branch, context) : null;
  const cut =
    anchor === null
      ? workflow.connections.filter(({ from, port }) => from === source?.key && port === 'next')
      : workflow.connections.filter(({ to }) => to === anchor.key);
  if (cut.length === 0) return null;
  const scopeKey = cut[0]!.from;
  const builder = new Builder(workflow.nodes.map(({ key }) => key));
  const ends = [
    ...new Map(cut.map(({ from, port }) => [`${from} ${port}`, { key: from, port, answered: false }])).values(),
  ];
  const place = lowerSteps(
    [branch],
    { builder, answers: isAnswering(context) },
    { ends, scope: scopeAt(workflow, scopeKey) },
  );
  const targets = [...new Set(cut.map(({ to }) => to))];
  const meeting = anchor && meetingOf(workflow, anchor);
  const isOther = (port: string) => port === 'no' || port === 'otherwise';
  const joins = place.ends.flatMap(({ key, port, answered }): FlatChange[] => {
    const added = builder.changes.some(
      change => change.type === 'add-node' && change.key === key && /if|switch/.test(change.nodeType ?? ''),
    );
    if (added && isOther(port)) return targets.map(to => ({ type: 'connect', from: key, port, to }));
    return !answered && !answers && meeting ? [{ type: 'connect', from: key, port, to: meeting.key }] : [];
  });
  return {
    changes: [
      ...cut.map(({ from, port, to }): FlatChange => ({ type: 'disconnect', from, port, to })),
      ...builder.changes,
      ...joins,
    ],
    assumptions: builder.assumptions,
  };
}

const isAnswering = ({ workflow }: EditContext) => workflow.nodes.some(({ type }) => type === 'core.webhook');

/** Behind what the test speaks of: a computed field, a looked-up row; else right behind what starts it. */
function sourceFor(branch: Branch, { workflow, setting }: EditContext): NodeFact | null {
  const trigger = workflow.nodes.find(({ type }) => setting.nodeTypes[type]?.kind === 'trigger') ?? null;
  const { fields, ofRow } = subjectsOf(branch.cases.map(({ test }) => test));
  const maker = workflow.nodes.findLast(
    ({ type, params }) =>
      (type === 'core.set' &&
        ((params.fields as { name: string }[] | undefined) ?? []).some(({ name }) =>
          fields.includes(name.replace(/^body\./, '')),
        )) ||
      (type === 'core.aggregate' &&
        ((params.operations as { as: string }[] | undefined) ?? []).some(({ as }) => fields.includes(as))) ||
      (ofRow && type === 'core.data-table' && params.operation === 'find'),
  );
  if (maker) return maker;
  if (trigger?.type === 'core.webhook') return trigger;
  return (
    workflow.nodes.findLast(
      ({ type, params }) =>
        type === 'core.rss-read' ||
        (type === 'core.http-request' && (params.method ?? 'GET') === 'GET') ||
        (type === 'core.data-table' && params.operation === 'find'),
    ) ?? trigger
  );
}

/** "and if it is over 1000 also send it to …": done beside the rest, which stays as it is. */
function beside(branch: Branch, context: EditContext): Edit | null {
  const source = sourceFor(branch, context);
  if (source === null) return null;
  const builder = new Builder(context.workflow.nodes.map(({ key }) => key));
  lowerSteps(
    [branch],
    { builder, answers: isAnswering(context) },
    { ends: [{ key: source.key, port: 'next', answered: false }], scope: scopeAt(context.workflow, source.key) },
  );
  return { changes: builder.changes, assumptions: builder.assumptions };
}

const armHead =
  /^(?:and |but |also |then )*((?:for|in|with|whenever|when|if|where|on|in case of)\s+.+?|otherwise|else|everything else|everyone else|the others?|the rest|others)$/i;

/** "for the big ones also send it to …", "in the other case answer …", "otherwise store it". */
export const changeArm: EditRule = context => {
  const [head, ...rest] = toSegments(context.text.replace(/\s+instead(?: of .*)?$/i, ''));
  const words = head && armHead.exec(head.text.replace(/[,:]$/, ''))?.[1];
  if (!words || rest.length === 0 || /\b(?:both|all|any|either|every) cases?\b/i.test(words)) return null;
  const arm = armOf(
    words.replace(/^(?:for|in|with|whenever|when|if|where|on|in case of)\s+(?:it is |it was |it's |they are )?/i, ''),
    context,
  );
  if (arm === null) return null;
  const { steps, unknown } = readSteps(
    rest.map(({ text }) => text.replace(/^(?:also|then|and)\s+/i, '')).join(', '),
    context,
  );
  if (steps.length === 0) return null;
  const edit = inArm(arm, steps, context);
  return edit && { ...edit, unknown: [...(edit.unknown ?? []), ...unknown] };
};
