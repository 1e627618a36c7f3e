import type { FlatChange } from '@/tools/flat-change';
import type { NodeFact, WorkflowFact } from '../facts';
import { readGuard } from '../grammar/branch-words';
import { readTest } from '../grammar/condition';
import type { Cursor } from '../grammar/cursor';
import { readRelative } from '../grammar/lists';
import { quiet } from '../grammar/reader';
import { readBlock } from '../grammar/structure';
import { toSegments } from '../language/segments';
import { Builder, type End } from '../lower/builder';
import { toConditions } from '../lower/conditions';
import { lowerSteps } from '../lower/lower-steps';
import { tidy } from '../lower/tidy';
import type { Step, Test } from '../plan';
import type { Edit, EditContext, EditRule } from './edit-context';
import { scopeAt, wayTo } from './scope-at';
import { hasList, shapeList, shapesList } from './shape-list';
import { isEdit, pick } from './steps';

const addWords =
  /^(?:please )?(?:and |then |also |now )*(?:add|insert|include|put(?: in)?|append|create|build in|place|have)?\s*(?:an?(?:other)?|one more|the)?\s*(?:new )?(?:steps?|node)\s*(?:that|which|to|where it|:)?\s*/i;

/** "also then": words that only say that there is more. */
const always =
  /^(?:in (?:both|all|any|either|every) cases?|either way|always|for all of them|for everyone|in every case)[\s,]+(?:also |then )?/i;
const furthermore =
  /^(?:(?:and|also|then|additionally|plus|moreover|furthermore|in addition|as well|after that|afterwards)[\s,]+)+/i;

/** "add a step that …", "also store it in …", "before the answer, set …", "after the feed keep …". */
export const addSteps: EditRule = context => {
  const { place, text } = takePlace(context);
  const steps = readSteps(
    asDeed(
      text
        .replace(furthermore, '')
        .replace(always, '')
        .replace(/\s+instead$/i, '')
        .replace(/(\b(?:sort|order)\b.*\bby \w+) first$/i, '$1')
        .replace(addWords, ''),
    ),
    context,
  );
  if (steps.steps.length === 0 || storesInField(steps.steps, context)) return null;
  const early =
    place?.before &&
    /^(?:the )?(?:answers?|answering|repl(?:y|ies|ying)|respon(?:se|ses|ding)|everything(?: else)?|all else|anything else|that|it)$/i.test(
      place.phrase,
    );
  if (early && steps.steps.every(isAside)) return atStart(steps, context);
  if (place === null && shapesList(steps.steps) && hasList(context)) {
    const shaped = shapeList(steps.steps, context);
    if (shaped) return { ...shaped, unknown: steps.unknown };
  }
  const found = place && pick(place.phrase, context);
  if (found && isEdit(found)) return found;
  const ends =
    found && place
      ? place.before
        ? endsBefore(context.workflow, found)
        : endsAfter(context.workflow, found)
      : openEnds(context.workflow, steps.steps);
  const edit = insert(steps.steps, { context, ends, between: found !== null });
  return {
    ...edit,
    unknown: steps.unknown,
    assumptions: [...new Set([...context.reader.assumptions, ...(edit.assumptions ?? [])])],
  };
};

/** "add a bonus of 50 to pay": what is computed here is no table, unless it is called one. */
const storesInField = (steps: readonly Step[], { text, reader, workflow }: EditContext): boolean =>
  !/\btable\b/i.test(text) &&
  steps.some(
    step =>
      step.kind === 'store' &&
      step.table !== null &&
      (reader.fields.has(step.table) || reader.given.has(step.table)) &&
      !workflow.nodes.some(({ params }) => params.table === step.table),
  );

/** What leaves the item as it is for whatever is done next to it. */
const isAside = ({ kind }: Step) => /^(?:store|update|delete-rows|missing)$/.test(kind) || kind === 'http';

/** Done beside the rest, from the start: whatever comes after is not touched. */
function atStart({ steps, unknown }: { steps: Step[]; unknown: string[] }, context: EditContext): Edit | null {
  const source = context.workflow.nodes.find(({ type }) => context.setting.nodeTypes[type]?.kind === 'trigger');
  if (source === undefined) return null;
  const ends: Ends = {
    ends: [{ key: source.key, port: 'next', answered: false }],
    cut: [],
    into: null,
    scopeKey: source.key,
  };
  return { ...insert(steps, { context, ends, between: false }), unknown };
}

const deeds: readonly [RegExp, string][] = [
  [/^(?:add|insert|include|put(?: in)?) (?:an? |the |another |one more )?limit (?:of |to |at )?/i, 'limit to '],
  [
    /^(?:add|insert|include|put(?: in)?) (?:an? |the |another )?sort(?:ing)?(?: step)? (?=by|new|old|high|low)/i,
    'sort ',
  ],
  [
    /^(?:add|insert|include|put(?: in)?) (?:an? |the |another )?filter(?: step)? (?:for |that (?:only )?(?:keeps|lets through) |on |so that |to keep |which keeps )?(?:only )?/i,
    'keep only ',
  ],
  [
    /^(?:add|insert|include|put(?: in)?) (?:an? |the |another )?(?:answer|reply|response)(?: step)? (?:with |of |that says |saying )?/i,
    'answer ',
  ],
  [/^(?:add|insert|include|put(?: in)?) (?:an? |the |another )?(?:http )?(?:request|call) to /i, 'call '],
  [/^(?:add|insert|include|put(?: in)?) (?:an? |the |another )?count(?: step)?/i, 'count them'],
];

