import { literalOf, Q } from '../language/literals';
import { toNumber } from '../language/numbers';
import type { Comparison, Operator, Test, Value } from '../plan';
import { readAge } from './age';
import { readField } from './field';
import { namesField, readFound } from './found';
import { isStranger, isTalk } from './no-comparison';
import { negated, type OperatorPhrase, operatorPhrases, plainIs } from './operators';
import type { Reader } from './reader';
import { numeric, subjectOf } from './subject';
import { readValue } from './value';

const compare = (comparison: Comparison): Test => ({ kind: 'compare', comparison });

/** One comparison: "the amount is over 100", "has no email", "status open", "older than 7 days". */
export function readComparison(phrase: string, reader: Reader): Test | null {
  const text = phrase
    .trim()
    .replace(
      /^(?:the )?(?:payload|body|request|json|it|order|webhook) (?:has|contains|includes|comes with) (?:an? |the )?(?:field|property|key) (?:called |named )?(?=\S+ (?:is|set|equal|over|under|above|below|of|with))/i,
      '',
    )
    .replace(/^(?:anything|everything|something|everyone|anyone)(?= )/i, 'it')
    .replace(/[,;:.]+$/, '')
    .replace(/^(?:then|that|which|who|and|also|where|it is the case that|there is the case that)\s+/i, '')
    .trim();
  return (
    (namesField(text, reader) ? null : readFound(text)) ??
    readAge(text, reader, subjectOf) ??
    readPossession(text, reader) ??
    readBetween(text, reader) ??
    readShape(text, reader) ??
    readOperator(text, reader) ??
    readIs(text, reader)
  );
}

function readOperator(text: string, reader: Reader): Test | null {
  for (const entry of operatorPhrases) {
    const match = entry.pattern.exec(text);
    const test = match?.groups && built(entry, match.groups, reader);
    if (test) return test;
  }
  return null;
}

function built(entry: OperatorPhrase, groups: Record<string, string | undefined>, reader: Reader): Test | null {
  const operator = groups.not ? negated[entry.operator] : entry.operator;
  // "does not start with": there is no operator for it, so the whole comparison is turned round.
  if (groups.not && operator === null) {
    const test = built(entry, { ...groups, not: undefined }, reader);
    return test && { kind: 'not', test };
  }
  const value = operandOf(entry, groups.value, reader);
  if (operator === null || value === null) return null;
  const within = /^(.*\S)\s+(?:in|within|as part of) (?:the |its |their )?(?:⟨c\d+⟩|[\w ]+)$/i.exec(groups.value ?? '');
  const subject =
    within && /contains/.test(operator) && groups.subject === ''
      ? undefined
      : subjectOf(groups.subject ?? '', operator, reader);
  if (subject === undefined && within) return containsWithin(operator, groups.value!, reader);
  return subject === undefined ? null : compare({ subject, operator, ...(value === undefined ? {} : { value }) });
}

/** `mention "postgres" in the title`: what is looked for, then where. */
function containsWithin(operator: Operator, text: string, reader: Reader): Test | null {
  const match = /^(.*\S)\s+(?:in|within) (?:the |its |their )?(.+)$/i.exec(text);
  const value = match && comparedTo(match[1]!, reader);
  if (!value) return null;
  const names = match[2]!
    .split(/\s*,\s*(?:or |and )?|\s+(?:or|and)\s+/)
    .map(name => readField(name.replace(/^(?:the|its|their|either)\s+/i, ''), reader));
  if (names.some(name => name === null)) return null;
  const tests = names.map(subject => compare({ subject, operator, value }));
  return tests.length === 1 ? tests[0]! : { kind: operator === 'not_contains' ? 'all' : 'any', tests };
}

