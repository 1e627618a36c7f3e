import type { Value } from '../plan';
import type { Reader } from './reader';

const amounts = ['amount', 'total', 'price', 'value', 'sum', 'cost', 'score', 'quantity'];

const measures =
  /(?:^|_)(?:age|amount|total|sum|price|cost|value|count|number|qty|quantity|degrees|celsius|temperature|temp|humidity|points?|score|stars?|rating|grade|level|minutes|hours|days|seconds|ms|weight|size|speed|people|persons|guests|seats|nights|pages|battery|percent|stock|km|kg|salary|income|distance|duration|length|height|goals|steps|votes|units|pieces|employees|years|months|power|pressure|usage|budget|net|gross|wind|depth|altitude|volume|voltage|current|co2|noise|rain|balance|debt|rent|fee|tip|bid|offer|rate|mileage|load|size|width|area|floor|capacity|attendees|participants|members|visitors|children|kids|adults|tickets|bottles|boxes|bags|words|lines|errors|calories|heartrate|pulse|ph|moisture|brightness|signal|discount)$/;

const names =
  /(?:name|mail|phone|city|town|country|street|address|id|code|sku|title|text|message|comment|url|link|type|kind|category|status|color|date|day|subject|product|item|customer|student|employee|user|player|member|guest|patient|driver|team|plate|language|lang|currency|unit|first|last|person|pupil|teacher|room|device|sensor|station|shop|store|meter|machine)$/;

/** Values that tell who or what it is, not of which kind. */
const identity =
  /(?:name|mail|phone|id|address|first|last|message|text|comment|note|date|day|title|customer|person|user|guest|student|pupil|employee|patient|driver|plate|url|link|sku|code|tracking|serial|number|subject|body|password)$/;

/** The one field whose values are kinds of things: "basic 10, pro 25" is about the plan. */
export function categoryOf(given: readonly string[]): string | null {
  const kinds = given.filter(name => !measures.test(name) && !identity.test(name));
  return kinds.length === 1 ? kinds[0]! : null;
}

/** Where all else that comes is a name, what is left is the measure. */
function onlyOther(given: readonly string[]): string | undefined {
  const others = given.filter(name => !names.test(name));
  return others.length === 1 ? others[0] : undefined;
}

/** The number that is meant without a name; undefined where several fields came and none is plainly a measure. */
export function amountOf(reader: Reader): Value | undefined {
  const given = [...reader.given];
  const known =
    given.find(name => measures.test(name)) ??
    onlyOther(given) ??
    amounts.find(name => reader.fields.has(name)) ??
    (given.length === 1 ? given[0] : undefined);
  if (known === undefined && given.length > 1) return undefined;
  if (known === undefined) reader.assumptions.push('I compare the field `amount`.');
  reader.subject = { kind: 'field', name: known ?? 'amount' };
  return reader.subject;
}
