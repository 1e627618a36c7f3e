import { type Found, isEnd, kindAt, type Parse, phraseAt, wordAt } from './parse';

/** "status 404", "code 402", "(403)", "with a 201": the number that the answer goes with. */
export function statusAt(p: Parse, from: number): Found<number> | null {
  let at = phraseAt(p, from, ', with|and with|with|and|,') ?? from;
  const bracket = wordAt(p, at) === '(';
  if (bracket) at += 1;
  at = phraseAt(p, at, 'with') ?? at;
  at = phraseAt(p, at, 'the|a|an') ?? at;
  at = phraseAt(p, at, 'http status code|http status|status code|http code|status|code|http') ?? at;
  at = phraseAt(p, at, 'of|=|:|is') ?? at;
  if (kindAt(p, at) !== 'number' || !/^[1-5]\d\d$/.test(wordAt(p, at))) return null;
  const next = wordAt(p, at + 1);
  if (bracket) return next === ')' ? { value: Number(wordAt(p, at)), end: at + 2 } : null;
  const named = /^(?:status|code|http|of|=|:|is)$/.test(wordAt(p, at - 1));
  if (
    !named &&
    !(isEnd(p, at + 1) || kindAt(p, at + 1) === 'mark' || /^(?:,|and|with|:|\)|else|otherwise)$/.test(next))
  )
    return null;
  return { value: Number(wordAt(p, at)), end: phraseAt(p, at + 1, 'status code|status') ?? at + 1 };
}
