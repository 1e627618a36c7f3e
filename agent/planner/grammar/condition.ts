import { readWay } from '../catalogue/ways';
import { singular } from '../language/names';
import type { Test, Value } from '../plan';
import { comparedTo, readComparison } from './comparison';
import { unaccounted } from './coverage';
import { readField } from './field';
import type { Reader } from './reader';
import { readWithin } from './within';

/** A condition of which every word is in what it became; null when some of it was not understood. */
export function readTest(phrase: string, reader: Reader): Test | null {
  // "is already in the playlist" asks for a row: no field holds these words.
  if (
    /\b(?:is|are|was) (?:not )?(?:already |yet |still )?(?:in|on) (?:the |that |our |my )?(?:table\b|[\p{L}_]+(?: already| yet)?$)/iu.test(
      phrase,
    ) &&
    asksRow(phrase, reader)
  )
    return null;
  const test = readWords(phrase, reader);
  return test !== null && unaccounted(phrase, test, reader).length > 0 ? null : test;
}

const asksRow = (phrase: string, { table, given }: Reader): boolean => {
  const place = /\b(?:in|on) (?:the |that |our |my )?(?:table )?([\p{L}_]+)(?: already| yet)?$/iu.exec(
    phrase.trim(),
  )?.[1];
  return (
    /\btable\b|\balready (?:in|on)\b/i.test(phrase) ||
    (place !== undefined && (place === table || given.has(singular(place))))
  );
};

/** Several comparisons joined by and/or. `and` binds more tightly; "DE or AT" belongs to one comparison. */
function readWords(phrase: string, reader: Reader): Test | null {
  const way = readWay(phrase, reader);
  if (way) return way;
  const text = measured(owned(prepared(phrase), reader), reader);
  if (/^(?:not|it is not the case that) (?=.*\b(?:is|are|over|contains?)\b)/i.test(text)) {
    const test = readTest(text.replace(/^(?:not|it is not the case that)\s+/i, ''), reader);
    return test && { kind: 'not', test };
  }
  const within = readWithin(text, reader);
  if (within) return within;
  const absent = /^there (?:is|are|was) no (\w+)$/i.exec(text)?.[1]?.toLowerCase();
  if (absent !== undefined && reader.fields.has(absent))
    return { kind: 'compare', comparison: { subject: { kind: 'field', name: absent }, operator: 'is_empty' } };
  const whole = /\b(?:and|or|but|nor)\b|,/.test(text) ? null : readComparison(text, reader);
  return whole ?? readJoined(text, reader) ?? readComparison(text, reader);
}

const prepared = (phrase: string) =>
  phrase
    .trim()
    .replace(/[,;:.]+$/, '')
    .replace(/\s+(?:means?|gives?|results? in|leads to|then)$/i, '')
    .replace(/\bbetween (\S+(?: (?:€|euros?|dollars?))?) and (\S+)/gi, 'between $1 ~ $2')
    .replace(
      /(?<![\w.:-])(?:(?:in )?between )?(?:from )?(-?\d+(?:\.\d+)?)(?: (?:to|until|till|through|up to) | ?- ?)(-?\d+(?:\.\d+)?)\b(?![-.:]\d)/gi,
      'between $1 ~ $2',
    )
    .replace(
      /^(?:the )?(?:(?:webhook|request|json) )?(?:body|payload|request|webhook|it) (?:has|contains|comes with) an? ([\p{L}_]+) (?:that|which) /iu,
      '$1 ',
    )
    .replace(/\b(?:is )?neither (.+?) nor (.+)$/gi, 'is not $1 or $2')
    .replace(/\b(?:greater|more|larger|higher|bigger) than or (?:equals?(?: to)?|exactly)/gi, 'at least')
    .replace(/\b(?:less|smaller|lower|fewer) than or (?:equals?(?: to)?|exactly)/gi, 'at most')
    .replace(/\b(?:equal to or|equals? or) (?:greater|more|larger|higher|bigger|above|over)(?: than)?/gi, 'at least')
    .replace(/\b(?:equal to or|equals? or) (?:less|smaller|lower|below|under)(?: than)?/gi, 'at most')
    .replace(/\b(?:over|above|more than) or equal(?: to)?/gi, 'at least')
    .replace(
      /(?:\b(?:is|are|of|=)\s+)?([€$£]?\d[\d.,]*k?\s?(?:€|\$|euros?|dollars?|eur|usd)?)\s+(?:or|and) (?:more|above|higher|greater|over|older|up|bigger|larger|better)(?! than (?!that))(?: than that)?/gi,
      'at least $1',
    )
    .replace(
      /(?:\b(?:is|are|of|=)\s+)?([€$£]?\d[\d.,]*k?\s?(?:€|\$|euros?|dollars?|eur|usd)?)\s+(?:or|and) (?:less|below|lower|fewer|under|younger|smaller|cheaper)(?! than (?!that))(?: than that)?/gi,
      'at most $1',
    )
    .replace(/\b(?:either|both)\s+(?=.*\b(?:or|and)\b)/gi, '');

