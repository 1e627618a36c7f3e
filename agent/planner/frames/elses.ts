import { isDeed } from './lead';
import { auxiliaries } from './lexicon';
import { type Found, fieldAt, isEnd, kindAt, type Parse, phraseAt, wordAt } from './parse';

const plain =
  'or otherwise|or else|otherwise|else|if it is not so|if this is not so|if that is not the case|if it is not the case|if not so|when not so|in all other cases|in every other case|in any other case|in the other case|in all remaining cases|in other cases|in all the other cases|for all the others|for all others|for the others|for everyone else|for everybody else|for everything else|for anyone else|for anything else|for something else|for the rest|for others|with anything else|with everything else|everyone else|everybody else|everything else|anyone else|anybody else|anything else|whoever else|all the others|all others|the others|others|all the rest|the rest of them|the rest|something else|if it is anything else|if it is something else|if it is something different|if it is anything different|if it is different|if it is none of these|if it is none of them|if none of them matches|if none matches|if none of these|none of these|none of them|in no other case|if nothing of that|default|by default|until then|till then|up to then|before that|valid ones|good ones|the good ones|the valid ones|correct ones|ok ones|all good ones|if everything is fine|if everything is ok|if everything is good|if all is fine|everything fine|not allowed|not ok|neither of them';
const negatives =
  'if no|when no|if it does not|if it is not|if they are not|if that is not|if this is not|when it is not|when it does not|when they are not|when not|if not|if it has not|when that is not|if they do not';
const positives =
  'if it is one of them|if it is|if it does|when it is|if they are|if it has|if that is the case|if so|if yes';
const kinds =
  'for any other|for every other|for all other|for other|in any other|with any other|any other|every other|all other|all the other|the other|other|all remaining|the remaining|any further|the rest of the|remaining|if it is any other|if it is another|another';
const opposite =
  /^(?:shorter|longer|lower|higher|smaller|bigger|larger|lighter|heavier|younger|older|cheaper|less|more|fewer|earlier|later|warmer|colder|hotter|cooler|slower|faster|taller|deeper|wider|narrower|stronger|weaker|better|worse|under|over|below|above)$/;

/** "Otherwise", "everyone else", "any other size", "the rest", "lighter ones": the other case of what was asked. */
export function elseAt(p: Parse, from: number, { chained }: { chained: boolean }): number | null {
  const at = phraseAt(p, from, 'and|but|or') ?? from;
  const said = phraseAt(p, at, plain);
  if (said !== null && (chained || /^(?:otherwise|else)$/.test(wordAt(p, at)))) return nounsBehind(p, said);
  if (!chained) return null;
  const not = phraseAt(p, at, negatives);
  if (not !== null && doesNext(p, not) && !/^(?:is|was)$/.test(wordAt(p, not + 1))) return not;
  const is = /^(?:not_|is_empty|is_false)/.test(p.last?.operator ?? '') ? phraseAt(p, at, positives) : null;
  if (is !== null && doesNext(p, is)) return is;
  const kind = phraseAt(p, at, kinds);
  if (kind !== null) return kindEnd(p, kind);
  return oppositeAt(p, at)?.end ?? null;
}

/** What is to be done follows, not the rest of a comparison. */
const doesNext = (p: Parse, at: number): boolean =>
  isEnd(p, at) ||
  /^[,:→(]$|^(?:then|only|just|please|with|it)$/.test(wordAt(p, at)) ||
  isDeed(wordAt(p, at)) ||
  kindAt(p, at) === 'mark';

/** "the others have to pay": nothing but who it is. */
const nounsBehind = (p: Parse, from: number): number => {
  const pay = phraseAt(p, from, 'has to pay|have to pay|has to wait|have to wait|must pay|is fine|is ok|are fine');
  return pay !== null && /^[:,]$/.test(wordAt(p, pay)) ? pay : from;
};

/** "any other bread": a field or a noun, before something is done. */
function kindEnd(p: Parse, from: number): number | null {
  let at = from;
  const field = fieldAt(p, at);
  if (field) at = field.end;
  else
    while (
      kindAt(p, at) === 'word' &&
      at - from < 2 &&
      !auxiliaries.has(wordAt(p, at)) &&
      !isDeed(wordAt(p, at)) &&
      wordAt(p, at) !== 'case'
    )
      at += 1;
  if (wordAt(p, at) === 'value') at += 1;
  return at > from && (doesNext(p, at) || auxiliaries.has(wordAt(p, at)) || /^(?:we|they|go|goes)$/.test(wordAt(p, at)))
    ? at
    : null;
}

/** "Lower or equal ones", "smaller ones", "if it is below": the other side of the comparison before. */
export function oppositeAt(p: Parse, from: number): Found<true> | null {
  const operator = p.last?.operator;
  if (operator === undefined || !/greater|less|before|after/.test(operator)) return null;
  const lead = phraseAt(
    p,
    from,
    'if it is|when it is|if it gets|when it gets|if that is|if|when|whenever it is|any|all|the|if they are|when they are|everything|everyone|everybody|anything|anyone|anybody',
  );
  const at = lead ?? from;
  if (!opposite.test(wordAt(p, at))) return null;
  let end =
    phraseAt(
      p,
      at + 1,
      'or equal ones|or equal|or the same|or just as much|or as much|than that|than this|ones|than it',
    ) ?? at + 1;
  end = phraseAt(p, end, 'ones|than that|to it|to that') ?? end;
  const noun = lead === null || wordAt(p, from) !== 'if' ? nounEnd(p, end) : end;
  if (kindAt(p, end) === 'number' || kindAt(p, noun) === 'number' || wordAt(p, end) === 'than') return null;
  return doesNext(p, noun) || auxiliaries.has(wordAt(p, noun)) || /^(?:go|goes|get|gets)$/.test(wordAt(p, noun))
    ? { value: true, end: noun }
    : null;
}

const nounEnd = (p: Parse, from: number): number => {
  let at = from;
  while (
    kindAt(p, at) === 'word' &&
    at - from < 2 &&
    !auxiliaries.has(wordAt(p, at)) &&
    !isDeed(wordAt(p, at)) &&
    !/^(?:go|goes|we|they)$/.test(wordAt(p, at))
  )
    at += 1;
  return at;
};
