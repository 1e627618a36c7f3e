import { singular } from '../language/names';
import type { Operator, Value } from '../plan';
import { readField } from './field';
import { amountOf } from './measure';
import type { Reader } from './reader';
import { readValue, readWhole } from './value';

export const numeric = new Set<Operator>(['greater', 'greater_or_equal', 'less', 'less_or_equal']);

/** The thing that is compared. Undefined: cannot be told. Null: the texts an item has. */
export function subjectOf(phrase: string, operator: Operator, reader: Reader): Value | null | undefined {
  const text = phrase
    .trim()
    .replace(
      /^(?:if|when|that|which|where|whose|who|with|and|or|of|for|only|any|those|ones|having|has|have|had)\s+/i,
      '',
    )
    .replace(/\s+(?:that|which|who|value|field|with|of|is|are|has|have)$/i, '')
    .trim();
  const isNumeric = numeric.has(operator);
  if (/^(?:there|there is|there are|we have|we (?:got|found)|it has|i have)$/i.test(text))
    return isNumeric ? { kind: 'aggregate', operation: 'count' } : undefined;
  const own = phrase
    .trim()
    .replace(/^(?:(?:if|when|where|and|or|the|its) )+/i, '')
    .replace(/\s+(?:is|are)$/i, '')
    .toLowerCase();
  if (reader.given.has(own) && /^(?:value|number)$/.test(own)) {
    reader.subject = { kind: 'field', name: own };
    return reader.subject;
  }
  if (
    text === '' ||
    /^(?:the|an?|it|its|they|that|this|those|these|one|ones|them|the (?:value|number)|which|who)$/i.test(text)
  )
    return implied(isNumeric, operator, reader);
  const all =
    readWhole(text, reader) ?? (reader.nouns.has(singular(text.toLowerCase())) ? ({ kind: 'whole' } as const) : null);
  if (all && !reader.fields.has(text.toLowerCase())) return ofWhole({ isNumeric, operator, reader });
  const value = readValue(/^(?:the|its|an?)\s/i.test(text) ? text : `the ${text}`, reader);
  const subject =
    value && (value.kind === 'field' || value.kind === 'sum' || value.kind === 'call' || value.kind === 'aggregate')
      ? value
      : readField(text, reader);
  if (subject === null) return undefined;
  const only = reader.given.size === 1 ? [...reader.given][0]! : undefined;
  // "the date" of a request that brings one field only is that field.
  if (
    only !== undefined &&
    subject.kind === 'field' &&
    !reader.fields.has(subject.name) &&
    /^(?:date|day|value|number|text|amount|word|code|time)$/.test(subject.name)
  ) {
    reader.subject = { kind: 'field', name: only };
    return reader.subject;
  }
  if (subject.kind === 'field') reader.fields.add(subject.name);
  reader.subject = subject;
  return subject;
}

/** Fields that hold sentences: they are about things, but are no one word. */
const prose = /(?:text|message|comment|body|description|review|feedback|question|note|content)$/;

function implied(isNumeric: boolean, operator: Operator, reader: Reader): Value | null | undefined {
  if (reader.subject) return reader.subject;
  // A request that brings one value is about that value.
  const [only] = reader.given;
  if (
    only !== undefined &&
    reader.given.size === 1 &&
    (isNumeric || /equals$/.test(operator)) &&
    !(operator === 'equals' && prose.test(only))
  ) {
    reader.subject = { kind: 'field', name: only };
    return reader.subject;
  }
  if (isNumeric) return amountOf(reader);
  return /contains|starts|ends|matches/.test(operator) ? null : undefined;
}

/** "orders over 100", "the order contains": the amount or the texts of the thing, said once as an assumption. */
function ofWhole({
  isNumeric,
  operator,
  reader,
}: {
  isNumeric: boolean;
  operator: Operator;
  reader: Reader;
}): Value | null | undefined {
  if (isNumeric) return amountOf(reader);
  if (/contains|starts|ends|matches/.test(operator)) return null;
  return /^(?:equals|not_equals)$/.test(operator) ? { kind: 'field', name: 'status' } : undefined;
}
