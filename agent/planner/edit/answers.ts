import { casePort } from '@/engine/nodes/switch-cases';
import type { FlatChange } from '@/tools/flat-change';
import { stem } from '../catalogue/stems';
import type { NodeFact } from '../facts';
import { readAction } from '../grammar/action';
import { quiet } from '../grammar/reader';
import { readFieldList } from '../grammar/value';
import { Builder } from '../lower/builder';
import { lowerSteps } from '../lower/lower-steps';
import type { Step } from '../plan';
import { armOf } from './arm-of';
import { inArm, updateAnswer } from './arm-steps';
import { askWhich, type Edit, type EditContext, type EditRule } from './edit-context';
import { type Arm, askedBy, isDecision, lastTouched } from './graph';
import { readJsonEntries } from './json-answer';
import { scopeAt } from './scope-at';

type Answer = Extract<Step, { kind: 'answer' }>;
const respondsOf = ({ workflow }: EditContext) => workflow.nodes.filter(({ type }) => type === 'core.respond');

const statusWords =
  /^(?!.*⟨q)(?:.*\b(?:status(?: code)?|code|http)\b\s*(?:should |must )?(?:be |to be |to |of |is |as |= ?|: ?)?|(?:answer|reply|respond|return|it should (?:answer|return|reply))\s+(?:it |that )?(?:with )?(?:an? )?(?:the )?(?:status |code )?)([1-5]\d\d)\b(.*)$/i;

/** "when it is not found the status should be 404": a case that is there is spoken of. */
const onCase =
  /^(?:if|when|in case)\s+(?:it (?:is|was) |they are )?([^,⟨]{2,40}?),?\s+(?:then )?(?:the |use |set )?(?:the )?(?:http )?(?:status|code)\b[^⟨]*$/i;

/** "the answer should have the status 201", "answer the small ones with 404". */
export const setStatus: EditRule = context => {
  const match =
    statusWords.exec(context.text) ??
    /^(?:use|return|set|take|with|make it) ([1-5]\d\d) (?:as|for) (?:the |a )?(?:http )?(?:status|code)\b(.*)$/i.exec(
      context.text,
    );
  if (!match) return null;
  const status = Number(match[1]);
  const asked = /^(?:if|when|in case|unless|also if)\b/i.test(context.text) ? onCase.exec(context.text)?.[1] : null;
  if (asked === undefined) return null;
  if (asked !== null) {
    const arm = armOf(asked, context);
    return arm && !Array.isArray(arm) ? inArm(arm, [{ kind: 'answer', body: null, status }], context) : null;
  }
  const rest = `${context.text.slice(0, context.text.indexOf(match[1]!))} ${match[2]}`.replace(
    /\b(?:status|code|with|set|change|make|use|have|http|should|must|the|be|is|to|as|of|add)\b/gi,
    ' ',
  );
  return onAnswers(rest, { kind: 'answer', body: null, status }, context);
};

const replaceWords =
  /^(?:(?:please |now |just )*(?:it should |you should |the workflow should )?(answer|reply|respond|return|say|send back)\b(.*)|(?:the )?(?:answer|reply|response)\s+(?:should|must|has to|needs to)\s+(?:now )?(?:be|say|read|look like)\s+(.*)|(?:change|set|update|make|edit) (?:the )?(?:answer|reply|response)(?: to(?: be)?| into|:)\s+(.*))$/i;