/** "someone has years of at least 5", "the post has role admin": the field it has, and what that is. */
function owned(text: string, reader: Reader): string {
  const has = new RegExp(
    `(?<=^|\\b(?:and|or|but) )(?:${owner} )?(?:has|have|comes? with|carries) (?:an? |the |its )?([\\p{L}_]\\w*|⟨c\\d+⟩) (?:of |set to |being |equal to |is )?(?=(?:${measuring})? ?(?:⟨[qc]\\d+⟩|[\\p{L}\\d]))`,
    'giu',
  );
  return text.replace(has, (all: string, name: string, at: number) => {
    const said = text.slice(at + all.length);
    const isField = reader.given.has(name.toLowerCase()) || (reader.given.size === 0 && !notOwned.test(name));
    return isField &&
      !/^(?:is|are|was|and|or|in|starts?|ends?|contains?|that|which|given|set|missing|there)\b/i.test(said)
      ? `${name} is `
      : all;
  });
}

const owner =
  '(?:it|they|one|he|she|someone|somebody|anyone|anybody|everyone|(?:the |an? |this |that |every |each )?(?!⟨)[\\p{L}]+)';
const measuring =
  'at least|at most|(?:more|less|fewer|higher|lower|bigger|greater|smaller) than|over|above|under|below|exactly|between|up to';
const notOwned =
  /^(?:no|not|more|less|fewer|at|over|under|above|below|been|to|only|exactly|up|an?|the|word|text|field|valid|any|already|both|either|some|\d.*)$/i;

/** "up to 10 employees", "with 4 or more stars": what is counted is the field. */
function measured(text: string, reader: Reader): string {
  const match =
    /^(?:(?:it |they |there )?(?:is|are|has|have|with|having) )?((?:between .+? ~ |at least |at most |up to |(?:more|less|fewer|higher|lower|bigger|greater|smaller) than |over |above |under |below |exactly |only )?-?[\d.,]+) ([\p{L}_]+)$/iu.exec(
      text,
    );
  const name = match?.[2]?.toLowerCase();
  const isUnit =
    name !== undefined &&
    !reader.given.has(name) &&
    /^(?:kg|g|km|m|cm|mm|l|ml|[kmgt]b|eur|usd|gbp|chf|euros?|dollars?|pounds?|degrees?|celsius|percent|years?|old)$/.test(
      name,
    );
  const known = name === undefined || isUnit ? undefined : [name, `${name}s`].find(field => reader.fields.has(field));
  return match && known ? `${known} is ${match[1]}` : text;
}

interface Piece {
  join: 'and' | 'or' | null;
  text: string;
}

function toPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let join: Piece['join'] = null;
  let from = 0;
  for (const match of text.matchAll(/\s*,\s*(?:(and|or|but)\s+)?|\s+(and|or|but|nor)\s+(?:also\s+|if\s+)?/gi)) {
    pieces.push({ join, text: text.slice(from, match.index) });
    const word = (match[1] ?? match[2] ?? ',').toLowerCase();
    join = word === 'or' || word === 'nor' ? 'or' : word === ',' ? null : 'and';
    from = match.index + match[0].length;
  }
  pieces.push({ join, text: text.slice(from) });
  // A comma means what the word behind it means: "DE, AT or CH".
  const last = pieces.findLast(piece => piece.join !== null)?.join ?? 'and';
  return pieces.map((piece, at) =>
    at > 0 && piece.join === null
      ? { ...piece, join: pieces.slice(at).find(later => later.join)?.join ?? last }
      : piece,
  );
}

interface Part {
  join: 'and' | 'or';
  test: Test;
}

function readJoined(text: string, reader: Reader): Test | null {
  const pieces = toPieces(text);
  const parts: Part[] = [];
  let waiting: { subject: Value; join: 'and' | 'or' }[] = [];
  for (const piece of pieces) {
    const join = piece.join ?? 'and';
    const inherited =
      parts.length > 0 && continues(piece.text) && !namesAnother(piece.text, reader)
        ? withValue(parts.at(-1)!, { text: piece.text, join, reader })
        : null;
    if (inherited) {
      parts[parts.length - 1] = inherited;
      continue;
    }
    const test = readComparison(piece.text, reader);
    if (test) {
      parts.push(...waiting.map(({ subject, join: own }) => ({ join: own, test: withSubject(test, subject) })));
      parts.push({ join, test });
      waiting = [];
      continue;
    }
    const field = readField(piece.text, reader);
    if (field === null) return null;
    waiting = [...waiting, { subject: field, join }];
  }
  return waiting.length > 0 ? null : joined(parts);
}

/** A bare value after a comparison: no verb and no operator of its own. */
const continues = (text: string) =>
  !/\b(?:is|are|was|has|have|over|above|below|under|than|contains?|mentions?|missing|empty|between|at least|at most|equals?|not|starts?|ends?|no|exists?|exceeds?|greater|less|more|before|after|older|newer|reaches|matches|without|with)\b|[<>=]/i.test(
    text,
  ) && !/^(?:the|its|their)\s/i.test(text);

/** "role admin or role editor", "years over 5 and language german": a field is named again, and what it is. */
const namesAnother = (text: string, reader: Reader) => {
  const [first = '', second] = text.trim().split(/\s+/);
  return second !== undefined && reader.fields.has(first.toLowerCase());
};

function withValue(
  { join: own, test }: Part,
  { text, join, reader }: { text: string; join: 'and' | 'or'; reader: Reader },
): Part | null {
  const last = test.kind === 'compare' ? test : test.kind !== 'not' ? test.tests.at(-1) : null;
  if (last?.kind !== 'compare' || last.comparison.value === undefined) return null;
  const value = comparedTo(text, reader);
  if (value === null || (value.kind === 'text' && last.comparison.value.kind === 'number')) return null;
  const next: Test = { kind: 'compare', comparison: { ...last.comparison, value } };
  // "not DE or AT" excludes both; "contains a and b" needs both.
  const kind = /^not_/.test(last.comparison.operator)
    ? 'all'
    : join === 'or' || last.comparison.operator === 'equals'
      ? 'any'
      : 'all';
  const tests = test.kind === kind ? [...test.tests, next] : [test, next];
  return { join: own, test: { kind, tests } };
}

function withSubject(test: Test, subject: Value): Test {
  return test.kind === 'compare' ? { kind: 'compare', comparison: { ...test.comparison, subject } } : test;
}

function joined(parts: readonly Part[]): Test | null {
  if (parts.length === 0) return null;
  const groups: Test[][] = [];
  for (const [at, { join, test }] of parts.entries())
    if (at === 0 || join === 'or') groups.push([test]);
    else groups.at(-1)!.push(test);
  const alternatives = groups.map((tests): Test => (tests.length === 1 ? tests[0]! : { kind: 'all', tests }));
  return alternatives.length === 1 ? alternatives[0]! : { kind: 'any', tests: alternatives };
}
