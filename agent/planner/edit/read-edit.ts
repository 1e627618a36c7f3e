import { catalogueOf } from '../catalogue/entries';
import type { Intent } from '../decision';
import type { WorkflowFact } from '../facts';
import { readName } from '../grammar/naming';
import { createReader } from '../grammar/reader';
import { readRequest } from '../grammar/request';
import type { IntentOptions } from '../intent';
import { restore } from '../language/literals';
import { normalise } from '../language/normalise';
import { toSegments } from '../language/segments';
import { lowerPlan } from '../lower/lower-plan';
import { addCondition, addOtherwise, addSteps } from './add-steps';
import { answerFor, replaceOnly, setStatus } from './answers';
import { copyBranch, swapWays } from './branches';
import { addColumn, addComputed, addRenamed, dropColumn } from './columns';
import { leavesDangling } from './dangling';
import type { Edit, EditContext, EditRule } from './edit-context';
import { fillAddress, fillPath } from './fill-open';
import { fillMessage, fillRecipient } from './fill-slot';
import { formFields } from './form-fields';
import { guardStep } from './guard-step';
import { addGuard, changeArm } from './guards';
import { beforeStoring, moveDeed, swapBoth } from './move-deed';
import { setBound, setComputed, setIt } from './numbers';
import { piecesOf } from './pieces';
import { duplicateStep, moveToEnd, nothingToAdd } from './place';
import { renameField } from './rename-field';
import { setValue, swapValue } from './replace-value';
import { filterRows, setLimit } from './rows';
import { saidAnew } from './said-anew';
import { setCondition, turnSort, useAddress } from './set-condition';
import { moveStep, onFailure, removeStep, renameStep, swapSteps, switchStep } from './steps';
import { swapStatus } from './swap-status';
import { renameTable, toUpsert } from './tables';
import { changeOnlyTime, changeTime, changeTrigger } from './timing';
import { widenCondition } from './widen';

export interface EditOptions extends IntentOptions {
  workflow: WorkflowFact;
  timeZone: string;
}

/** The more particular rule comes first; what none reads is tried as new steps. */
const rules: readonly EditRule[] = [
  swapStatus,
  setCondition,
  fillAddress,
  fillPath,
  useAddress,
  turnSort,
  swapWays,
  copyBranch,
  moveToEnd,
  duplicateStep,
  nothingToAdd,
  changeOnlyTime,
  onFailure,
  formFields,
  fillRecipient,
  fillMessage,
  renameField,
  renameTable,
  toUpsert,
  dropColumn,
  addComputed,
  addColumn,
  addRenamed,
  setLimit,
  filterRows,
  setIt,
  setStatus,
  answerFor,
  setBound,
  setComputed,
  replaceOnly,
  guardStep,
  widenCondition,
  addGuard,
  changeArm,
  renameStep,
  swapBoth,
  swapSteps,
  moveStep,
  moveDeed,
  switchStep,
  removeStep,
  changeTime,
  swapValue,
  setValue,
  changeTrigger,
  addCondition,
  addOtherwise,
  addSteps,
];

