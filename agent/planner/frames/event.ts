import { entity } from '../grammar/reader';
import { arriving, closes, hooks, isHook, isTalk, tailEnd } from './event-ends';
import { isDeed } from './lead';
import { bracketEnd, namesAt } from './names';
import { addGiven, type Found, isEnd, kindAt, literalAt, type Parse, phraseAt, wordAt } from './parse';

const brings = new Set(
  'with w w/ has have having contains contain containing carries carrying brings bringing bring takes take says say gets get receives receive receiving sends send sending posts post posting come comes includes including holds holding of fields field body submits submit reports report reporting delivers deliver given submitting sent passes accepts accept'.split(
    ' ',
  ),
);
/** The place where the sentence ends that holds this place. */
export function sentenceEnd(p: Parse, at: number): number {
  let end = at;
  while (!isEnd(p, end)) end += 1;
  return end;
}

/** What comes in, and the names of its fields, when a sentence begins by telling that. */
export function eventAt(p: Parse, from: number): Found<string[]> | null {
  const end = sentenceEnd(p, from);
  // "If a webhook arrives …" tells when, it asks for nothing.
  const when = phraseAt(p, from, 'if a|if the|if my|if our|if an');
  const at = when !== null && (isHook(wordAt(p, when)) || isHook(wordAt(p, when + 1))) ? when : from;
  return listLast(p, at, end) ?? listFirst(p, at, end) ?? plainly(p, at, end);
}

/** "A webhook brings name and age", "POST from the gate (plate, minutes)", "webhook for the club: name, day". */
function listLast(p: Parse, from: number, to: number): Found<string[]> | null {
  let best: Found<string[]> | null = null;
  for (let at = from; at < to && at - from < 26; at += 1) {
    if (!isTalk(p, from, at)) break;
    const said =
      hooked(p, from, at + 1) ||
      wordAt(p, at) === 'as' ||
      (p.given.size === 0 && (senderAt(p, from, at) || spokenOf(p, from, at)));
    if (!said) continue;
    const json = jsonFields(p, at);
    if (json) return json;
    const bracket = wordAt(p, at) === '(' ? bracketEnd(p, at) : null;
    if (bracket !== null) {
      const inside = namesAt(p, labelEnd(p, at + 1));
      if (inside && inside.end === bracket - 1 && hooked(p, from, bracket)) {
        best = { value: inside.value, end: tailEnd(p, bracket) };
        break;
      }
      continue;
    }
    const asName = wordAt(p, at) === 'as' && p.tokens.slice(from, at).some(({ text }) => arriving.has(text));
    if (
      !brings.has(wordAt(p, at)) &&
      !/^[:→,]$/.test(wordAt(p, at)) &&
      !asName &&
      !(isHook(wordAt(p, at)) && /^(?:to|by|via)$/.test(wordAt(p, at - 1)) && wordAt(p, at + 1) === 'the')
    )
      continue;
    let start = at + 1;
    while (
      /^(?:us|me|a|an|the|in|fields?|json|body|data|three|two|four|list|of|with|:|following|holding|containing)$/.test(
        wordAt(p, start),
      ) &&
      start < to
    ) {
      if (/^(?:a|an|the)$/.test(wordAt(p, start)) && !/^(?:json|list|post|body)$/.test(wordAt(p, start + 1))) break;
      start += 1;
    }
    const names = namesAt(p, start);
    if (names === null || names.end > to || wordAt(p, names.end) === '→') continue;
    if (
      names.value.length === 1 &&
      wordAt(p, at) === ':' &&
      !isHook(wordAt(p, at - 1)) &&
      !/^fields?$/.test(wordAt(p, at - 1))
    )
      continue;
    const tail = tailEnd(p, names.end);
    const certain =
      names.value.length > 1 ||
      /^(?:with|contains|containing|:|field|has|posts|post|sends|sent|given|gets|receives|takes|brings|of|as|says)$/.test(
        wordAt(p, at),
      );
    if (!certain || !closes(p, tail, to)) continue;
    if (names.value.length === 1 && isThing(p, names.value[0]!, at)) continue;
    best = { value: names.value, end: tail };
    break;
  }
  return best;
}

/** What no thing is called, only what is known of it. */
const attribute =
  /^(?:status|state|colou?r|level|type|kind|size|code|score|rating|temperature|amount|price|country|city|name|email|age|weight|quantity|qty|category|plan|role|language|title|sku|plate|phone|zip|serial)$/;

/** "orders", "a sign-up": what comes is a thing of which no field is said here. */
const isThing = (p: Parse, name: string, at: number): boolean => {
  if (p.reader.nouns.has(name) || entity.test(name)) return true;
  if (/^(?:with|:|fields?|containing|contains|has|w)$/.test(wordAt(p, at))) return false;
  if (attribute.test(name)) return false;
  const holes = p.reader.literals.map(({ text }) => text.toLowerCase()).join(' ');
  const times = p.tokens.filter(({ text }) => text === name).length;
  return times < 2 && !holes.includes(`{${name}}`);
};

const hooked = (p: Parse, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1)
    if (isHook(wordAt(p, at)) || /^(?:incoming|form|app|arrives?|comes?)$/.test(wordAt(p, at))) return true;
  return false;
};

