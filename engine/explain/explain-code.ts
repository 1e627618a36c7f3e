import { nearestName } from '../workflow/nearest';
import { formatPath, parsePath, walkPath } from '../workflow/path';
import type { Item } from '../workflow/schema';
import { explainAnswer } from './explain-answer';
import type { Failure } from './explain-missing';
import type { Evidence, Explanation } from './explanation';
import type { History, Place } from './history';
import { code, listOf, show } from './words';

/** A person's JavaScript stopped: at its line, with what it worked on. */
export function explainCode(failure: Failure): Explanation {
  const { history, record, error } = failure;
  const reason = String(error.details.reason ?? error.message);
  const line = typeof error.details.line === 'number' ? error.details.line : null;
  const written = line === null ? '' : lineOf(history, record.nodeKey, line);
  const at = `The code of step ${history.name(record.nodeKey)} stopped${line === null ? '' : ` at line ${line}`}${written ? `, ${code(written)}` : ''}: ${reason}.`;
  const told = notJson(failure, reason) ?? ofNothing(failure, { reason, written }) ?? wrongName(failure, reason);
  return {
    cause: {
      class: told?.class ?? 'expression_error',
      node: record.nodeKey,
      origin: told?.origin ?? record.nodeKey,
      confidence: told?.confidence ?? (/^SyntaxError/.test(reason) ? 'certain' : 'likely'),
    },
    sentence: `${at}${told?.says ? ` ${told.says}` : ''}`,
    evidence: [
      ...history.evidence(record.nodeKey, 'error.details.reason'),
      ...history.evidence(record.nodeKey, 'error.details.line'),
      ...(told?.evidence ?? []),
    ],
    fix: null,
    nextStep: told?.next ?? 'Correct the code, then run the step again.',
  };
}

export interface Told {
  class: Explanation['cause']['class'];
  origin: string;
  confidence: Explanation['cause']['confidence'];
  says: string;
  next: string;
  evidence: Evidence[];
}

const lineOf = (history: History, nodeKey: string, line: number) =>
  String(history.node(nodeKey)?.params.code ?? '')
    .split('\n')
    [line - 1]?.trim()
    .slice(0, 120) ?? '';