/** "add a limit of 5" says a thing where "limit to 5" says what is done. */
const asDeed = (text: string) => deeds.reduce((current, [pattern, words]) => current.replace(pattern, words), text);

interface Place {
  phrase: string;
  before: boolean;
}

const places: readonly RegExp[] = [
  /^(?:please )?(?:right |directly |just )?(before|after|behind|in front of|between)\s+(?:the |that |it (?:is )?)?(.+?)(?:\s+step)?\s*,\s*(.+)$/i,
  /^(.+?)\s+(?:right |directly |just )?(before|after|behind|in front of|between)\s+(?:the |that )?(.+?)(?:\s+step)?$/i,
  /^(?:please )?(before|after)\s+(?:the |that )?(\w+(?: \w+)?)\s+((?:add|insert|store|save|set|keep|sort|answer|filter|limit|count|send|call|log|drop|ignore|put)\b.+)$/i,
];

function takePlace(context: EditContext): { place: Place | null; text: string } {
  for (const [at, pattern] of places.entries()) {
    const match = pattern.exec(context.text);
    if (!match) continue;
    const [word, phrase, text] = at === 1 ? [match[2]!, match[3]!, match[1]!] : [match[1]!, match[2]!, match[3]!];
    const between = /^between/i.test(word);
    const anchor = between ? phrase.split(/\s+and\s+(?:the\s+)?/i).at(-1)! : phrase;
    const general =
      /^(?:the )?(?:answers?|answering|replying|responding|everything(?: else)?|all else|anything else)$/i.test(anchor);
    if (!general && pick(anchor, context, { quietly: true }) === null && findNone(anchor, context)) continue;
    return { place: { phrase: anchor, before: between || /before|in front/i.test(word) }, text };
  }
  return { place: null, text: context.text };
}

const findNone = (phrase: string, context: EditContext) => {
  const found = pick(phrase, context);
  return found === null;
};

export function readSteps(text: string, { reader }: EditContext): { steps: Step[]; unknown: string[] } {
  const cursor: Cursor = { segments: toSegments(text), at: 0, reader, unknown: [], lastDone: null };
  const steps = readBlock(cursor, { branch: false });
  return { steps: tidy(steps), unknown: cursor.unknown };
}

/** Arrows into a step: what is added goes on them. */
const endsBefore = ({ connections }: WorkflowFact, { key }: NodeFact): Ends => {
  const arrows = connections.filter(({ to }) => to === key);
  return {
    ends: arrows.map(({ from, port }) => ({ key: from, port, answered: false })),
    cut: arrows,
    into: key,
    scopeKey: arrows[0]?.from ?? key,
  };
};

const endsAfter = ({ connections }: WorkflowFact, { key, type }: NodeFact): Ends => {
  const port = type === 'core.if' ? 'yes' : 'next';
  const arrows = connections.filter(arrow => arrow.from === key && arrow.port === port);
  return { ends: [{ key, port, answered: false }], cut: arrows, into: arrows[0]?.to ?? null, scopeKey: key };
};

interface Ends {
  ends: End[];
  /** Arrows that the new steps take the place of. */
  cut: readonly { from: string; port: string; to: string }[];
  into: string | null;
  scopeKey: string;
}

/** Where a workflow stops: steps that nothing follows. An answer is added only where none is given yet. */
function openEnds(workflow: WorkflowFact, steps: readonly Step[]): Ends {
  const leaves = workflow.nodes.filter(({ key }) => !workflow.connections.some(({ from }) => from === key));
  const answers = steps.some(step => step.kind === 'answer');
  const unanswered = leaves.filter(({ key }) => !wayTo(workflow, key).some(({ type }) => type === 'core.respond'));
  const chosen = answers && unanswered.length > 0 ? unanswered : leaves;
  const ends = chosen.flatMap(({ key, type }) =>
    type === 'core.if'
      ? [{ key, port: 'yes', answered: false }]
      : type === 'core.switch'
        ? [{ key, port: 'otherwise', answered: false }]
        : [{ key, port: 'next', answered: false }],
  );
  return { ends, cut: [], into: null, scopeKey: chosen[0]?.key ?? workflow.nodes[0]!.key };
}