/** "answer with JSON instead: …", "the answer should be …": the one answer there is says something else. */
export const replaceOnly: EditRule = context => {
  const match = replaceWords.exec(context.text);
  if (
    !match ||
    /\b(?:also|if|when|unless|otherwise|for|instead of)\b/i.test(context.text) ||
    /^(?:table|⟨u)/.test(match[2] ?? '')
  )
    return null;
  const said = (match[2] ?? match[3] ?? match[4] ?? '')
    .replace(/\s*\binstead\b/i, '')
    .replace(/\b([\p{L}_]\w*) is (⟨q\d+⟩)/giu, '$1 = $2')
    .replace(/json\s*:\s*/i, 'json ')
    .trim();
  const listed = said.replace(/^\s*(?:(?:with|as|in|an?|json|object|format)\b[\s:,]*)+/i, '').trim();
  const entries = /\bjson\b/i.test(said)
    ? (readJsonEntries(listed, quiet(context.reader)) ??
      readFieldList(said.replace(/\b(?:with|as|in|an?|json|object|format)\b:?/gi, ' ').trim(), quiet(context.reader)))
    : null;
  const answer: Step | undefined = entries
    ? { kind: 'answer', body: { kind: 'object', entries } }
    : readAction(`answer ${said}`, quiet(context.reader))?.[0];
  if (answer?.kind !== 'answer' || (answer.body === null && answer.status === undefined)) return null;
  return respondsOf(context).length === 0 ? null : onAnswers('', answer, context);
};

function onAnswers(words: string, answer: Answer, context: EditContext): Edit | null {
  const responds = respondsOf(context);
  if (responds.length === 0) return null;
  if (responds.length === 1) return { changes: [updateAnswer(responds[0]!, answer, context)] };
  const quoted = saying(words, responds);
  if (quoted) return { changes: [updateAnswer(quoted, answer, context)] };
  const found = words.trim() === '' ? null : armOf(words, context);
  if (found !== null && !Array.isArray(found)) return inArm(found as Arm, [answer], context);
  if (/\b(?:all|every|each|both|always)\b/i.test(words))
    return { changes: responds.map(node => updateAnswer(node, answer, context)) };
  const touched = lastTouched(context.conversation);
  const recent = responds.filter(({ key }) => touched.has(key));
  const chosen = recent.length === 1 ? recent[0]! : chosenBy(responds, context);
  return chosen
    ? { changes: [updateAnswer(chosen, answer, context)] }
    : askWhich(
        'answer',
        responds.map(({ label }) => label),
      );
}

const plain = (text: string) => (text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).map(stem);
const empty = new Set(
  plain('the a an and answer reply response answers should have with status code that one says it is for of case'),
);

/** "the unknown plan answer": the one answer that says all these words. */
function saying(words: string, responds: readonly NodeFact[]): NodeFact | null {
  const wanted = plain(words).filter(word => !empty.has(word));
  const fitting = responds.filter(({ params }) => {
    const said = new Set(plain(typeof params.body === 'string' ? params.body : JSON.stringify(params.body ?? '')));
    return wanted.length > 0 && wanted.every(word => said.has(word));
  });
  return fitting.length === 1 ? fitting[0]! : null;
}

const chosenBy = (responds: readonly NodeFact[], { answers }: EditContext) => {
  const said = answers.get(askWhich('answer', []).question!.question);
  return responds.find(({ label }) => label === said);
};

