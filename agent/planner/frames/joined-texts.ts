import type { Value } from '../plan';
import { separatorAt } from './names';
import { type Found, fieldAt, literalAt, type Parse, phraseAt, wordAt } from './parse';
import { treatments } from './treated-values';

/** "…, in upper case": said of what was put together. */
export function inCaseAt(p: Parse, joined: Found<Value>): Found<Value> {
  const lead = phraseAt(p, joined.end, ', all in|, in|in all|in');
  for (const name of ['upper', 'lower'] as const) {
    const end = lead === null ? null : phraseAt(p, lead, treatments[name]);
    if (end !== null) return { value: { kind: 'call', name, value: joined.value }, end };
  }
  return joined;
}

/** "first and last with a space between", "first, a space and last". */
export function joinedAt(p: Parse, start: number): Found<Value> | null {
  const at = phraseAt(p, start, 'both|joining|the') ?? start;
  const one = fieldAt(p, at);
  if (one === null) return null;
  const space = phraseAt(p, one.end, ', a space and|plus a space plus|+ a space +|and a space and|, a space ,|space');
  const next = space ?? separatorAt(p, one.end);
  const two = next === null ? null : fieldAt(p, phraseAt(p, next, 'the') ?? next);
  if (two === null) return null;
  const marked = space === null ? joinMark(p, two.end) : { value: ' ', end: two.end };
  if (marked === null) return null;
  const field = (name: string): Value => ({ kind: 'field', name });
  return {
    value: { kind: 'parts', parts: [field(one.value), { kind: 'text', text: marked.value }, field(two.value)] },
    end: marked.end,
  };
}

function joinMark(p: Parse, from: number): Found<string> | null {
  const lead = phraseAt(
    p,
    from,
    ', with|with|joined by|joined with|separated by|parted by|put together with|, separated by|, joined by|, joined with|connected by',
  );
  if (lead === null) return null;
  const at = phraseAt(p, lead, 'a|one|an') ?? lead;
  const marks: Readonly<Record<string, string>> = {
    space: ' ',
    blank: ' ',
    dash: '-',
    hyphen: '-',
    comma: ', ',
    slash: '/',
    underscore: '_',
  };
  const literal = literalAt(p, at);
  const mark = literal?.kind === 'quote' ? literal.text : marks[wordAt(p, at)];
  if (mark === undefined) return null;
  return {
    value: mark,
    end: phraseAt(p, at + 1, 'in between them|in between|between them|between the two|between') ?? at + 1,
  };
}
