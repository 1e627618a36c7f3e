import type { Value } from '../plan';
import type { Reader } from './reader';

const amounts = ['amount', 'total', 'price', 'value', 'sum', 'cost', 'score', 'quantity'];

const measures =
  /(?:^|_)(?:age|amount|total|sum|price|cost|value|count|number|qty|quantity|degrees|celsius|temperature|temp|humidity|points?|score|stars?|rating|grade|level|minutes|hours|days|seconds|ms|weight|size|speed|people|persons|guests|seats|nights|pages|battery|percent|stock|km|kg|salary|income|distance|duration|length|height|goals|steps|votes|units|pieces|employees|years|months|power|pressure|usage|budget|net|gross)$/;

/** The number that is meant without a name; undefined where several fields came and none is plainly a measure. */
export function amountOf(reader: Reader): Value | undefined {
  const given = [...reader.given];
  const known =
    given.find(name => measures.test(name)) ??
    amounts.find(name => reader.fields.has(name)) ??
    (given.length === 1 ? given[0] : undefined);
  if (known === undefined && given.length > 1) return undefined;
  if (known === undefined) reader.assumptions.push('I compare the field `amount`.');
  reader.subject = { kind: 'field', name: known ?? 'amount' };
  return reader.subject;
}
