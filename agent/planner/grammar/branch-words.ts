import type { Test } from '../plan';
import { readTest } from './condition';
import { readRelative } from './lists';
import type { Reader } from './reader';

export type Guard =
  | { kind: 'if'; test: Test; negative: boolean }
  | { kind: 'else-if'; test: Test }
  | { kind: 'else' }
  | { kind: 'join' }
  | { kind: 'switch'; subject: string };

const elseWords =
  /^(?:and |but |or )?(?:otherwise|or else|else|if not|if no|if it is not|if it (?:does|did) not|if they (?:are|do) not|if that is not (?:the case|so|true)|if this is not the case|in (?:all |every |any )?(?:the )?other cases?|in the other case|when not|failing that|if (?:everything|all|all of (?:it|them|this|that)|it all|all (?:fields|values|checks|data)) (?:is|are) (?:fine|ok|okay|good|right|valid|correct|there|present|in order|given|well)|for (?:the |all (?:the )?|any |every )?(?:rest|other (?!say|answer|store|save|reply|return|respond|send|put)\w+|others?|remaining(?: ones| \w+)?)|for (?:everything|everyone|anything|anyone|everybody) else|(?:and )?(?:the rest|the others|everything else|anything else|everyone else|anyone else|all (?:the )?others?|all the rest|any others?|(?:the|every|each) other|the remaining|(?:everything|anything|all) (?:below|above|under|over|smaller|larger|bigger|lower|higher|less|more)(?: that)?)(?: \w+s)?(?= (?:go(?:es)?|should|gets?|is|are|must|will|→|land|(?:in)?to |in |⟨[qj])|$|:)|default|by default|if none (?:of (?:these|them|those) )?(?:match(?:es)?|applies|apply)?|if neither|any other \w+|all other \w+|other \w+ (?=go|get|should|are)|in case it is not)\b,?:?\s*/i;
const joinWords =
  /^(?:and |but |then )*(?:in (?:both|either|any|all|every) (?:of the )?(?:two )?cases?|either way|in any case|in any event|regardless(?: of (?:that|this|the .*?))?|no matter (?:what|which)|whatever (?:happens|the (?:case|result|outcome|amount|\w+))|for both|afterwards?|after (?:that|this|it|saving|storing|adding|inserting|sending|posting|writing)(?: (?:it|them|that))?(?=,? [a-z]+|,?$)|finally|at the end|in the end|always|for all of them|(?:and )?in every case)\b,?:?\s*(?:and )?(?:then )?/i;
const joinTail =
  /[\s,]+(?:in (?:both|either|any|all|every) cases?|either way|regardless|no matter what|in any event|for both)$/i;
const elseTail =
  /[\s,]+(?:otherwise|in (?:all )?(?:the )?other cases?|for (?:the rest|everything else|everyone else|all others|the others|anything else|others|anyone else|all other \w+)|if not)$/i;
const elseIf = /^(?:and |but )?(?:(?:otherwise|else|or)[,]? (?:if|when)|elseif|elsif|elif)\s+/i;
const ifWords =
  /^(?:and |but |then |so )*(?:only |but only )?(?:if|when(?:ever)?|in case(?: that)?|provided(?: that)?|assuming(?: that)?|as long as|in the case (?:that|of)|should|where|once|as soon as)\b\s+(?:and only if )?/i;
const forWords =
  /^(?:and |but )?(?:only )?(?:for|with|on)\s+(?=.*\b(?:over|above|under|below|with|from|of|more|less|that|whose|where|between|at least|at most|up to|larger|bigger|smaller|is|are|contain\w*|without|in|starting|missing)\b|\p{L}+\s*$)/iu;
const unlessWords = /^(?:and |but )?(?:unless|except (?:if|when|for)|if not)\s+/i;
const switchWords =
  /^(?:then )?(?:depending on|based on|according to|by looking at|by|(?:and )?(?:route|switch|split|branch|decide|distinguish|differentiate|sort out|separate|look|check)(?: (?:incoming |new |all |each |every |the )*(?:it|them|the \w+|orders|\w+|tickets|leads|requests|messages|items|\w+s))?(?: further)? (?:by|on|based on|depending on|at|according to|between|over))\s+(?:the |its |their )?(?:value of (?:the |its )?|field |content of )?(.+?)(?: field)?[:,]?$/i;

/** "Orders above 1,000 go to big orders": what it is about holds the condition. */
const statedCase =
  /^(?:and |but )?((?:all |any |every )?\p{L}+s? (?:over|above|under|below|with|from|between|of|that|which|who|whose|where|without|containing|mentioning|older|at least|at most|more|less) .+?) ((?:should |must |will |shall )?(?:go(?:es)?|lands?|ends? up|is|are|gets?|be) (?:be )?(?:to|into|in|stored|saved|logged|put|answered|added|sent|deleted|recorded|refused|rejected|written|kept|ignored)\b.*|(?:should |must |will )?gets? (?:back )?(?:the (?:answer|reply|response|message) )?⟨q.+)$/iu;