function operandOf(entry: OperatorPhrase, text: string | undefined, reader: Reader): Value | null | undefined {
  if (entry.value === 'none')
    return /positive|negative/.test(entry.pattern.source) ? { kind: 'number', value: 0 } : undefined;
  const isText = /^(?:starts_with|ends_with|contains|not_contains)$/.test(entry.operator);
  const plain = (text ?? '').trim();
  const value =
    comparedTo(plain, reader) ?? (isText && /^[^\s⟨]+$/.test(plain) ? { kind: 'text' as const, text: plain } : null);
  if (value === null) return null;
  // "starts with +49": what a text begins with is a text, though it looks like a number.
  if (isText && value.kind === 'number') return { kind: 'text', text: text!.trim() };
  // "less than qty": only a field can be smaller or greater.
  if (numeric.has(entry.operator) && value.kind === 'text' && /^[\p{L}_][\w.]*$/u.test(text!.trim()))
    return readField(text!, reader);
  if (numeric.has(entry.operator) && value.kind === 'text' && !/^⟨/.test(text!.trim())) return null;
  return value;
}

/** What something is compared to: unlike in an answer, a bare word is a text. */
export function comparedTo(phrase: string, reader: Reader): Value | null {
  const text = phrase
    .trim()
    .replace(
      /^(?:the (?:word|text|value|string|term|number)|a value of|value|equal to|exactly|either|called|named|to)\s+/i,
      '',
    )
    .replace(
      /\s+(?:in it|or so|in (?:total|value)|each|somewhere|anywhere|in (?:them|there)|though|instead|as well|then)$/i,
      '',
    );
  const literal = literalOf(text, reader.literals);
  if (literal) return readValue(text, reader);
  const number = toNumber(text);
  if (number !== null) return { kind: 'number', value: number };
  if (/^(?:the|its|their|his|her)\s|'s\s|\w\.\w/i.test(text)) return readValue(text, reader);
  if (/^(?:today|now|yesterday|tomorrow)$/i.test(text)) return readValue(text, reader);
  const sums = /^[\p{L}_ ]+ (?:times|plus|minus|\*|\+|\/) /iu.test(text) ? readValue(text, reader) : null;
  if (sums) return sums;
  if (/^(?:over|under|above|below|more|less|fewer|before|after|not|without|up to)\b/i.test(text)) return null;
  return text === '' ||
    /⟨/.test(text) ||
    text.split(/\s+/).length > 5 ||
    /\b(?:is|are|it|they|between|than|if|when|unless|otherwise|only|always|then|stores?|answers?|saves?)\b/.test(text)
    ? null
    : { kind: 'text', text: text.replace(/^an?\s+(?=\S)/i, '') };
}

/** "has no email", "without a name", "there is an address", "no phone is given", "lacks a title". */
function readPossession(text: string, reader: Reader): Test | null {
  const patterns: readonly [RegExp, Operator][] = [
    [
      /^(?:.*\s)?(?:has|have|had|there is|there are|comes? with|contains?|sends?|gives?|with|provides?) no (?!more|less)(.+?)(?: field| at all| in it| set| given)?$/i,
      'is_empty',
    ],
    [
      /^(?:(?:it|they|the \w+)\s+)?no (.+?) (?:is|was|are|were)(?: (?:given|provided|set|there|present|sent|included|found|specified|supplied))?$/i,
      'is_empty',
    ],
    [/^no ([\p{L}_]+(?: [\p{L}_]+)?)$/iu, 'is_empty'],
    [
      /^(?:.*\s)?(?:do|does|did) not (?:have|contain|include|come with|give|provide) (?:an?|any|the|its) (.+?)(?: field| set| in it)?$/i,
      'is_empty',
    ],
    [/^(?:.*\s)?(?:lacks?|lacking|misses|missing|without) (?:an?|any|the|its)?\s*(?!the word)(.+?)$/i, 'is_empty'],
    [
      /^(?:.*\s)?(?:has|have|had|having|there is|comes? with|with) (?:an?|some|any|its) (.+?)(?: field| set| in it| given)?$/i,
      'is_not_empty',
    ],
  ];
  for (const [pattern, operator] of patterns) {
    const phrase = pattern.exec(text)?.[1];
    if (
      phrase === undefined ||
      new RegExp(
        `${Q}|\\b(?:over|under|above|below|than|least|most|between|equal|of|is|are|starting|ending|containing|that|mentioning|about|in|from|status|word)\\b|[<>=\\d]`,
        'i',
      ).test(phrase)
    )
      continue;
    const names = phrase.split(/\s*,\s*(?:or |and )?|\s+(?:or|and|nor)\s+/).map(name => readField(name, reader));
    if (names.some(name => name === null)) continue;
    for (const name of names) reader.fields.add(name!.name);
    const tests = names.map(subject => compare({ subject, operator }));
    return tests.length === 1 ? tests[0]! : { kind: /\band\b/.test(phrase) ? 'all' : 'any', tests };
  }
  return null;
}

function readBetween(text: string, reader: Reader): Test | null {
  const match = /^(.*?)\s*(?:\b(?:is|are|lies|was)\s+)?(not\s+)?(?:in )?between (.+?) (?:~|and) (.+)$/i.exec(text);
  if (!match) return null;
  const [low, high] = [comparedTo(match[3]!, reader), comparedTo(match[4]!, reader)];
  const subject = subjectOf(match[1]!, 'greater', reader);
  if (!low || !high || subject === undefined) return null;
  const test: Test = {
    kind: 'all',
    tests: [
      compare({ subject, operator: 'greater_or_equal', value: low }),
      compare({ subject, operator: 'less_or_equal', value: high }),
    ],
  };
  return match[2] ? { kind: 'not', test } : test;
}

/** "email is not valid", "age is a number": forms a value may have. */
function readShape(text: string, reader: Reader): Test | null {
  const match =
    /^(.*?)\s*\b(?:is|are|looks like|does)\s+(not\s+)?(?:an? )?(valid|invalid|number|numeric|email(?: address)?|url|link|integer|look like an? email)(?: (?:email|number|address|url|e-mail)(?: address)?)?$/i.exec(
      text,
    );
  const invalid = match ? null : /^(?:the )?(\w+) (?:is )?(invalid|wrong)$/i.exec(text);
  const name = match?.[1] ?? invalid?.[1];
  if (name === undefined) return null;
  const subject = subjectOf(name, 'matches', reader);
  if (!subject) return null;
  const kind = /number|numeric|integer/i.test(text)
    ? '^-?\\d+([.,]\\d+)?$'
    : /url|link/i.test(text)
      ? '^https?://'
      : '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$';
  const test = compare({ subject, operator: 'matches', value: { kind: 'text', text: kind } });
  return match?.[2] || /invalid|wrong/i.test(text) ? { kind: 'not', test } : test;
}

function readIs(text: string, reader: Reader): Test | null {
  const match = plainIs.exec(text);
  if (match?.groups) {
    const value = comparedTo(match.groups.value!, reader);
    const subject = value && subjectOf(match.groups.subject!, 'equals', reader);
    if (value && subject && !isTalk(subject, match.groups.value!, reader))
      return equal(subject, value, match.groups.not !== undefined);
  }
  const bare = new RegExp(
    `^(?:the |with |an? |whose |where |its |in |of )*([\\p{L}_][\\w.]*|⟨c\\d+⟩)\\s+(?:of\\s+)?(${Q}|[\\p{L}\\d][\\w€$.,%-]*)$`,
    'iu',
  ).exec(text);
  if (
    !bare ||
    /^(?:is|are|the|not|no|be|has|it|this|they)$/i.test(bare[1]!) ||
    reader.nouns.has(bare[1]!.toLowerCase()) ||
    (/^(?:the|an?) /i.test(text) && isStranger(bare[1]!, bare[2]!, reader))
  )
    return null;
  const [subject, value] = [readField(bare[1]!, reader), comparedTo(bare[2]!, reader)];
  return subject && value && !/^(?:it|in|to|them|comes|arrives)$/i.test(bare[2]!) ? equal(subject, value, false) : null;
}

function equal(subject: Value, value: Value, isNot: boolean): Test {
  if (value.kind === 'boolean') return compare({ subject, operator: value.value !== isNot ? 'is_true' : 'is_false' });
  return compare({ subject, operator: isNot ? 'not_equals' : 'equals', value });
}
