import type { Test } from '../plan';
import { flagTest } from './compared';
import { ifPiece } from './if-piece';
import { isDeed } from './lead';
import { auxiliaries, stops } from './lexicon';
import { foundAt } from './lookups';
import { dimension, operatorAt } from './operators';
import { type Found, fieldAt, isEnd, kindAt, type Parse, phraseAt, wordAt } from './parse';
import type { Lead, Piece } from './pieces';
import { testAt } from './test';

const openers =
  'only if|only when|only where|but only if|but only when|and if|if|when|whenever|unless|in case that|in case|where|provided that|provided|as long as|should|so long as|on condition that|given that|assuming|once|as soon as|if ever|check if|check whether|see if|see whether|look if|test if|find out if|find out whether|does|do|is|has|are|while';

/** A condition with "if" and its kin, or as a question. */
export function conditionAt(
  p: Parse,
  at: number,
  context: { pieces: readonly Piece[]; lead: Lead },
): Found<Piece[]> | null {
  return opened(p, at, context) ?? switched(p, at);
}

function opened(
  p: Parse,
  from: number,
  { pieces, lead }: { pieces: readonly Piece[]; lead: Lead },
): Found<Piece[]> | null {
  const at = phraseAt(p, from, openers);
  if (at === null) return null;
  const opener =
    wordAt(p, at - 1) === 'that'
      ? wordAt(p, from)
      : p.tokens
          .slice(from, at)
          .map(({ text }) => text)
          .join(' ');
  const asks = /^(?:does|do|is|has|are)$/.test(opener);
  if (asks && !questionEnds(p, at)) return null;
  const unless = opener === 'unless';
  const found = foundAt(p, at);
  const tested = found ? null : (testAt(p, at) ?? subjectTest(p, at));
  const end = found?.end ?? tested?.end;
  if (end === undefined || !thoughtEnds(p, end)) return null;
  const before = pieces.at(-1);
  const ownSentence = before?.kind === 'do' && before.lead.sentence === lead.sentence && !before.late;
  const postfix = ownSentence && !lead.first && closesSentence(p, end, { unless });
  return {
    value: [
      {
        kind: 'if',
        test: found?.value.test ?? tested!.value,
        find: found?.value.find ?? null,
        lead,
        from,
        unless,
        postfix,
      },
    ],
    end: unless && postfix ? end : thenEnd(p, end),
  };
}

/** "when a post comes in with age and it is over 17": what starts it and what is asked share their "when". */
export function andAt(p: Parse, { from, at, lead }: { from: number; at: number; lead: Lead }): Found<Piece[]> | null {
  const behind = /^(?:when|whenever|if|once)$/.test(wordAt(p, from)) ? phraseAt(p, at, ', and|and') : null;
  const test = behind === null ? null : testAt(p, behind);
  if (test === null || !thoughtEnds(p, test.end)) return null;
  return { value: [ifPiece(test.value, { lead, from: at })], end: thenEnd(p, test.end) };
}

/** "… then", "… it means", "… do we take the order:". */
export function thenEnd(p: Parse, from: number): number {
  const at = wordAt(p, from) === ',' ? from + 1 : from;
  const then = phraseAt(
    p,
    at,
    'then|it means|this means|means|in that case|do we take it|do we take the order|we take the order|we accept it',
  );
  return then ?? shouldEnd(p, at) ?? from;
}

/** "… should the gate answer": whoever does it. */
function shouldEnd(p: Parse, from: number): number | null {
  const at = phraseAt(p, from, 'should|shall|must|may|can|will|do|does');
  if (at === null) return null;
  for (let end = at; end < at + 5 && kindAt(p, end) === 'word'; end += 1)
    if (isDeed(wordAt(p, end)) && end > at) return end;
  return null;
}

const questionEnds = (p: Parse, from: number): boolean => {
  let at = from;
  while (!isEnd(p, at)) at += 1;
  return wordAt(p, at) === '?';
};

/** "posts to the webhook without …", "calls that …": what comes in, not something to do. */
const isCall = (p: Parse, at: number): boolean =>
  /^(?:posts|calls|requests)$/.test(wordAt(p, at)) &&
  /^(?:to|that|which|without|with|where|whose|from)$/.test(wordAt(p, at + 1));

/** "everything that is not vegan": a field that says yes or no. */
function flaggedAt(p: Parse, from: number): Found<Test> | null {
  const not = wordAt(p, from) === 'not';
  const field = fieldAt(p, not ? from + 1 : from);
  if (field === null || !/^[:,→]$/.test(wordAt(p, field.end))) return null;
  return { value: flagTest(field.value, not), end: field.end };
}

