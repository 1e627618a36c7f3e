import { literalOf } from '../language/literals';
import { toFieldName } from '../language/names';
import { toNumber } from '../language/numbers';
import type { Test, Value } from '../plan';
import { readArmTest } from './choice-test';
import { readComputed } from './computed';
import { readField } from './field';
import { quiet, type Reader } from './reader';
import { readValue } from './value';

/** A value by conditions, found in a text, and where it was said. */
export interface FoundChoice {
  start: number;
  end: number;
  name: string;
  value: Value;
  /** Its name is part of the sentence around it: "together with a level: gold when …". */
  embedded: boolean;
  /** It goes on with the cases of a sentence before: "If it is over 10 the fee is 5. Otherwise it is 2." */
  continues?: boolean;
}

interface Arm {
  /** Null: the other case. */
  test: Test | null;
  value: Value;
}

const mark = '⟨[qcv]\\d+⟩';
const ranges = 'up to|over|under|above|below|at least|at most|more than|less than|between|until';
const plainValue = `(?:${mark}|(?!(?:above|below|over|under|between|more|less|at|not|one of|missing|empty)\\b)[^\\s,;:]+(?: (?!(?:if|when|for|from|otherwise|where|else|${ranges})\\b)[^\\s,;:]+){0,3})`;
const naming = `(?:(?:the|an?|its|their|his|her) )?(?:(?:extra |new )?(?:field|column) (?:called |named )?)?([\\p{L}_][\\p{L}\\d_]*)(?: (?:field|column|value))?`;
const becomes = `(?:is|=|are|:|will be|should be|must be|becomes|to be|to|of|gets|costs?)`;

/** `fee is 0 if minutes is 30 or less, 5 if …`; `a level: gold when …`; `set the level to gold if …`. */
const valueFirst = new RegExp(
  `${naming}\\s*(?:,? which is|,? that is|${becomes})\\s*:?\\s+(?=(?:either )?${plainValue},? (?:if|when|for|from|${ranges})\\b)`,
  'giu',
);
/** `a size: up to 10 employees is "small", 11 to 250 is …`. */
const conditionFirst = new RegExp(
  `${naming}\\s*(?::|(?:depends on|is based on|is|by|according to) (?:the |its )?([\\p{L}_]+)\\s*:)\\s+(?=(?:if|for|from|${ranges}|\\d|[\\p{L}_-]+ (?:is|=|→|means|gets))\\b)`,
  'giu',
);
/** `for country DE the shipping is 5, for AT it is 8`. */
const named = new RegExp(
  `^(?:and |but |then )?(?:for|if|when|with|in case(?: of)?)\\s+(.+?),? (?:then )?(?:the |its |a )?([\\p{L}_][\\p{L}\\d_]*) (?:is|=|will be|should be|becomes|costs?)\\s+(${plainValue})$`,
  'iu',
);
const otherFirst =
  /^(?:and |but |or )?(?:otherwise|or else|else|if not|in (?:all |any |every )?other cases?|for (?:all |any |every |the )*(?:others?|rest|other \w+|everything else|anything else|everyone else|remaining(?: \w+)?)|for (?:every|any)(?:thing|one) else|with any other \w+|(?:any|every|all) other(?: \w+)?|(?:every|any)(?:thing|one|body) else|the rest|all (?:the )?others|default|(?:anything |everything )?(?:more|less|longer|above|below|beyond|over|higher|lower|heavier|bigger|older)(?: than)?(?: (?:that|it))?(?= (?:is|are|costs?|gets?|=|→|means)\b))\b[:,]?\s*(?:(?:the |its )?[\p{L}_]+ |it )?(?:(?:is|are|gets?|costs?|stays|→|=|means)\s+)?(.+)$/iu;
const otherLast =
  /^(.+?),? (?:otherwise|or else|else|in (?:all |any |every )?other cases?|if not|by default|as (?:a |the )?default|for (?:all |any |every |the )*(?:others?|rest|other \w+|remaining(?: \w+)?)|for (?:any|every)(?:thing|one|body) (?:else|longer|above|below|over|under|more|less|bigger|larger|higher|lower|smaller|shorter|older|younger|heavier|beyond)(?: than that)?|above that|below that|beyond that|if it is (?:more|less|longer|higher|lower|bigger|smaller|above|below))$/i;

