import type { Operator, Value } from '../plan';
import { isDeed } from './lead';
import { stops } from './lexicon';
import { operandAt } from './operands';
import { operatorAt } from './operators';
import { type Found, fieldAt, isEnd, type Parse, wordAt } from './parse';

/** "contains a or b", "starts with x or y": further values for the same question. */
export function moreValues(
  p: Parse,
  at: number,
  { operator, value }: { operator: Operator; value: Value },
): Found<Value[]> {
  const values: Value[] = [];
  let end = at;
  if (!/^(?:equals|not_equals|contains|starts_with|ends_with)$/.test(operator) || value.kind === 'field')
    return { value: [], end };
  for (;;) {
    const comma = wordAt(p, end) === ',';
    const or = wordAt(p, comma ? end + 1 : end) === 'or';
    if (!or && !(comma && listAhead(p, end + 1))) break;
    const next = operandAt(p, end + Number(comma) + Number(or));
    if (next === null || next.value.kind === 'field' || testStarts(p, end + Number(comma) + Number(or))) break;
    values.push(next.value);
    end = next.end;
  }
  return { value: values, end };
}

/** A comma goes on a list of values when an "or" comes before the thought ends. */
const listAhead = (p: Parse, from: number): boolean => {
  if (
    p.tokens
      .slice(Math.max(0, from - 12), from)
      .some(({ text }, at, all) => /^(?:one|any)$/.test(text) && all[at + 1]?.text === 'of')
  )
    return !isDeed(wordAt(p, from));
  for (let at = from; !isEnd(p, at) && at < from + 12; at += 1) {
    if (wordAt(p, at) === 'or') return true;
    if (stops.has(wordAt(p, at)) && wordAt(p, at) !== 'the') return false;
  }
  return false;
};

const testStarts = (p: Parse, at: number): boolean => {
  const field = fieldAt(p, at);
  return (
    field !== null &&
    (/^(?:is|are|=|has|does|contains)$/.test(wordAt(p, field.end)) || operatorAt(p, field.end) !== null)
  );
};
