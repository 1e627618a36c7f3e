import { J, literalOf, Q } from '../language/literals';
import { singular, summedName, toFieldName } from '../language/names';
import { toNumber } from '../language/numbers';
import type { AggregateOperation, Value } from '../plan';
import { readArithmetic } from './arithmetic';
import { readField } from './field';
import { readJson } from './json';
import { entity, type Reader } from './reader';
import { readTemplate } from './template';

const whole =
  /^(?:it|them|everything|all|that|this|those|these|all of (?:it|them|that)|the (?:whole |entire |complete |full |raw |incoming |received |original |posted )*(?:thing|data|body|payload|json|object|result|results|list|rows?|items?|records?|entry|entries|request(?: body)?|content|contents|output|response|answer|matches|input|message body|details|information|info|lot|rest)|each(?: one| item| row| post| entry)?|what(?:ever)? (?:was|is|we|you|I|it|came)\b.*|the same(?: thing| data)?|(?:all|every) (?:of )?the (?:data|rows|items|fields|values|posts|entries)|all (?:data|rows|items|fields|values|posts|entries|its fields))$/i;

/** Everything at hand, said with its noun ("the order", "each post"), or null. */
export function readWhole(phrase: string, reader: Reader): Value | null {
  const text = phrase.trim();
  if (whole.test(text)) return { kind: 'whole' };
  const noun =
    /^(?:the|this|that|each|every|all|all the|all of the|a|an|those|these|every single|any|the (?:whole|entire|full|new|incoming|remaining|matching|filtered|stored|saved|sorted|resulting|received|original|found)) ([\p{L}_-]+)(?: (?:data|details|itself|object|body|payload|info|record))?$/iu.exec(
      text,
    );
  const name = singular((noun?.[1] ?? text).toLowerCase());
  if (noun && (reader.nouns.has(name) || (entity.test(name) && !reader.given.has(name))))
    return { kind: 'whole', of: name };
  return !noun && /s$/.test(text) && reader.nouns.has(name) ? { kind: 'whole', of: name } : null;
}

/** What a phrase stands for: a text, a number, a field, a computation, an object. Null when it cannot be told. */
export function readValue(phrase: string, reader: Reader): Value | null {
  const text = phrase
    .trim()
    .replace(/[,;:.]+$/, '')
    .trim();
  if (text === '') return null;
  const literal = literalOf(text, reader.literals);
  if (literal?.kind === 'quote') return readTemplate(literal.text, reader);
  if (literal?.kind === 'code')
    return /^[\p{L}_$][\w$]*(\.[\w$]+)*$/u.test(literal.text)
      ? readField(text, reader)
      : readTemplate(literal.text, reader);
  if (literal?.kind === 'json') return readJson(literal.text, reader);
  if (literal?.kind === 'url') return readTemplate(literal.text, reader);
  if (literal?.value) return literal.value;
  const number = toNumber(text);
  if (number !== null) return { kind: 'number', value: number };
  if (/^true$/i.test(text)) return { kind: 'boolean', value: true };
  if (/^false$/i.test(text)) return { kind: 'boolean', value: false };
  return (
    readTogether(text, reader) ??
    readMoment(text) ??
    readAggregateValue(text, reader) ??
    readCall(text, reader) ??
    readArithmetic(text, reader, readValue) ??
    readParts(text, reader) ??
    readDetermined(text, reader)
  );
}

/** "the total", "its email", "first name of the customer": a name that is marked as one. */
function readDetermined(text: string, reader: Reader): Value | null {
  const all = readWhole(text, reader);
  if (all) return all;
  const field = readField(text, reader);
  if (field === null) return null;
  const marked =
    /^(?:the|its|their|his|her|this|that|each|all|every)\s|'s\s|\s+(?:field|column|value)$|^\w+(?:\.\w+)+$|^[a-z]+_\w+$|^[a-z]+[A-Z]\w*$/.test(
      text,
    ) || field.of !== undefined;
  return marked || reader.fields.has(field.name) ? field : null;
}

/** `"Hello " plus the name`, `"Total:" followed by the total`. */
function readParts(text: string, reader: Reader): Value | null {
  if (!new RegExp(Q).test(text)) return null;
  const pieces = text
    .replace(/,?\s*\b(?:followed by|plus|concatenated with|together with|and then|then|and)\b\s*/gi, '§')
    .replace(/\s*\+\s*/g, '§')
    .replace(new RegExp(`\\s*(${Q})\\s*`, 'g'), '§$1§')
    .split('§')
    .map(piece => piece.trim())
    .filter(piece => piece !== '' && piece !== ',');
  if (pieces.length < 2) return null;
  const values = pieces.map(piece =>
    new RegExp(`^${Q}$`).test(piece) ? readValue(piece, reader) : (readField(piece, reader) as Value | null),
  );
  if (values.some(value => value === null)) return null;
  return { kind: 'parts', parts: spaced(values as Value[]) };
}

