import type { Test, Value } from '../plan';
import { compare } from './compared';
import { operandAt } from './operands';
import { operatorAt } from './operators';
import { type Found, fieldAt, type Parse, phraseAt, wordAt } from './parse';
import { subjectAt } from './subjects';

export const given = 'given|there|set|provided|present|filled in|filled out|filled|included|known|specified|sent';
export const absent = 'missing|empty|blank|absent|left out|left empty|left blank|null|nothing';

/** "without a phone", "no name is given", "has no email", "there is no day". */
export function lackingAt(p: Parse, from: number): Found<Test> | null {
  let at = from;
  const lead = phraseAt(p, at, 'there is|there are|it has|it comes with|they have|has|have|comes with|with|it is|is');
  if (lead !== null) at = lead;
  const none = phraseAt(p, at, 'without|no|lacks|lacking|misses|missing|does not have|do not have');
  if (none === null || (lead !== null && /^(?:it|is)$/.test(wordAt(p, at)))) return null;
  const subjects = subjectAt(p, none, { listed: true });
  if (subjects === null || subjects.value.values.length === 0) return inside(p, none);
  let end = subjects.end;
  const tail = phraseAt(p, end, 'is|are|was|at all|in it|field');
  if (tail !== null) end = phraseAt(p, tail, given) ?? tail;
  return { value: compare(p, subjects.value, { operator: 'is_empty' }), end };
}

/** "without an @ in it": a text that is looked for in the last field. */
function inside(p: Parse, at: number): Found<Test> | null {
  if (p.subject === null) return null;
  const value = operandAt(p, at);
  const end = value && phraseAt(p, value.end, 'in it|inside|in there');
  if (!value || end === null || value.value.kind === 'field') return null;
  return {
    value: compare(p, { values: [p.subject], join: 'and' }, { operator: 'not_contains', value: value.value }),
    end,
  };
}

/** "there is only an email", behind a question for another field that is given. */
function onlyAt(p: Parse, from: number): Found<Test> | null {
  const asked = /^is_(?:not_)?empty$/.test(p.last?.operator ?? '');
  const lead = asked ? phraseAt(p, from, 'there is only a|there is only an|there is just a|there is just an') : null;
  const field = lead === null ? null : fieldAt(p, lead);
  if (field === null) return null;
  const subject: Value = { kind: 'field', name: field.value };
  return { value: compare(p, { values: [subject], join: 'and' }, { operator: 'is_not_empty' }), end: field.end };
}

/** "there is a phone", "has a voucher": something is given. */
export function havingAt(p: Parse, from: number): Found<Test> | null {
  const lead = phraseAt(p, from, 'there is a|there is an|it has a|it has an|has a|has an|comes with a|comes with an');
  if (lead === null) return onlyAt(p, from);
  const field = fieldAt(p, lead);
  if (field === null || operatorAt(p, field.end) || /^(?:of|is)$/.test(wordAt(p, field.end))) return null;
  const subject: Value = { kind: 'field', name: field.value };
  return { value: compare(p, { values: [subject], join: 'and' }, { operator: 'is_not_empty' }), end: field.end };
}