/** `JSON.parse` names the first characters of what it was given; the item that holds them tells where it came from. */
function notJson({ history, record }: Failure, reason: string): Told | null {
  if (!/is not valid JSON|in JSON at position|end of JSON input/.test(reason)) return null;
  const start = /"([^"\n]{1,20})"?\.\.\.|, "([^"]{1,40})" is not/.exec(reason);
  const begins = start?.[1] ?? start?.[2] ?? null;
  const place = placeOfText(history, record.sources, begins);
  const origin = place ? history.trace(place) : null;
  return origin
    ? noJsonAt(history, origin)
    : {
        class: 'answer_unreadable',
        origin: record.nodeKey,
        confidence: 'likely',
        says: 'What it was given is text of another kind.',
        next: elseNext,
        evidence: [],
      };
}

const elseNext = 'Check what that step gives; if it is an answer of a service, whether it is an error page.';

/** Text that is no JSON: what it begins with, and how to get at the data all the same. */
export function noJsonAt(history: History, origin: Place): Told {
  const value = history.valueAt(origin);
  const byModel = /^ai\.|model/.test(history.record(origin.nodeKey)?.type ?? '');
  const answer = explainAnswer(history, { ...origin, segments: [] });
  const isProse = typeof value === 'string' && /```|[{[]/.test(value);
  return {
    class: 'answer_unreadable',
    origin: origin.nodeKey,
    confidence: 'certain',
    says: `${code(formatPath(origin.segments))} from ${history.name(origin.nodeKey)} is text that begins with ${show(String(value).slice(0, 30))}${byModel || isProse ? ': words stand around the JSON, or no JSON is in it, as language models answer at times' : ''}.${answer ? ` ${answer.sentence}` : ''}`,
    next:
      byModel || isProse
        ? 'Let the model fill in named fields (step Extract fields: its answer is checked and asked for again), or read the text with the step Read JSON, which takes it out of its fence.'
        : elseNext,
    evidence: history.evidenceAt(origin),
  };
}

function placeOfText(
  history: History,
  sources: readonly Omit<Place, 'segments'>[],
  begins: string | null,
): Place | null {
  for (const source of sources.slice(0, 200)) {
    const segments = begins === null ? null : findText(history.itemAt(source), begins, []);
    if (segments) return { ...source, segments };
  }
  return null;
}

function findText(value: unknown, begins: string, at: readonly (string | number)[]): (string | number)[] | null {
  if (typeof value === 'string') return value.trimStart().startsWith(begins.trimStart()) ? [...at] : null;
  if (typeof value !== 'object' || value === null || at.length > 4) return null;
  for (const [name, inner] of Object.entries(value)) {
    const found = findText(inner, begins, [...at, Array.isArray(value) ? Number(name) : name]);
    if (found) return found;
  }
  return null;
}

/** `Cannot read properties of undefined (reading 'city')`: the path before `.city` in that line, and the items without it. */
function ofNothing(
  { history, record }: Failure,
  { reason, written }: { reason: string; written: string },
): Told | null {
  const name = /Cannot (?:read|set) properties of (?:undefined|null) \((?:reading|setting) '([^']+)'\)/.exec(
    reason,
  )?.[1];
  if (!name) return null;
  const pattern = new RegExp(
    `([A-Za-z_$][\\w$]*(?:\\[\\w+\\])?)((?:\\??\\.[\\w$]+|\\[[^\\]]+\\])*)\\??\\.${name.replace(/\W/g, '\\$&')}\\b`,
  );
  const path = parsePath((pattern.exec(written)?.[2] ?? '').replace(/^\??\./, '').replaceAll('?.', '.')) ?? [];
  if (path.length === 0) {
    return { class: 'missing_field', origin: record.nodeKey, confidence: 'likely', evidence: [], ...advice(name) };
  }
  const lacking = record.sources.findIndex(source => {
    const walk = walkPath(history.itemAt(source), path);
    return !walk.found || walk.value === null;
  });
  const source = record.sources[lacking];
  if (!source)
    return { class: 'missing_field', origin: record.nodeKey, confidence: 'unsure', evidence: [], ...advice(name) };
  return lacks(history, { source, path, index: lacking, name });
}

const advice = (name: string) => ({
  says: `What stands before ${code(`.${name}`)} is not there for some item.`,
  next: `Write ${code(`?.${name}`)} there, or leave out the items without it before this step.`,
});

interface Lacking {
  source: Omit<Place, 'segments'>;
  path: readonly (string | number)[];
  index: number;
  name: string;
}

function lacks(history: History, { source, path, index, name }: Lacking): Told {
  const item = history.itemAt(source) as Item;
  const names = Object.keys(item ?? {});
  const near = typeof path[0] === 'string' ? nearestName(path[0], names) : null;
  const answer = explainAnswer(history, { ...source, segments: [] });
  if (answer) {
    const { cause, sentence, nextStep, evidence } = answer;
    return {
      class: cause.class,
      origin: source.nodeKey,
      confidence: cause.confidence,
      says: sentence,
      next: nextStep,
      evidence,
    };
  }
  return {
    class: 'missing_field',
    origin: history.trace({ ...source, segments: [] }).nodeKey,
    confidence: 'certain',
    says: `Item ${index + 1} from ${history.name(source.nodeKey)} has no ${code(formatPath(path))}; it has ${
      listOf(
        names.map(each => code(each)),
        6,
      ) || 'nothing'
    }.${near ? ` Is ${code(near)} meant?` : ''}`,
    next: near
      ? `Write ${code(near)} instead, or ${code(`?.${name}`)} where it may be absent.`
      : `Write ${code(`?.${name}`)} where it may be absent, or leave out the items without it before this step.`,
    evidence: history.evidenceAt({ ...source, segments: [] }),
  };
}

const known = ['items', 'item', 'index', 'console'];
const elsewhere: Readonly<Record<string, string>> = {
  fetch: 'Code reaches no network: call the address in a step HTTP request before it.',
  require: 'Code loads no packages; what JavaScript itself has is there.',
  process: 'Code sees nothing of the computer it runs on.',
  $json: 'Here the item is called `item`.',
  $input: 'Here the items are called `items`.',
};

function wrongName({ record }: Failure, reason: string): Told | null {
  const name = /ReferenceError: (\S+) is not defined/.exec(reason)?.[1];
  if (!name) return null;
  const near = nearestName(name, known);
  const hint = elsewhere[name] ?? (near ? `Is ${code(near)} meant?` : `The code has ${listOf(known.map(code), 4)}.`);
  return {
    ...{ class: 'expression_error', origin: record.nodeKey, confidence: 'certain', evidence: [] },
    says: hint,
    next: 'Correct that name in the code, then run the step again.',
  };
}