function insert(
  steps: readonly Step[],
  { context, ends, between }: { context: EditContext; ends: Ends; between: boolean },
): Edit {
  const builder = new Builder(context.workflow.nodes.map(({ key }) => key));
  const scope = scopeAt(context.workflow, ends.scopeKey);
  const answers = context.workflow.nodes.some(({ type }) => type === 'core.webhook');
  const merged = mergedScope(context.workflow, ends, scope);
  const place = lowerSteps(steps, { builder, answers }, { ends: ends.ends, scope: merged });
  const cuts = between
    ? ends.cut.map(({ from, port, to }): FlatChange => ({ type: 'disconnect', from, port, to }))
    : [];
  const joins = between
    ? [...new Set(ends.cut.map(({ to }) => to))].flatMap(to =>
        place.ends
          .filter(end => end.port !== 'no')
          .map(({ key, port }): FlatChange => ({ type: 'connect', from: key, port, to })),
      )
    : [];
  return { changes: [...cuts, ...builder.changes, ...joins], assumptions: builder.assumptions };
}

/** Where ways with different steps meet, the item itself cannot be relied on. */
const mergedScope = (workflow: WorkflowFact, { ends }: Ends, scope: ReturnType<typeof scopeAt>) =>
  ends.length > 1 && ends.some(({ key }) => scopeAt(workflow, key).here !== scope.here)
    ? { ...scope, here: null, carried: new Set<string>() }
    : scope;

/** "otherwise answer small": goes to the free way of the one decision there is. */
export const addOtherwise: EditRule = context => {
  const governed = readGuard(context.text, quiet(context.reader));
  if (governed?.guard.kind !== 'else') return null;
  const decisions = context.workflow.nodes.filter(
    ({ key, type }) =>
      type === 'core.if' && !context.workflow.connections.some(({ from, port }) => from === key && port === 'no'),
  );
  if (decisions.length !== 1) return null;
  const text = context.text.replace(/^(?:and )?(?:otherwise|else|if not)[\s,]*/i, '');
  const { steps, unknown } = readSteps(text, context);
  const key = decisions[0]!.key;
  return steps.length === 0
    ? null
    : {
        ...insert(steps, {
          context,
          ends: { ends: [{ key, port: 'no', answered: false }], cut: [], into: null, scopeKey: key },
          between: false,
        }),
        unknown,
      };
};

const conditionWords =
  /^(?:please )?(?:(?:also )?(?:add|include|insert|put in)\s+(?:an?|another|one more|the)?\s*(?:extra |further |additional )?(?:condition|filter|check|rule|requirement)\s*(?:that|:|where|so that|which says|for|if|on|by)?\s*|(?:but |and |also )*(?:only|just)\s+(?:do (?:it|this|that) |run (?:it|this) |continue |store (?:it|them) |proceed |keep (?:those |the ones )?|let through |accept |take |process )?(?:if|when|for|those|the ones|with|where|on|that)?\s*|(?:also |additionally )require (?:that )?|(?:and|but) (?:only )?(?:if|when)\s+)(.+)$/i;

/** "add a condition: the country is DE", "only if it is paid": one more condition, or a filter at the start. */
export const addCondition: EditRule = context => {
  const match = conditionWords.exec(context.text);
  if (
    match &&
    /^(?:the )?(?:(?:first|top|last|newest|latest|oldest|cheapest|best|highest|lowest|biggest|smallest) )?(?:\d+|two|three|four|five|ten|one)(?: \w+)?$/i.test(
      match[1]!,
    )
  )
    return null;
  const about =
    match &&
    /^(?:the )?[\p{L}-]+s (?:with|that|which|where|whose|over|under|above|below|from|of|having)\b/iu.test(match[1]!);
  const test =
    match &&
    ((about ? readRelative(match[1]!.replace(/^(?:the )?[\p{L}-]+s /iu, 'those '), context.reader) : null) ??
      readTest(match[1]!, context.reader) ??
      readRelative(match[1]!, context.reader));
  if (!test) return null;
  const extends_ = /\b(?:condition|require|also|and)\b/i.test(context.text.slice(0, 40));
  const decisions = context.workflow.nodes.filter(
    ({ type, params }) => (type === 'core.if' || type === 'core.filter') && (params.match ?? 'all') === 'all',
  );
  if (extends_ && decisions.length === 1)
    return { changes: [widen(decisions[0]!, test, context)], assumptions: [...new Set(context.reader.assumptions)] };
  const source =
    context.workflow.nodes.findLast(({ type }) => type === 'core.rss-read' || type === 'core.http-request') ??
    context.workflow.nodes.find(({ type }) => context.setting.nodeTypes[type]?.kind === 'trigger');
  if (source === undefined) return null;
  const edit = insert([{ kind: 'filter', test }], {
    context,
    ends: endsAfter(context.workflow, source),
    between: true,
  });
  return { ...edit, assumptions: [...new Set(context.reader.assumptions)] };
};

function widen(node: NodeFact, test: Test, { workflow }: EditContext): FlatChange {
  const before = workflow.connections.find(({ to }) => to === node.key)?.from ?? node.key;
  const { conditions } = toConditions(test, scopeAt(workflow, before));
  const own = (node.params.conditions as unknown[] | undefined) ?? [];
  return { type: 'update-node', node: node.key, params: { conditions: [...own, ...conditions], match: 'all' } };
}
