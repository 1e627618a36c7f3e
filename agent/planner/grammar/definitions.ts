import type { Literal, Marked } from '../language/literals';
import { restore } from '../language/literals';
import { toFieldName } from '../language/names';
import type { Value } from '../plan';
import { findAdjustment } from './adjustment';
import { type FoundChoice, findChoice } from './choice';
import { readComputed } from './computed';
import { findJoining } from './joining';
import { createReader, type Reader } from './reader';

/** A value that the text defines, where it is said, and whether its name belongs to the sentence around it. */
export type Definition = FoundChoice;

/**
 * Values that the request defines ("a level: gold when …, otherwise bronze", "a cost which is nights times rate") are
 * read before the text is split into clauses, because their words would split it. Each becomes a clause that sets a field.
 */
export function takeDefinitions({ text, literals }: Marked, given: Iterable<string> = []): Marked {
  const kept: Literal[] = [...literals];
  const reader = createReader(kept);
  for (const name of given) {
    reader.fields.add(name);
    reader.given.add(name);
  }
  for (const [word] of text.matchAll(/[\p{L}_][\p{L}\d_]*/gu)) reader.fields.add(toFieldName(word));
  const state: State = { kept, reader, before: null };
  const sentences = text.split(/((?<=[.!?;])\s+|\s*\n\s*|\s+→\s+)/);
  const taken = sentences.map((sentence, at) => (at % 2 === 1 ? sentence : inSentence(sentence, state)));
  return { text: cleaned(taken.join('')), literals: kept };
}

interface State {
  kept: Literal[];
  reader: Reader;
  /** The value by conditions that the next sentence may go on with. */
  before: { name: string; at: number } | null;
}

const cleaned = (text: string) =>
  text
    .replace(/,\s*,/g, ',')
    .replace(/,\s*\./g, '.')
    .replace(/(^|[.!?;\n])\s*\.(?=\s)/g, '$1');

function inSentence(sentence: string, state: State): string {
  const { kept, reader } = state;
  let text = sentence;
  for (let round = 0; round < 4; round += 1) {
    const found = findDefinition(text, state);
    if (found === null) break;
    if (found.continues && state.before) {
      goOn(kept[state.before.at]!, found.value);
      text = text.slice(0, found.start) + text.slice(found.end);
      continue;
    }
    const at =
      kept.push({ kind: 'made', text: restore(text.slice(found.start, found.end), kept), value: found.value }) - 1;
    reader.fields.add(found.name);
    state.before = found.value.kind === 'choice' ? { name: found.name, at } : null;
    text = withClause(text, { ...found, clause: `set ${found.name} = ⟨v${at}⟩` });
  }
  return text;
}

/** The cases of a later sentence are asked after those before. */
function goOn(literal: Literal, value: Value) {
  if (literal.value?.kind !== 'choice' || value.kind !== 'choice') return;
  const { cases, otherwise } = literal.value;
  literal.value = { kind: 'choice', cases: [...cases, ...value.cases], otherwise: value.otherwise ?? otherwise };
}

const findDefinition = (text: string, { reader, before }: State): Definition | null =>
  findChoice(text, reader, before?.name) ??
  findEquation(text, reader) ??
  findRelative(text, reader) ??
  findJoining(text, reader) ??
  findAdjustment(text, reader);

/** In place, as a clause of its own; or in front of the sentence whose words need the name. */
function withClause(text: string, { start, end, embedded, name, clause }: Definition & { clause: string }): string {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  if (embedded) {
    const bullet = /^\s*(?:\d{1,2}[.)]|[-•*])\s+/.exec(before)?.[0] ?? '';
    return `${bullet}${clause}. ${before.slice(bullet.length)}${name}${after}`;
  }
  const lead = before.replace(leadIn, '').trimEnd();
  const opened = lead === '' || /[,;:(→]$/.test(lead) ? lead : `${lead},`;
  const rest = after.trimStart();
  const closed = rest === '' || /^[.,;:!?)]/.test(rest) ? rest : `, ${rest}`;
  return `${opened}${opened === '' ? '' : ' '}${clause}${closed}`;
}