/** Finds the first value that is told by its conditions. */
export function findChoice(text: string, reader: Reader, before: string | null = null): FoundChoice | null {
  for (const [pattern, first] of [
    [valueFirst, 'value'],
    [conditionFirst, 'condition'],
  ] as const)
    for (const match of text.matchAll(pattern)) {
      if (
        /^(?:it|that|which|answer|reply|status|set|field|column|value|if|when|is|text|message|they|there|he|she|who)$/i.test(
          match[1]!,
        )
      )
        continue;
      if (match[2]) reader.subject = readField(match[2], reader) ?? reader.subject;
      const found = readArms(text, { from: match.index + match[0].length, name: match[1]!, first, reader });
      const ahead = text.slice(0, match.index);
      const embedded = !/(?:^|[,;:]\s*|\b(?:and|then|so|that)\s+)$/i.test(ahead) && !setting.test(ahead);
      if (found) return { ...found, start: match.index, embedded };
    }
  return findNamed(text, reader, before);
}

const setting = /\b(?:set|make|choose|determine|compute|calculate|work out|put|assign)\s+$/i;

const notFields =
  /^(?:it|set|field|column|that|status|answer|reply|response|message|he|she|there|code|text|this|they)$/i;

/** "for DE the shipping is 5, …", "if the score is over 90 the grade is A", and what goes on with it in the next sentence. */
function findNamed(text: string, reader: Reader, before: string | null): FoundChoice | null {
  const opening =
    /(?:^|[,;:]\s*)(?=(?:and |then |but )?(?:for|if|when|with|in case|otherwise|else|in all other|any other|all other|everything else|everyone else) ?)/i.exec(
      text,
    );
  if (opening === null) return null;
  const start = opening.index + opening[0].length;
  const pieces = firstPieces(text.slice(start));
  const said = named.exec(pieces)?.[2] ?? (otherFirst.test(pieces) ? 'it' : undefined);
  const continues =
    before !== null && said !== undefined && (said.toLowerCase() === 'it' || toFieldName(said) === before);
  const name = continues ? before : said;
  if (name === undefined || notFields.test(name)) return null;
  const found = readArms(text, { from: start, name, first: 'named', reader, single: true });
  if (found === null || (found.value.kind === 'choice' && found.value.cases.length === 0 && !continues)) return null;
  return isWholeClause(text, found.end) ? { ...found, start, embedded: false, continues } : null;
}

/** Nothing else is said in the sentence that the condition could be for. */
const isWholeClause = (text: string, end: number) =>
  /^\s*(?:[.;!]|$|,?\s*(?:and |then )*(?:then |please )?(?:answer|reply|respond|save|store|return|send|put)\b)/i.test(
    text.slice(end),
  );

/** Up to the first comma behind the value: "for DE, the shipping is 5". */
const firstPieces = (text: string) => {
  const [one = '', two = ''] = text.split(/\s*[,;]\s*/);
  return named.test(one) ? one : `${one}, ${two}`;
};

interface ArmsOptions {
  from: number;
  name: string;
  first: 'value' | 'condition' | 'named';
  reader: Reader;
  /** One case is enough: more may follow. */
  single?: boolean;
}

function readArms(
  text: string,
  { from, name, first, reader, single = false }: ArmsOptions,
): Pick<FoundChoice, 'end' | 'name' | 'value'> | null {
  const trial = quiet(reader);
  const arms: Arm[] = [];
  let end = from;
  const pieces = piecesOf(text.slice(from));
  for (let at = 0; at < pieces.length && arms.at(-1)?.test !== null; ) {
    const options = { first, name, reader: trial };
    const [piece, next] = [pieces[at]!, pieces[at + 1]];
    const joined =
      next && opened(piece.piece, next.piece, name) ? readArm(`${piece.piece}, ${next.piece}`, options) : null;
    const read = joined ?? readArm(piece.piece, options);
    if (read === null) break;
    arms.push(...read);
    end = from + (joined && next ? next.stop : piece.stop);
    at += joined ? 2 : 1;
  }
  const cases = arms.flatMap(({ test, value }) => (test ? [{ test, value }] : []));
  const otherwise = arms.find(({ test }) => test === null)?.value ?? null;
  if (arms.length === 0 || (arms.length === 1 && !single) || (cases.length === 0 && !single)) return null;
  reader.subject = trial.subject;
  return { end, name: toFieldName(name), value: { kind: 'choice', cases, otherwise } };
}

