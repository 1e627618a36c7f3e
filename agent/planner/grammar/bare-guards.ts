import type { Segment } from '../language/segments';
import { readAction } from './action';
import { readGuard } from './branch-words';
import { readTest } from './condition';
import { quiet, type Reader } from './reader';

const rest =
  /^(?:more|less|above(?: that)?|below(?: that)?|longer|bigger|larger|higher|anything (?:more|above|over|longer|bigger|larger|higher|else)|everything (?:more|above|over|longer|else)|default|rest|others?|all others?)$/i;
const found = /^(?:(?:if|when) )?(?:it is |is |was )?(not )?found(?: (?:but|and) (.+))?$/i;

/** "no email → …", "below 0 answer …", "found: …": a condition without its "if", known by what stands behind it. */
export function markGuards(segments: readonly Segment[], reader: Reader): Segment[] {
  const trial = quiet(reader);
  const marked: Segment[] = [];
  for (const [at, segment] of segments.entries()) {
    const before = marked.at(-1);
    const lead = segment.lead === 'arrow' && before && /^(?:if|otherwise)\b/i.test(before.text) ? 'none' : segment.lead;
    const next = segments[at + 1];
    const bare =
      /^(?:(?:with )?(?:status |code )?[1-5]\d\d\b.*⟨[qj]\d+⟩|⟨[qj]\d+⟩.*\b[1-5]\d\d|(?:with )?(?:status |code )[1-5]\d\d)$/i.test(
        segment.text,
      );
    const place = /^(?:(?:in|into|to) )?((?:the )?table \S+)$/i.exec(segment.text)?.[1];
    if (place && before && /^(?:if|otherwise)\b/i.test(before.text)) {
      marked.push({ ...segment, lead, text: `store it in ${place}` });
      continue;
    }
    const isDone = bare && before !== undefined && /^(?:if|otherwise)\b/i.test(before.text);
    marked.push({
      ...segment,
      lead,
      text: isDone ? `answer ${segment.text}` : (guardOf(segment, next, trial) ?? segment.text),
    });
  }
  return marked;
}

/** "low → …": a value of the only field there is, or of the one the case before asked about. */
function bareValue(text: string, reader: Reader): string | null {
  if (
    !/^(?:⟨[qc]\d+⟩|[\p{L}\d_+-]+(?: (?:or|and|\/) [\p{L}\d_+-]+)?)$/u.test(text) ||
    /^(?:not|steps?|then|note|output|input|answer|trigger|webhook|workflow)$/i.test(text)
  )
    return null;
  const field =
    reader.subject?.kind === 'field' ? reader.subject.name : reader.given.size === 1 ? [...reader.given][0] : null;
  return field ? `if ${field} is ${text}` : null;
}

function guardOf({ text, lead }: Segment, next: Segment | undefined, reader: Reader): string | null {
  if (next === undefined || !['arrow', 'colon', 'none', 'comma'].includes(next.lead)) return null;
  const marked = next.lead === 'arrow' || next.lead === 'colon';
  const plain = text.replace(/^(?:and|or|but)\s+/i, '');
  if (marked && rest.test(plain)) return 'otherwise';
  if (/^(?:after|before|while|when) (?:that|this|it|\w+ing)\b/i.test(plain)) return null;
  const lookup = found.exec(plain);
  if (lookup && marked) return lookup[2] ? `if found and ${lookup[2]}` : `if ${lookup[1] ?? ''}found`;
  if (readGuard(text, quiet(reader)) !== null) {
    readTest(text.replace(/^(?:and |but |or )*(?:only )?(?:if|when|unless)\s+/i, ''), reader);
    return null;
  }
  if (!marked && lead === 'and') return null;
  if (readAction(plain, quiet(reader)) !== null && !/^(?:starts?|ends?) with\b/i.test(plain)) return null;
  if (/^(?:every|each|at|on|from|for|by|depending|based)\b/i.test(plain) && !/^from -?\d/.test(plain)) return null;
  const value = next.lead === 'arrow' || next.lead === 'colon' ? bareValue(plain, reader) : null;
  if (value) return value;
  const follows = marked || readAction(next.text, quiet(reader)) !== null || /^⟨q\d+⟩$/.test(next.text);
  return follows && readTest(plain, reader) !== null ? `if ${plain}` : null;
}
