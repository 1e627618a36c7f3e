import { isDeed } from './lead';
import { bracketEnd } from './names';
import { isEnd, kindAt, type Parse, phraseAt, wordAt } from './parse';

/** What a request comes in by. */
export const hooks = new Set(
  'webhook webhooks hook endpoint post posts posted posting request requests payload body json call calls'.split(' '),
);
export const arriving = new Set(
  'arrive arrives arriving come comes arrived received posted sent submitted delivered reported entered'.split(' '),
);

export const isHook = (word: string) => hooks.has(word);

/** Nothing in between may ask for anything, compare anything or be written verbatim. */
export const isTalk = (p: Parse, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1)
    if (
      (wordAt(p, at) === 'table' && wordAt(p, at - 1) !== 'a') ||
      kindAt(p, at) === 'mark' ||
      kindAt(p, at) === 'number' ||
      /^(?:if|unless|otherwise|else|delete|remove|store|save|put|write|answer|reply|respond|count|add|not|without|=)$/.test(
        wordAt(p, at),
      )
    )
      return false;
  return true;
};

/** "… to us", "… by webhook", "… come in": said behind the names. */
export function tailEnd(p: Parse, at: number): number {
  let end = at;
  for (;;) {
    const word = wordAt(p, end);
    if (/^(?:to|via|by|through|over|from)$/.test(word)) {
      let inner = end + 1;
      while (/^(?:a|an|the|our|my|us|me|your|http|incoming|this|it)$/.test(wordAt(p, inner))) inner += 1;
      if (isHook(wordAt(p, inner))) inner += 1;
      if (inner === end + 1) return end;
      end = inner;
    } else if (/^(?:are|is|get|gets|will)$/.test(word) && arriving.has(wordAt(p, end + 1))) end += 2;
    else if (arriving.has(word)) end += /^(?:in)$/.test(wordAt(p, end + 1)) ? 2 : 1;
    else if (word === 'as' && wordAt(p, end + 1) === 'json') end += 2;
    else if (word === 'in' && wordAt(p, end + 1) === 'it') end += 2;
    else if (choicesEnd(p, end) !== null) end = choicesEnd(p, end)!;
    else if (word === '(' && bracketEnd(p, end) !== null && isTalk(p, end, bracketEnd(p, end)!))
      end = bracketEnd(p, end)!;
    else return end;
  }
}

/** "…, which is either red, green or blue": what may be in it. */
function choicesEnd(p: Parse, at: number): number | null {
  const lead = phraseAt(
    p,
    at,
    ', which is either|which is either|that is either|, which can be|which can be|that can be|that is one of|which is one of|, which is one of|( either|being either|, either|either',
  );
  if (lead === null) return null;
  let end = lead;
  while (kindAt(p, end) === 'word' || kindAt(p, end) === 'mark' || wordAt(p, end) === ',') {
    if (wordAt(p, end) === 'or' && !isEnd(p, end + 1)) {
      const last = wordAt(p, end + 2) === ')' ? end + 3 : end + 2;
      return isEnd(p, last) || /^(?:[,:]|and|if|when)$/.test(wordAt(p, last)) || wordAt(p, last - 1) === ')'
        ? last
        : null;
    }
    end += 1;
  }
  return null;
}

/** Behind what comes in another thought begins. */
export const closes = (p: Parse, at: number, to: number): boolean =>
  at >= to ||
  isDeed(wordAt(p, at)) ||
  /^(?:[,:→]|and|if|when|unless|is|are|then|pls|please|put|save|store|answer|reply|add|find|count|gets|get|it|both)$/.test(
    wordAt(p, at),
  );
