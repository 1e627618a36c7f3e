import type { Value } from '../plan';
import type { Reader } from './reader';

/** "the wallet glows": no field that comes is called so, and what follows may well be a verb. */
export const isStranger = (name: string, value: string, reader: Reader) =>
  reader.given.size > 0 && !reader.fields.has(name.toLowerCase()) && /^\p{Ll}+s$/u.test(value);

/** "the moon is kind to us": where the fields are known, several words about anything else compare nothing. */
export const isTalk = (subject: Value, value: string, reader: Reader) =>
  /^(?:(?:the )?(?:greater|bigger|higher|more|less|smaller|lower|larger|older|younger|equal|same|stored|saved|allowed|accepted|welcome)(?: ones?)?)$/i.test(
    value.trim(),
  ) ||
  (subject.kind === 'field' &&
    /^(?:under|over|above|below|at_least|at_most|up_to|from|between|more|less|both|only)(?:_|$)/.test(subject.name)) ||
  (subject.kind === 'field' &&
    reader.given.size > 0 &&
    !reader.given.has(subject.name) &&
    !/[._\d⟨]/.test(value) &&
    value.trim().split(/\s+/).length > 2 &&
    !/\b(?:or|and)\b/i.test(value));