/** "if it is over 80, it is B": the condition's own comma parts no cases. */
const opened = (piece: string, next: string, name: string) =>
  (/^(?:for|if|when|with|in case)\b/i.test(piece) &&
    new RegExp(`^(?:then )?(?:it|(?:the |its )?${toPattern(name)}) (?:is|=|will|should|becomes|costs?)\\b`, 'i').test(
      next,
    )) ||
  (/^(?:otherwise|else|if not|in (?:all|any|every) other cases?)$/i.test(piece) && next !== '');

/** What stands between commas and semicolons. */
function piecesOf(text: string): { piece: string; stop: number }[] {
  const pieces: { piece: string; stop: number }[] = [];
  let from = 0;
  for (const cut of text.matchAll(
    /\s*(?:;|,(?!\d{3}\b)|\.\s+(?=otherwise|else|for |in all))\s*(?:(?:and|or|but)\s+)?|(?:\s*[.\n]?\s*$)/g,
  )) {
    const piece = text.slice(from, cut.index).trim();
    if (piece !== '') pieces.push({ piece, stop: cut.index });
    from = cut.index + cut[0].length;
  }
  return pieces;
}

type ArmOptions = Omit<ArmsOptions, 'from'>;

function readArm(piece: string, options: ArmOptions): Arm[] | null {
  const split = [...piece.matchAll(/\s+(?:and|or|but)\s+|\s+(?=otherwise\b|else\b)/gi)];
  for (const cut of split) {
    const last = readOther(piece.slice(cut.index + cut[0].length), options);
    const before = last && readArm(piece.slice(0, cut.index), options);
    if (last && before) return [...before, last];
  }
  const other = readOther(piece, options);
  if (other) return [other];
  const one = readCase(piece, options);
  return one && [one];
}

function readOther(piece: string, { reader, name }: ArmOptions): Arm | null {
  const phrase = otherFirst.exec(piece)?.[1] ?? otherLast.exec(piece)?.[1];
  const value = phrase === undefined ? null : armValue(phrase, reader, name);
  return value && { test: null, value };
}

function readCase(piece: string, { first, name, reader }: ArmOptions): Arm | null {
  const plain = piece.replace(/^(?:and|but|or)\s+/i, '');
  const match =
    first === 'value'
      ? new RegExp(
          `^(?:it is |either )?(${plainValue}),? (?:only )?((?:if|when|for|from|${ranges})\\s+.+)$`,
          'iu',
        ).exec(plain)
      : (named.exec(plain) ??
        new RegExp(
          `^(.+?)\\s*(?:,|:)?\\s+(?:(?:the )?${toPattern(name)} |it )?(?:is|are|=|→|means|gets|costs?|becomes)\\s+(${plainValue})$`,
          'iu',
        ).exec(plain));
  if (!match) return null;
  // "if level is high and service is pay → …": the second half of a condition is no value.
  if (first === 'named' && /\b(?:and|or)$/i.test(match[1]!)) return null;
  if (first === 'named' && happening.test(match[1]!)) return null;
  const [condition, phrase] = first === 'value' ? [match[2]!, match[1]!] : [match[1]!, match.at(-1)!];
  const value = armValue(phrase, reader, name);
  const test = value && readArmTest(condition, reader);
  return test && value && { test, value };
}

/** Not a condition of a value: something comes in, or is done. */
const happening =
  /\b(?:answer|reply|respond|return|save|store|put|webhook|request|comes?|arrives?|gets|receives?|posts?|posted|sends?|sent|submit\w*)\b/i;

const toPattern = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What a case gives: a number, a text, a computation, or the thing as it was. */
function armValue(phrase: string, reader: Reader, name: string): Value | null {
  const text = phrase
    .trim()
    .replace(/^(?:it is|the value|a)\s+(?=\S)/i, '')
    .replace(/[.,;:]+$/, '');
  if (literalOf(text, reader.literals)) return readValue(text, reader);
  if (/=|⟨v/.test(text)) return null;
  if (/^(?:the same|unchanged|as it is)$/i.test(text)) return { kind: 'field', name: toFieldName(name) };
  const number = toNumber(text);
  if (number !== null) return { kind: 'number', value: number };
  if (/^(?:true|false)$/i.test(text)) return { kind: 'boolean', value: /true/i.test(text) };
  const computed = readComputed(text, reader);
  if (computed) return computed;
  if (/^(?:the|its) /i.test(text)) return readField(text, reader);
  return text.split(/\s+/).length > 3 ||
    /\b(?:is|are|answer|save|store|then|and|reduced|increased|decreased|raised|lowered|multiplied|divided|doubled|halved|discounted|rounded)\b/i.test(
      text,
    )
    ? null
    : { kind: 'text', text };
}