/** "someone whose role is nurse": who it is before what is asked. */
export function subjectTest(p: Parse, from: number): Found<Test> | null {
  for (let at = from + 1; at < from + 6 && kindAt(p, at - 1) === 'word'; at += 1) {
    if (
      (isDeed(wordAt(p, at - 1)) && !(at === from + 1 && isCall(p, from))) ||
      fieldAt(p, at - 1) !== null ||
      (auxiliaries.has(wordAt(p, at - 1)) && !/^(?:has|have)$/.test(wordAt(p, at - 1)))
    )
      return null;
    const compared =
      operatorAt(p, at) &&
      (dimension.test(wordAt(p, at)) || /^(?:any|some|every)(?:thing|one|body)$|[^s]s$/.test(wordAt(p, at - 1)))
        ? testAt(p, at)
        : null;
    if (compared) return tailed(p, compared);
    const lead = phraseAt(
      p,
      at,
      'whose|with|has a|has an|has|where|of|have|posts|sends|in|above|contains a|without|a|an',
    );
    const is = wordAt(p, at) === 'that' ? phraseAt(p, at + 1, 'is|are') : null;
    const flag = is === null ? null : flaggedAt(p, is);
    if (flag) return tailed(p, flag);
    const found = lead === null ? null : (testAt(p, lead) ?? (wordAt(p, at) === 'without' ? testAt(p, at) : null));
    if (found) return tailed(p, found);
    const plain = fieldAt(p, at) || kindAt(p, at) !== 'word' ? testAt(p, at) : null;
    if (plain) return tailed(p, plain);
  }
  return null;
}

/** "… is reported", "… comes in" behind what is asked. */
export const tailed = (p: Parse, found: Found<Test>): Found<Test> => ({
  value: found.value,
  end:
    phraseAt(
      p,
      found.end,
      'is reported|is posted|is sent|comes in|arrives|is received|is measured|are reported|are posted|come in|is given|is there|was posted|is entered',
    ) ?? found.end,
});

/** Behind a condition something is done, or the sentence ends. */
const thoughtEnds = (p: Parse, at: number): boolean => {
  const word = wordAt(p, at);
  if (isEnd(p, at) || kindAt(p, at) === 'mark' || /^[,:→()-]$/.test(word)) return true;
  if (
    /^(?:then|do|does|we|it|they|you|please|just|only|should|must|the|otherwise|else|and|in|if|when|with|to|that|these|those|answer|also|its|their|i|this|a|an|look|check|unless|or|be)$/.test(
      word,
    )
  )
    return true;
  return (
    isDeed(word) ||
    fieldAt(p, at) !== null ||
    (kindAt(p, at) === 'word' && !stops.has(word) && isDeed(wordAt(p, at + 1))) ||
    (kindAt(p, at) === 'number' && /^[1-5]\d\d$/.test(word))
  );
};

/** Nothing is left of the sentence but another case: what stands before is what it governs. */
function closesSentence(p: Parse, from: number, { unless }: { unless: boolean }): boolean {
  if (isEnd(p, from)) return true;
  const at = phraseAt(p, from, ', and|, or|,|and|or|;') ?? from;
  if (/^(?:otherwise|else|if)$/.test(wordAt(p, at))) return true;
  if (phraseAt(p, at, 'in that case|in which case|those get|those') !== null) return true;
  if (unless && phraseAt(p, at, 'then|and then|they|these') !== null) return true;
  if (endsInOthers(p, at) || placeIf(p, at)) return true;
  const text = phraseAt(p, at, 'with|in that case|in which case') ?? at;
  return (
    kindAt(p, text) === 'mark' &&
    (isEnd(p, text + 1) || /^(?:if|when|otherwise|else|for|,|in)$/.test(wordAt(p, text + 1)))
  );
}

/** "… and in small if …": another place has a condition of its own. */
function placeIf(p: Parse, from: number): boolean {
  const table = phraseAt(p, from, 'in|into|to');
  if (table === null) return false;
  for (let at = table + 1; at < table + 5 && kindAt(p, at) === 'word'; at += 1)
    if (/^(?:if|when)$/.test(wordAt(p, at))) return true;
  return false;
}

/** "answer local if …, answer visitor for all others": the sentence closes with the other case. */
function endsInOthers(p: Parse, from: number): boolean {
  let end = from;
  while (!isEnd(p, end)) end += 1;
  const tail = p.tokens
    .slice(from, end)
    .map(({ text }) => text)
    .join(' ');
  return (
    /(?:for (?:all )?(?:the )?(?:others|rest)|for (?:every|any)(?:one|body|thing) else|in (?:all|any|every) other cases?|if not|otherwise|else)$/.test(
      tail,
    ) && !/\b(?:otherwise|else)\b.+\b(?:otherwise|else)$/.test(tail)
  );
}

/** "depending on channel:", "look at pet": what the next cases are about. */
function switched(p: Parse, from: number): Found<Piece[]> | null {
  const at = phraseAt(
    p,
    from,
    'depending on|by|look at|check|according to|based on|it depends on|it depends of|depends on|depends of|consider|have a look at|for each|go by',
  );
  if (at === null) return null;
  const field = fieldAt(p, phraseAt(p, at, 'the value of|the|its') ?? at);
  if (field === null) return null;
  let end = field.end;
  while (/^(?:,|:|answer|reply|respond|with|-)$/.test(wordAt(p, end)) && !/^⟨/.test(wordAt(p, end))) end += 1;
  if (end === field.end && !isEnd(p, end)) return null;
  p.subject = { kind: 'field', name: field.value };
  p.reader.subject = p.subject;
  p.switch = p.subject;
  return { value: [], end };
}