/** A space between a word and a value, unless the quoted text brings its own. */
function spaced(values: readonly Value[]): Value[] {
  const endsOpen = (value: Value | undefined) => value?.kind === 'text' && /[\s#$€(/-]$/.test(value.text);
  const startsOpen = (value: Value) => value.kind === 'text' && /^[\s,.!?%€)]/.test(value.text);
  return values.flatMap((value, at) => {
    const before = values[at - 1];
    return at === 0 || endsOpen(before) || startsOpen(value) ? [value] : [{ kind: 'text', text: ' ' } as Value, value];
  });
}

function readMoment(text: string): Value | null {
  if (
    /^(?:the )?(?:current |present )?(?:time(?:stamp)?(?: of (?:the )?(?:day|storage|arrival|receipt))?|moment|date and time|date\/time|datetime)$|^now$|^(?:a|the) timestamp$|^(?:the )?current (?:date and )?time$/i.test(
      text,
    )
  )
    return {
      kind: 'now',
      part: /^(?:the )?(?:current )?time$/i.test(text) && !/current/i.test(text) ? 'moment' : 'moment',
    };
  if (/^(?:today(?:'s date)?|the current (?:date|day)|current date|the date of today|today's date)$/i.test(text))
    return { kind: 'now', part: 'date' };
  if (/^(?:tomorrow(?:'s date)?)$/i.test(text)) return { kind: 'now', part: 'date', shiftDays: 1 };
  if (/^(?:yesterday(?:'s date)?)$/i.test(text)) return { kind: 'now', part: 'date', shiftDays: -1 };
  const ago = /^(\d+|an?|one|two|three) (hour|day|week|month)s? (ago|from now)$/i.exec(text);
  if (!ago) return null;
  const count = (toNumber(ago[1]!) ?? 1) * (ago[3]!.toLowerCase() === 'ago' ? -1 : 1);
  const unit = ago[2]!.toLowerCase();
  return unit === 'hour'
    ? { kind: 'now', part: 'moment', shiftHours: count }
    : { kind: 'now', part: 'moment', shiftDays: count * (unit === 'week' ? 7 : unit === 'month' ? 30 : 1) };
}

const aggregateWords: readonly [RegExp, AggregateOperation][] = [
  [
    /^(?:the )?(?:total )?(?:number|count|amount|quantity) of (?:the |all |all the )?(?!.*\bfield\b)(\w+)(?: (?:there are|found|that remain|left|stored|matched|in (?:the )?.*))?$/i,
    'count',
  ],
  [/^how many (?:\w+ ?){1,3}(?:there (?:are|were)|we (?:have|got|found)|are left|remain|were \w+|matched)?$/i, 'count'],
  [/^(?:the )?count$/i, 'count'],
  [/^(?:the )?(?:sum|total sum|grand total) of (?:the |all |all the |their |its )*([\w ]+)$/i, 'sum'],
  [/^(?:the )?total of (?:all|the|their|all the) ([\w ]+s)$/i, 'sum'],
  [/^(?:the )?(?:average|mean|avg)(?: of)? (?:the |all |all the |their )*([\w ]+)$/i, 'average'],
  [/^(?:the )?(?:highest|maximum|max|largest|biggest)(?: of)? (?:the |all )*([\w ]+)$/i, 'max'],
  [/^(?:the )?(?:lowest|minimum|min|smallest|cheapest)(?: of)? (?:the |all )*([\w ]+)$/i, 'min'],
  [/^(?:a |the )?list of (?:the |all |all the |their )*([\w ]+)$/i, 'list'],
];

export function readAggregateValue(text: string, reader: Reader): Value | null {
  if (/^(?:the )?(?:sum|average) of (?:the )?\w+ and (?:the )?\w+$/i.test(text)) return null;
  for (const [pattern, operation] of aggregateWords) {
    const match = pattern.exec(text);
    if (!match) continue;
    if (operation === 'count') return match[1] && !/s$/.test(match[1]) ? null : { kind: 'aggregate', operation };
    const field = readField(match[1]!, reader);
    if (field === null) return null;
    const said = operation !== 'list' && /\bfields? \w+/i.test(match[1]!);
    return {
      kind: 'aggregate',
      operation,
      field: said ? field.name : operation === 'list' ? singular(field.name) : summedName(field.name, reader.fields),
    };
  }
  return null;
}

const calls: readonly [RegExp, Extract<Value, { kind: 'call' }>['name']][] = [
  [/^(?:the )?(?:upper-?cased?|capitali[sz]ed|upper case) (?:version of |form of )?(.+)$/i, 'upper'],
  [/^(?:the )?(?:lower-?cased?|lower case) (?:version of |form of )?(.+)$/i, 'lower'],
  [/^(?:the )?trimmed (.+)$/i, 'trim'],
  [/^(?:the )?rounded (.+)$/i, 'round'],
  [/^(?:the )?(?:length|number of characters|size) of (.+)$/i, 'length'],
  [/^(.+?) in (?:upper ?case|capitals|capital letters|all caps|upper-case)$/i, 'upper'],
  [/^(.+?) in (?:lower ?case|small letters|lower-case)$/i, 'lower'],
  [/^(.+?),? rounded(?: to .*)?$/i, 'round'],
];

function readCall(text: string, reader: Reader): Value | null {
  for (const [pattern, name] of calls) {
    const match = pattern.exec(text);
    const value = match && (readArithmetic(match[1]!, reader, readValue) ?? readField(match[1]!, reader));
    if (value) return { kind: 'call', name, value };
  }
  return null;
}

/** "name and email", "the title, the link and the date as `posted`": fields with the names they are to have. */
export function readFieldList(phrase: string, reader: Reader): { name: string; value: Value }[] | null {
  const pieces = splitList(phrase);
  const entries = pieces.map(piece => readNamed(piece, reader));
  return entries.length > 0 && entries.every(entry => entry !== null)
    ? (entries as { name: string; value: Value }[])
    : null;
}

export const splitList = (phrase: string) =>
  phrase
    .replace(/\b((?:sum|product|difference|quotient|ratio) of (?:the )?\w+) and /gi, '$1 § ')
    .split(/\s*,\s*(?:and\s+|plus\s+)?|\s+(?:and(?: also)?|plus|as well as|along with|together with|&)\s+/i)
    .map(piece =>
      piece
        .replace(' § ', ' and ')
        .trim()
        .replace(/^(?:and|also|both)\s+/i, ''),
    )
    .filter(piece => piece !== '');

function readNamed(piece: string, reader: Reader): { name: string; value: Value } | null {
  const renamed =
    /^(.+?) (?:as|under(?: the name)?|in(?:to)?(?: the)? (?:column|field)) (?:the )?(?:column |field )?(⟨[qc]\d+⟩|[\p{L}_][\w]*)$/iu.exec(
      piece,
    );
  const [phrase, alias] = renamed
    ? [renamed[1]!, literalOf(renamed[2]!, reader.literals)?.text ?? renamed[2]!]
    : [piece, null];
  const assigned =
    /^(?:an?|the)?\s*(?:field |column )?([\p{L}_][\w ]*?|⟨[qc]\d+⟩)\s*(?:=|:|set to|equal to|of|being)\s+(.+)$/iu.exec(
      phrase,
    );
  if (
    assigned &&
    (/=|:|set|equal|being/.test(phrase) ||
      toNumber(assigned[2]!) !== null ||
      new RegExp(`^(?:${Q}|${J})$`).test(assigned[2]!))
  ) {
    const value = readValue(assigned[2]!, reader) ?? { kind: 'text' as const, text: assigned[2]! };
    return { name: toFieldName(literalOf(assigned[1]!, reader.literals)?.text ?? assigned[1]!), value };
  }
  const worded = new RegExp(`^(?:an?|the|its)?\\s*([\\p{L}_]\\w*)\\s+(${Q})$`, 'iu').exec(phrase);
  if (worded) return { name: toFieldName(worded[1]!), value: readValue(worded[2]!, reader)! };
  const moment = reader.fields.has(phrase.replace(/^(?:the|its) /i, '').toLowerCase()) ? null : readMoment(phrase);
  if (moment)
    return { name: alias ?? (moment.kind === 'now' && moment.part === 'date' ? 'date' : 'time'), value: moment };
  const computed = /^(?:the )?(sum|product|difference|quotient|ratio) (?:of|between) /i.exec(phrase);
  const made = computed && readValue(phrase, reader);
  if (computed && made?.kind === 'sum') return { name: alias ?? computed[1]!.toLowerCase(), value: made };
  const aggregate = readAggregateValue(phrase, reader);
  if (aggregate?.kind === 'aggregate') return { name: alias ?? aggregateName(aggregate), value: aggregate };
  const all = alias === null ? null : readWhole(phrase, reader);
  if (all) return { name: toFieldName(alias!), value: all };
  const field = readField(phrase, reader);
  if (field === null) return null;
  const own = field.name.split('.').at(-1)!;
  // "put the titles in …": each of the posts has one title.
  if (alias === null && !reader.fields.has(own) && reader.fields.has(singular(own)))
    return { name: singular(own), value: { ...field, name: singular(field.name) } };
  return { name: alias ? toFieldName(alias) : own, value: field };
}

export const aggregateName = ({ operation, field }: { operation: AggregateOperation; field?: string }) =>
  operation === 'count' || field === undefined
    ? 'count'
    : operation === 'list'
      ? `${field}s`
      : operation === 'sum'
        ? `total_${field}`.replace(/^total_total$/, 'total')
        : `${operation}_${field}`;

const together = { sum: '+', total: '+', product: '*', difference: '-', quotient: '/' } as const;

/** "their sum", of the fields that the request has named. */
function readTogether(text: string, reader: Reader): Value | null {
  const match =
    /^(?:their|its|the) (sum|total|product|difference|quotient)(?: of (?:both|the two|all(?: of them)?|them))?$/i.exec(
      text,
    );
  const names = [...reader.given];
  if (!match || names.length < 2 || reader.fields.has(match[1]!.toLowerCase())) return null;
  const operator = together[match[1]!.toLowerCase() as keyof typeof together];
  return names
    .map((name): Value => ({ kind: 'field', name }))
    .reduce((left, right) => ({ kind: 'sum', operator, left, right }));
}
