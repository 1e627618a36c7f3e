import { U } from '../language/literals';
import { toFieldName } from '../language/names';
import type { Segment } from '../language/segments';

const field = '(?:the |its |their |that )?([\\p{L}_]\\w*)';
const there =
  '(?:already |yet |previously )*(?:in|stored in|saved in|known in|contained in|listed in|present in|part of|recorded in|exists? in|there in|on) (?:that|the|this|our|my) (?:same )?(?:table|list|database)(?: ⟨q\\d+⟩| [\\p{L}_]\\w*)?(?: already| yet)?|(?:already|previously) (?:there|stored|saved|known|in there|in it|exists?|seen|recorded)|(?:stored|saved|in there|in it|there|known|recorded) (?:already|yet|before)|(?:not )?(?:there|known|in there) yet|already|exists? already';
const known: readonly RegExp[] = [
  new RegExp(
    `^(?:but )?(?:please )?(?:skip|ignore|leave out|drop|omit|exclude|not|do not (?:store|save|add|take|insert)|without|except)(?: for)? (?:the |those |all |any |every |items |posts |rows |ones |entries |articles |those ones |\\w+s )*(?:whose|where|with an?|if|when|for which|that have an?) ${field} (?:is|are|was|exists?|has been|that is)? ?(?:${there})$`,
    'iu',
  ),
  new RegExp(
    `^(?:but )?(?:unless|except (?:if|when)|only (?:if|when|those|the ones|store (?:it|them) if)|but not (?:if|when)|not (?:if|when)|if|when|provided)(?: whose| where)? ${field} (?:(?:is|are|was|exists?|has been|does) )?(?:not )?(?:${there})$`,
    'iu',
  ),
  new RegExp(
    `^(?:but |and )*(?:without duplicates|no duplicates|avoid(?:ing)? duplicates|skip(?:ping)? duplicates|ignor(?:e|ing) duplicates|never (?:store |save )?(?:the same \\w+ )?twice|each (?:\\w+ )?only once|do not (?:store|save) duplicates|do not (?:store|save|add) (?:the same (?:one|link|\\w+)|any\\w*|\\w+) twice|deduplicated?|unique)(?: (?:by|based on|according to|using) ${field})?$`,
    'iu',
  ),
];

/** "but skip the ones whose link is already in that table": nothing is stored twice, told by a field. */
export function readOnce(text: string): { field: string | null } | null {
  const plain = text.trim().replace(/[.!]+$/, '');
  for (const [at, pattern] of known.entries()) {
    const match = pattern.exec(plain);
    if (!match) continue;
    const negative = /\bnot\b|\byet\b/i.test(plain);
    // "if the link is already there" alone is a condition of what follows; "if it is not there yet" holds for what was said.
    if (at === 1 && /^(?:but )?(?:only|if|when|provided)/i.test(plain) && !negative) return null;
    return { field: match[1] === undefined ? null : toFieldName(match[1]) };
  }
  return null;
}

const stores = new RegExp(`\\b(?:store|save|add|insert|put|write|keep|log|record|append)\\b(?!.*${U})`, 'i');

/** Such a clause behind one that stores belongs to it, whatever it looks like otherwise. */
export function markOnce(segments: readonly Segment[]): Segment[] {
  return segments.map((segment, at) => {
    const once = stores.test(segments[at - 1]?.text ?? '') ? readOnce(segment.text) : null;
    const next = segments[at + 1];
    if (
      once === null ||
      (next && /^(?:otherwise|else|if not|if so|answer|reply|respond)\b/i.test(next.text) && next.lead !== 'sentence')
    )
      return segment;
    return { ...segment, text: `deduplicate by ${once.field ?? 'itself'}` };
  });
}