const others =
  /^(?:and |but )*(?:for )?(?:all |any )?(?:the )?(others?|other \w+|rest|everything else|everyone else|anyone else|anything else|in (?:all |the )?other cases?|otherwise|else)\b(?:\s+(?:should|must|be|get|gets|is|are|it|answer|say|says|now|then|just|receive|with|it's|its))*[\s,:]*(⟨[qj]\d+⟩)(?:\s+(?:now|then|instead|please))*$/i;
const oneCase =
  /^(?:and |but |also )*(?:for|if it is|if it's|when it is|when it's|in case of|with|from|on)\s+(?:the )?(⟨[qc]\d+⟩|[\p{L}\d_-]+)(?: orders?| ones?| customers?| people)?[\s,:]*(?:(?:it is|it's|its|is|say|answer|reply|return|respond|with|then|should|be|get|gets|they|the answer|we|you|also)\s+)*(⟨[qj]\d+⟩)(?:\s+(?:now|then|instead|please|too))*$/iu;

/** `the others should be "x" now`, `for AT it's "y"`: an answer for a case, which is made when there is none. */
export const answerFor: EditRule = context => {
  const other = others.exec(context.text);
  const one = other ? null : oneCase.exec(context.text);
  const [words, said] = other ? [other[1]!, other[2]!] : [one?.[1], one?.[2]];
  if (words === undefined || said === undefined) return null;
  const answer = readAction(`answer ${said}`, quiet(context.reader))?.[0];
  if (answer?.kind !== 'answer') return null;
  const arm = armOf(words, context);
  if (arm !== null && (other || isExact(arm))) return inArm(arm, [answer], context);
  return other ? null : newCase(words, answer, context);
};

const isExact = (arm: Arm | readonly Arm[]) => Array.isArray(arm) || (arm as Arm).port !== 'no';

/** One more value of the field that is already decided by. */
function newCase(words: string, answer: Answer, context: EditContext): Edit | null {
  const { workflow } = context;
  const decisions = workflow.nodes.filter(
    node => isDecision(node) && askedBy(node).some(({ operator }) => /equals|matches/.test(operator)),
  );
  const [decision] = decisions;
  const literal = /^⟨[qc](\d+)⟩$/.exec(words)?.[1];
  const right = literal === undefined ? words : context.reader.literals[Number(literal)]!.text;
  if (decision === undefined || new Set(decisions.flatMap(askedBy).map(({ field }) => field)).size > 1) return null;
  if (decision.type === 'core.switch') return moreCases(decision, right, { answer, context });
  const asked = (decision.params.conditions as { left: string }[] | undefined)?.[0]?.left ?? decision.params.value;
  const cut = workflow.connections.filter(({ to }) => to === decision.key);
  if (cut.length === 0) return null;
  const builder = new Builder(workflow.nodes.map(({ key }) => key));
  const key = builder.add(
    {
      type: 'core.if',
      label: `${askedBy(decision)[0]!.field ?? 'value'} is ${right}?`,
      params: {
        conditions: [{ left: asked, operator: 'equals', right: Number.isNaN(Number(right)) ? right : Number(right) }],
        match: 'all',
      },
    },
    cut.map(({ from, port }) => ({ key: from, port, answered: false })),
  );
  lowerSteps(
    [answer],
    { builder, answers: true },
    { ends: [{ key, port: 'yes', answered: false }], scope: scopeAt(workflow, cut[0]!.from) },
  );
  return {
    changes: [
      ...cut.map(({ from, port, to }): FlatChange => ({ type: 'disconnect', from, port, to })),
      ...builder.changes,
      { type: 'connect', from: key, port: 'no', to: decision.key },
    ],
  };
}

/** A switch gets one more way out. */
function moreCases(
  decision: NodeFact,
  right: string,
  { answer, context }: { answer: Answer; context: EditContext },
): Edit | null {
  const cases = (decision.params.cases as { name: string; conditions?: { left: string; operator: string }[] }[]) ?? [];
  const like = cases.find(({ conditions }) => conditions?.length === 1 && conditions[0]!.operator === 'equals')
    ?.conditions?.[0];
  const value = Number.isNaN(Number(right)) ? right : Number(right);
  const field = askedBy(decision)[0]?.field ?? 'value';
  const name = `${field} is ${right}`.slice(0, 40);
  const added =
    decision.params.value !== undefined
      ? { name, equals: value }
      : like
        ? { name, conditions: [{ ...like, right: value }], match: 'all' }
        : null;
  if (added === null || cases.some(each => casePort(each.name) === casePort(name))) return null;
  const builder = new Builder(context.workflow.nodes.map(({ key }) => key));
  lowerSteps(
    [answer],
    { builder, answers: true },
    {
      ends: [{ key: decision.key, port: casePort(name), answered: false }],
      scope: scopeAt(context.workflow, decision.key),
    },
  );
  return {
    changes: [{ type: 'update-node', node: decision.key, params: { cases: [...cases, added] } }, ...builder.changes],
  };
}