/** What a message changes in the workflow there is. */
export function readEdit(said: string, options: EditOptions): Intent {
  const { text, literals } = normalise(said);
  // With a step chosen, "call it that" is said of the step.
  const ofStep = options.chosen.length > 0 && !/\b(?:work)?flow\b/i.test(text);
  const { name, rest } = ofStep ? { name: null, rest: text } : readName(text, literals);
  const naming = name === null ? [] : [{ type: 'update-workflow' as const, name }];
  const plain = rest
    .replace(/[.!?\s]+$/, '')
    .replace(/^[\s.,]+/, '')
    .replace(
      /^(?:(?:please|now|ok(?:ay)?|and|then|actually|can you|could you|would you|I want you to|I want to|I(?:'d| would) like(?: you)? to|let us|let's|no(?!\s+(?:more\s+)?(?:\w+ing|filter|limit|sort|answer|duplicates?)\b)|hm+|wait(?! (?:for |until )?(?:\d|an?\b|one|two|three|five|ten|half|until|till|\w+ (?:minutes|hours|seconds|days)))|oh|sorry|instead(?! of))\b[\s,]*)+(?=\S)/i,
      '',
    )
    .replace(/(?:[\s,]+(?:please|pls)|,\s*(?:thanks|thank you|thx))$/i, '')
    .trim();
  if (plain === '') return { changes: naming, assumptions: [], unknown: [] };
  const context = {
    ...options,
    text: beforeStoring(saidAnew(plain), options.workflow),
    reader: {
      ...createReader(literals, catalogueOf(options.setting.nodeTypes)),
      fields: fieldsIn(options.workflow),
      given: givenIn(options.workflow),
    },
  };
  const fresh = freshWorkflow(said, plain, options);
  if (fresh) return fresh;
  const edit = readSplit(context) ?? moreOf(readOne(context), () => readMany(context));
  if (edit === null)
    return { changes: naming, assumptions: [], unknown: name === null ? [restore(plain, literals)] : [] };
  // What nothing follows decides nothing: how it goes on was not understood, and half of it would take things apart.
  // Without a condition that was not read, the rest would be done for everything.
  const isHalf = leavesDangling(edit.changes) || (edit.unknown ?? []).some(tellsWhen);
  if (isHalf && !edit.question) return { changes: naming, assumptions: [], unknown: [restore(plain, literals)] };
  return {
    changes: [...naming, ...edit.changes],
    assumptions: edit.assumptions ?? [],
    unknown: (edit.unknown ?? []).map(clause => restore(clause, literals)),
    ...(edit.question ? { question: edit.question } : {}),
    ...(edit.remark ? { remark: edit.remark } : {}),
  };
}

const tellsWhen = (clause: string) =>
  /^(?:and |but |so )?(?:only )?(?:if|unless|when(?:ever)?|in case|as long as|provided|check|make sure|ensure)\b/i.test(
    clause,
  );

/** Fields that it reads from the request. */
const givenIn = ({ nodes }: WorkflowFact) =>
  new Set(
    [...JSON.stringify(nodes.map(({ params }) => params)).matchAll(/\b(?:item|trigger)\.body\.([\p{L}_]\w*)/gu)].map(
      match => match[1]!,
    ),
  );

/** Field names that the workflow already speaks of. */
const fieldsIn = ({ nodes }: WorkflowFact) =>
  new Set(
    [...JSON.stringify(nodes).matchAll(/\b(?:item\.body|body|item)\.(\w+)/g)]
      .map(match => match[1]!)
      .filter(name => name !== 'body'),
  );

const changes = /^(?:make|set|change|use|rename|remove|raise|lower|run|start|take|for|the \w+)\b/i;

/** Of what is there; the others add something. */
const changing = rules.filter(rule => rule !== addSteps && rule !== addCondition && rule !== addOtherwise);

/** "The path for Slack is /x": says what is so, and asks for no new step. */
const states =
  /^(?:the|its|my) (?:path|address|url|link|key|condition|receiver|recipient|threshold)\b[^,]*? (?:is|should be|will be)\b/i;

function readOne(context: EditContext, among: readonly EditRule[] = rules): Edit | null {
  for (const rule of among) {
    if (rule === addSteps && states.test(context.text)) continue;
    const trial = {
      ...context,
      reader: { ...context.reader, fields: new Set(context.reader.fields), assumptions: [] },
    };
    const edit = rule(trial);
    if (edit !== null && (edit.changes.length > 0 || edit.question || edit.remark)) return edit;
  }
  return null;
}

/** What was read as one, unless its pieces alone leave less of it open. */
function moreOf(one: Edit | null, several: () => Edit | null): Edit | null {
  const left = one?.unknown?.length ?? 0;
  if (one !== null && (left === 0 || (one.unknown ?? []).some(tellsWhen))) return one;
  const many = several();
  if (one === null || many === null) return one ?? many;
  return many.changes.length > 0 && !many.question && (many.unknown ?? []).length <= left ? many : one;
}

/** Several edits in one sentence, where each piece can be read alone; then none of them is taken for a new step. */
function readSplit(context: EditContext): Edit | null {
  const among = changes.test(context.text) ? rules : changing;
  for (const pieces of piecesOf(context.text)) {
    const edits = pieces.map(text => readOne({ ...context, text: saidAnew(text) }, among));
    if (!edits.every(edit => edit !== null && !edit.question && !edit.remark && (edit.unknown ?? []).length === 0))
      continue;
    return {
      changes: edits.flatMap(edit => edit?.changes ?? []),
      assumptions: edits.flatMap(edit => edit?.assumptions ?? []),
    };
  }
  return null;
}

/** "make the limit 250 and rename the table step to big ones": one edit after the other. */
function readMany(context: EditContext): Edit | null {
  const pieces = context.text
    .split(
      /\s*(?:,\s*(?:and\s+)?(?:then\s+)?|;\s*|\.\s+|\n+|\s+and\s+(?:then\s+)?|\s+then\s+)(?=(?:make|set|change|rename|remove|delete|move|add|use|replace|call|disable|enable|insert|swap|also|put|switch|answer|store|drop|raise|lower)\b)/i,
    )
    .filter(piece => piece !== '');
  const parts = pieces.length > 1 ? pieces : toSegments(context.text).map(({ text }) => text);
  if (parts.length < 2) return null;
  const edits = parts.map(text => ({ text, edit: readOne({ ...context, text }) }));
  if (edits.every(({ edit }) => edit === null)) return null;
  const question = edits.find(({ edit }) => edit?.question)?.edit?.question;
  return {
    changes: edits.flatMap(({ edit }) => edit?.changes ?? []),
    assumptions: edits.flatMap(({ edit }) => edit?.assumptions ?? []),
    unknown: edits.flatMap(({ text, edit }) => (edit === null ? [text] : (edit.unknown ?? []))),
    ...(question ? { question } : {}),
  };
}

const replaceQuestion = 'This conversation already has a workflow. What should happen with it?';
const choices = ['Replace it with the new one', 'Leave it as it is'];

/** A whole new request, with what starts it and what is done: it replaces what is there only when that is wanted. */
function freshWorkflow(
  said: string,
  plain: string,
  { workflow, answers, timeZone, setting }: EditOptions,
): Intent | null {
  if (
    !/^(?:when(?:ever)?|every|each|on|as soon as|at \d|once|if an?|an? (?:api|endpoint|webhook)|daily|hourly)\b/i.test(
      plain,
    ) ||
    plain.split(/\s+/).length < 8
  )
    return null;
  if (/^(?:if|when) .*\bfails?\b/i.test(plain)) return null;
  const plan = readRequest(said, catalogueOf(setting.nodeTypes));
  if (plan.trigger === null || plan.steps.length === 0) return null;
  const answer = answers.get(replaceQuestion);
  if (answer === undefined)
    return { changes: [], assumptions: [], unknown: [], question: { question: replaceQuestion, choices } };
  if (answer !== choices[0])
    return {
      changes: [],
      assumptions: [],
      unknown: [],
      remark: 'Nothing was changed. Start a new conversation for another workflow.',
    };
  const { changes, assumptions } = lowerPlan(plan, { timeZone, taken: workflow.nodes.map(({ key }) => key) });
  const removals = workflow.nodes.map(({ key }) => ({ type: 'remove-node' as const, node: key, heal: false }));
  return {
    changes: [...removals, ...changes],
    assumptions: [...plan.assumptions, ...assumptions],
    unknown: plan.unknown,
  };
}