/** "(fields: a, b)", "(webhook: a, b)". */
const labelEnd = (p: Parse, at: number): number => (wordAt(p, at + 1) === ':' ? at + 2 : at);

/** "It has name and size", "fields: boat, hours": more of what was spoken of before. */
const spokenOf = (p: Parse, from: number, at: number): boolean =>
  p.heard &&
  (/^(?:it|they|the|its|data|body|json|payload)$/.test(wordAt(p, from))
    ? at > from
    : /^fields?$/.test(wordAt(p, from)));

/** "webhook {name, email}": the fields as they would be sent. */
function jsonFields(p: Parse, at: number): Found<string[]> | null {
  const literal = literalAt(p, at);
  if (literal?.kind !== 'json' || /["':]/.test(literal.text)) return null;
  const names = [...literal.text.matchAll(/[\p{L}_]\w*/gu)].map(([name]) => name);
  return names.length > 1 ? { value: names, end: at + 1 } : null;
}

/** "The bakery sends …", "my sensor is reporting …": somebody sends something. */
const senderAt = (p: Parse, from: number, at: number): boolean =>
  (/^(?:get|gets|receive|receives)$/.test(wordAt(p, at)) &&
    /^(?:i|we)$/.test(wordAt(p, at - 1)) &&
    hooked(p, from, sentenceEnd(p, at))) ||
  (at > from &&
    /^(?:sends?|sending|reports?|reporting|submits?|submitting|posts?|posting|comes?|transmits?|delivers?)$/.test(
      wordAt(p, at),
    ));

/** "species, number and place arrive by webhook", "name and phone are posted". */
function listFirst(p: Parse, from: number, to: number): Found<string[]> | null {
  let start = from;
  while (/^(?:when|whenever|each|every|time|once|if|as|soon|on|upon|after|people|first)$/.test(wordAt(p, start)))
    start += 1;
  for (let skip = 0; skip < 8 && start + skip < to; skip += 1) {
    const at = start + skip;
    if (skip > 0 && !/^(?:[:,]|check|their|its|and)$/.test(wordAt(p, at - 1))) continue;
    if (!isTalk(p, start, at)) return null;
    const names = ofNoun(p, at) ?? namesAt(p, at);
    if (names === null || names.end > to) continue;
    const tail = tailEnd(p, names.end);
    if (tail === names.end || !closes(p, tail, to)) continue;
    if (names.value.length === 1 && isThing(p, names.value[0]!, from)) continue;
    return { value: names.value, end: tail };
  }
  return null;
}

/** "A voucher (code, valid_until)": the fields of a thing. */
function ofNoun(p: Parse, from: number): Found<string[]> | null {
  for (let at = from; at < from + 4 && kindAt(p, at) === 'word'; at += 1) {
    const bracket = bracketEnd(p, at + 1);
    if (bracket === null) continue;
    const inside = namesAt(p, at + 2);
    return inside && inside.end === bracket - 1 && inside.value.length > 1
      ? { value: inside.value, end: bracket }
      : null;
  }
  return null;
}

/** "On every POST", "it comes over a webhook": nothing is said of fields. */
function plainly(p: Parse, from: number, to: number): Found<string[]> | null {
  let at = from;
  while (at < to && !/^[,:→]$/.test(wordAt(p, at)) && at - from < 16) at += 1;
  if (isTalk(p, from, at) && p.tokens.slice(from, at).some(({ text }) => hooks.has(text)))
    return { value: [], end: at };
  const opened =
    phraseAt(
      p,
      from,
      'when|whenever|on|upon|if|each time|every time|once|after|for|as soon as|i want|i need|i would like|please make|make|new',
    ) ?? from;
  let end = phraseAt(p, opened, 'a|an|the|my|our|each|every|any|that a|to have a|me a') ?? opened;
  if (wordAt(p, end) === 'new' || wordAt(p, end) === 'incoming') end += 1;
  const hook = end;
  while (hooks.has(wordAt(p, end))) end += 1;
  if (end === hook) return null;
  const tail =
    phraseAt(
      p,
      end,
      'comes in|arrives|comes|is called|gets called|is hit|called|that should|that must|that will|which should|should|must|that|which|to',
    ) ?? end;
  return isDeed(wordAt(p, tail)) || /^[,:→]$/.test(wordAt(p, tail)) ? { value: [], end: tail } : null;
}

export function readEvent(p: Parse, at: number): number | null {
  if (
    /^(?:send|give|return|post|forward|reply|answer|call)$/.test(wordAt(p, at)) &&
    /^(?:back|it|json|a|the|them|name)$/.test(wordAt(p, at + 1))
  )
    return null;
  const found = eventAt(p, at);
  if (found === null) return null;
  // What came in was told already: only a sentence that is about the request itself tells more of it.
  const own = phraseAt(p, at, 'the|a|an|our|my|incoming|this|each|every') ?? at;
  if (p.given.size > 0 && found.value.length > 0 && !isHook(wordAt(p, own)) && !/^fields?$/.test(wordAt(p, own)))
    return null;
  addGiven(p, found.value);
  p.heard = true;
  return found.end;
}