const leadIn =
  /(?:\b(?:and|then|please|also|so|the system|it|we|you|should|must|will|to|i need (?:you )?to|work(?:s)? out|calculates?|computes?|determines?|figure out|sets?|makes?|adds?|with|where|having|get|the|its|an?|(?:new )?(?:field|column)|called|named)\s+)+$/i;

const equation =
  /(?:\b(?:the|its|a|an) )?([\p{L}_][\p{L}\d_]*(?: (?:price|cost|amount|sum|name|value|total))?)\s*(?::=|=)\s*(?=\S)/giu;
const stated =
  /(?:^|[,;:]\s*|\b(?:then|and|so) )(?:(?:the|its|their|a|an) )?([\p{L}_][\p{L}\d_]*(?: (?:price|cost|amount|sum|name|value|total|fee))?) (?:is (?:then |the result of |calculated (?:as|by|from) |computed (?:as|by|from) |just |simply )?|equals |are |will be |should be |must be |has to be |results from )(?=\S)/giu;

const made =
  /(?<=(?:^|[,;:.]\s*|\b(?:and|then|please|first) )(?:make|build|form|compose|create|construct|put together) )(?:an? |the |its )?(?:field |column )?([\p{L}_][\p{L}\d_]*) (?:from|out of|of|by joining|by combining|by adding) (?=\S)/giu;

/** "total = price * quantity", "the total is quantity times 10". */
function findEquation(text: string, reader: Reader): Definition | null {
  for (const pattern of [equation, stated, made])
    for (const match of text.matchAll(pattern)) {
      const before = text.slice(0, match.index);
      const named = match[1]!.replace(/^(?:out|up|the|and|then|with|calculate|compute|make|set|field|is|to) /i, '');
      if (/\b(?:if|when|unless|where|whether|whose)\s*$/i.test(before) || noName.test(named)) continue;
      // "if found and qty is …": the second half of a condition.
      if (pattern === stated && /^(?:and|so) /i.test(match[0]) && inCondition.test(before)) continue;
      if (/\bjson\b[^.]*$|\bobject\b[^.]*$/i.test(before)) continue;
      const skipped = match[0].length - match[0].replace(/^(?:[,;:]\s*|(?:then|and|so) )/i, '').length;
      const found = longest(text, match.index + match[0].length, reader);
      if (found) return { ...found, start: match.index + skipped, name: toFieldName(named), embedded: false };
    }
  return null;
}

const inCondition = /\b(?:if|when|unless|while|where)\b[^,;:.]*$/i;
const noName = /^(?:it|that|this|there|what|which|answer|reply|status|if|when|where|he|she|they|the|and)$/i;
const relative =
  /\b(?:an?|the|its|their|and|with|new|field|column) ([\p{L}_][\p{L}\d_]*)(?: (?:value|amount|price|number|figure))?,? (?:which (?:is|equals)|that is|that equals|being|i\.e\.|(?:calculated|computed|made|built) (?:as|from|of|out of|by)) (?=\S)/giu;

/** "with a cost which is nights times rate", "full_name, that is first and last name with a space between". */
function findRelative(text: string, reader: Reader): Definition | null {
  for (const match of text.matchAll(relative)) {
    const at = match.index + match[0].search(/\s/) + 1;
    const found = noName.test(match[1]!) ? null : longest(text, match.index + match[0].length, reader);
    if (found) return { ...found, start: at, name: toFieldName(match[1]!), embedded: true };
  }
  return null;
}

/** As many words as are still one computed value. */
function longest(text: string, from: number, reader: Reader): { end: number; value: Value } | null {
  const rest = text.slice(from);
  const cuts = [...rest.matchAll(/\s*(?:[,;:)(]|\band\b|\bthen\b|\bif\b|[.!?](?=\s|$)|$)/gi)].map(cut => cut.index);
  for (const cut of [...new Set(cuts)].sort((a, b) => b - a)) {
    const phrase = rest.slice(0, cut).replace(/[\s.,;:!?]+$/, '');
    if (
      phrase.trim() === '' ||
      /^⟨[qcujv]\d+⟩$/.test(phrase.trim()) ||
      /\b(?:(?:save|store|answer|respond|put|write|return|set|send|post)s?|repl(?:y|ies)|if|when)\b/i.test(phrase)
    )
      continue;
    const value = readComputed(phrase, reader);
    if (value) return { end: from + phrase.length, value };
  }
  return null;
}
