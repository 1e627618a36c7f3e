import { lemma } from '../language/verbs';
import type { Step } from '../plan';
import { readAnswer } from './answer';
import type { Reader } from './reader';
import { readStore } from './store';

const clauseLike =
  /\b(?:of|from|is|are|was|need|needs|no|for|known|with|than|over|under|anything|everything|everyone)\b|\d\s/i;

/** "otherwise "small"", "and the rest in backlog": the verb is that of what was done before. */
export function readElliptic(text: string, before: Step, reader: Reader): Step[] | null {
  const plain = text.trim().replace(/^(?:just|simply|then|only)\s+/i, '');
  if (before.kind === 'answer') {
    const [first = '', second] = plain.split(/\s+/);
    // A clause with a verb of its own asks for something else.
    if (second !== undefined && lemma(first) !== null) return null;
    if (plain.split(/\s+/).length > 8) return null;
    // Several words without quotes are more likely to be a clause that nobody read.
    if (!plain.includes('⟨') && (plain.split(/\s+/).length > 4 || clauseLike.test(plain))) return null;
    const step = readAnswer({ verb: 'answer', rest: plain, text: `answer ${plain}` }, reader);
    return step && [step];
  }
  if (before.kind !== 'store') return null;
  const rest = /^(?:in|into|to)\b/i.test(plain)
    ? `it ${plain}`
    : /\b(?:in|into|to)\b/i.test(plain)
      ? plain
      : `it in ${plain}`;
  const step = readStore({ verb: 'store', rest, text: `store ${rest}` }, reader);
  if (step === null || Array.isArray(step) || step.kind !== 'store' || step.table === null) return null;
  return [{ ...step, values: step.values.length > 0 ? step.values : before.values }];
}