/** "those with 2 or less stars in bad_reviews": the verb is that of the case before. */
const shortCase =
  /^(?:and |but )?((?:those|the ones|all|\p{L}+s) (?:over|above|under|below|with|from|between|of|that|without|containing|mentioning|older|at least|at most|more|less) .+?) ((?:in|into|to) (?:the )?(?:table )?[\p{L}\d_]+)$/iu;
/** "kind question goes into questions": a field with its value. */
const valuedCase =
  /^(?:and |but )?(?:the )?([\p{L}_]+) (⟨[qc]\d+⟩|[\p{L}\d_-]+) ((?:should |must |will )?(?:go(?:es)?|lands?|ends? up|is|are|gets?|be) (?:be )?(?:to|into|in|stored|saved|logged|put|answered|added|sent|recorded)\b.+)$/iu;

/** A clause that governs others, and what is left of it to be done. */
export interface Governed {
  guard: Guard;
  rest: string;
}

export function readGuard(text: string, reader: Reader): Governed | null {
  const chained = elseIf.exec(text);
  const chainedTest = chained && readTest(text.slice(chained[0].length), reader);
  if (chained && chainedTest) return { guard: { kind: 'else-if', test: chainedTest }, rest: '' };
  const join = joinWords.exec(text);
  if (join) return { guard: { kind: 'join' }, rest: text.slice(join[0].length) };
  if (joinTail.test(text)) return { guard: { kind: 'join' }, rest: text.replace(joinTail, '') };
  const other = elseWords.exec(text);
  if (
    other &&
    !(/^if not? /i.test(text) && readTest(text.replace(/^if /i, ''), { ...reader, fields: new Set(reader.fields) }))
  )
    return { guard: { kind: 'else' }, rest: restOfElse(text, other[0]) };
  if (elseTail.test(text)) return { guard: { kind: 'else' }, rest: text.replace(elseTail, '') };
  return readIf(text, reader);
}

/** "the rest goes to backlog": the words are both the other case and its object. */
const restOfElse = (text: string, words: string) => {
  const rest = text.slice(words.length).trim();
  if (/^(?:in|into|to) (?:the )?(?:table )?\S+$/i.test(rest)) return `it goes ${rest.replace(/^in /i, 'into ')}`;
  return /^(?:go(?:es)?|should|gets?|is|are|must|will|lands?)\b/i.test(rest)
    ? `it ${rest}`
    : rest.replace(/^(?:just|simply|only|then|please)\s+/i, '');
};

function readIf(text: string, reader: Reader): Governed | null {
  const unless = unlessWords.exec(text);
  const unlessTest = unless && readTest(text.slice(unless[0].length), reader);
  if (unlessTest) return { guard: { kind: 'if', test: unlessTest, negative: true }, rest: '' };
  const words = ifWords.exec(text);
  const test = words && readTest(text.slice(words[0].length), reader);
  if (test) return { guard: { kind: 'if', test, negative: false }, rest: '' };
  const forCase = forWords.exec(text);
  const forTest = forCase && readRelative(text.slice(forCase[0].length), reader);
  if (forTest) return { guard: { kind: 'if', test: forTest, negative: false }, rest: '' };
  const stated = statedCase.exec(text);
  const statedTest = stated && readRelative(stated[1]!, reader);
  if (stated && statedTest)
    return { guard: { kind: 'if', test: statedTest, negative: false }, rest: `it ${stated[2]}` };
  const short = shortCase.exec(text);
  const shortTest = short && readRelative(short[1]!, reader);
  if (short && shortTest)
    return {
      guard: { kind: 'if', test: shortTest, negative: false },
      rest: `it goes ${short[2]!.replace(/^in /i, 'into ')}`,
    };
  const adjective =
    /^(?:and |but )?(?:the |all )?([\p{L}_]+) (?:ones|orders|tickets|requests|messages|items|entries|posts|customers) ((?:should |must |will )?(?:go|is|are|gets?|be)\b.+)$/iu.exec(
      text,
    );
  if (adjective && reader.given.has(adjective[1]!.toLowerCase())) {
    const isTrue: Test = {
      kind: 'compare',
      comparison: { subject: { kind: 'field', name: adjective[1]!.toLowerCase() }, operator: 'is_true' },
    };
    return { guard: { kind: 'if', test: isTrue, negative: false }, rest: `it ${adjective[2]}` };
  }
  const valued = valuedCase.exec(text);
  if (valued && reader.given.has(valued[1]!.toLowerCase())) {
    const valuedTest = readTest(`${valued[1]} is ${valued[2]}`, reader);
    if (valuedTest) return { guard: { kind: 'if', test: valuedTest, negative: false }, rest: `it ${valued[3]}` };
  }
  const by = switchWords.exec(text);
  return by && !/⟨u\d|\btable\b/.test(by[1]!) ? { guard: { kind: 'switch', subject: by[1]! }, rest: '' } : null;
}
