import type { Step, Test } from '../plan';
import { caseAt } from './cases';
import { andAt, conditionAt } from './conditions';
import { type Deed, deedAt } from './deeds';
import { elseAt, oppositeAt } from './elses';
import { conditionWords } from './lexicon';
import { listDeedAt } from './lists';
import { manyAt } from './many';
import { type Found, isEnd, kindAt, type Parse, phraseAt, wordAt } from './parse';

/** How a piece hangs on what stands before it. */
export interface Lead {
  sentence: number;
  /** It opens its sentence. */
  first: boolean;
}

export type Piece =
  | { kind: 'if'; test: Test; find: Step | null; lead: Lead; from: number; unless: boolean; postfix: boolean }
  | { kind: 'else'; lead: Lead }
  /** What is done; `late`: its "otherwise" or "for all others" stood behind it. */
  | { kind: 'do'; deed: Deed; lead: Lead; late: boolean };

const greetings =
  'hi there|hi|hello|hey|thanks a lot|many thanks|thank you very much|thank you|thanks|please|cheers|dear parley|good morning';
const links =
  /^(?:and|then|so|but|also|next|finally|afterwards|plus|first|second|third|firstly|secondly|lastly|additionally|furthermore|moreover|besides|,|:|→|\)|-|now|after|that|in|case|which|hence|therefore)$/;

export interface Walk {
  pieces: Piece[];
  /** Where the words stopped making sense; null when all of them did. */
  stuck: number | null;
}

/** Reads a request from its first word to its last, one piece after another. */
export function walk(p: Parse, events: ReadonlyMap<number, number>): Walk {
  const pieces: Piece[] = [];
  let sentence = 0;
  let first = true;
  let at = 0;
  while (at < p.tokens.length) {
    if (isEnd(p, at)) {
      sentence += 1;
      first = true;
      at += 1;
      continue;
    }
    const event = events.get(at);
    const greeting = first ? phraseAt(p, at, greetings) : null;
    if (event !== undefined || greeting !== null) {
      const also = event === undefined ? null : andAt(p, { from: at, at: event, lead: { sentence, first: true } });
      if (also) pieces.push(...also.value);
      at = also?.end ?? event ?? greeting!;
      first = event === undefined && first;
      continue;
    }
    const found = pieceAt(p, at, { pieces, lead: { sentence, first } });
    if (found) {
      pieces.push(...found.value);
      at = found.end;
      first = false;
      continue;
    }
    const link = linkAt(p, at);
    if (link !== null) {
      at = link;
      continue;
    }
    const talk = talkEnd(p, at, { pieces, first });
    if (talk === null) return { pieces, stuck: at };
    at = talk;
  }
  return { pieces, stuck: null };
}

function linkAt(p: Parse, at: number): number | null {
  const phrase = phraseAt(
    p,
    at,
    'and stop|and do not save it|and do not save anything|and do not store anything|and do not store it|and is not saved|and it is not saved|and is not stored|and do nothing else|, do nothing else|in that case|in this case|if so|if yes|when yes|after that|when done|for those|for these|for them|by the way|when found there|do nothing else|nothing else|that is it|that is all|and nothing else|and stop there|stop there|and stop|look at|check',
  );
  if (phrase !== null && wordAt(p, at) !== 'look' && wordAt(p, at) !== 'check') return phrase;
  return asideEnd(p, at) ?? (links.test(wordAt(p, at)) ? at + 1 : null);
}

/** "… with the name and plan of that row", "… to any order posted", "… no matter what pet says": adds nothing. */
function asideEnd(p: Parse, from: number): number | null {
  const at = phraseAt(
    p,
    from,
    'with|using|taking|to any|to every|to each|to all|no matter what|no matter which|whatever|regardless of',
  );
  if (at === null) return null;
  const receiver = phraseAt(
    p,
    from,
    'to each post|to every post|to each request|to every request|to any post|to any request|to each of them|to every caller',
  );
  if (receiver !== null && conditionWords.has(wordAt(p, receiver))) return receiver;
  let end = at;
  while (
    !isEnd(p, end) &&
    kindAt(p, end) === 'word' &&
    end - at < 9 &&
    !/^(?:if|when|unless|and answer|otherwise)$/.test(wordAt(p, end))
  )
    end += 1;
  const last = wordAt(p, end - 1);
  const plain = isEnd(p, end) || wordAt(p, end) === ',';
  if (/^(?:with|using|taking)$/.test(wordAt(p, from)))
    return plain && /^(?:row|entry|record|table)$/.test(last) ? end : null;
  return plain && end > at ? end : null;
}

const afterPlease = (p: Parse, at: number): number => phraseAt(p, at, 'please|then|just|and then') ?? at;

function pieceAt(
  p: Parse,
  at: number,
  { pieces, lead }: { pieces: readonly Piece[]; lead: Lead },
): Found<Piece[]> | null {
  const last = pieces.at(-1);
  const open =
    last?.kind === 'if' || last?.kind === 'else' || (last?.kind === 'do' && last.lead.sentence === lead.sentence);
  const turned = last?.kind === 'if' && last.unless && last.postfix ? unlessElse(p, at) : null;
  if (turned !== null) return { value: [{ kind: 'else', lead }], end: turned };
  const otherwise = elseAt(p, at, { chained: pieces.some(({ kind }) => kind === 'if') });
  if (otherwise !== null) return { value: [{ kind: 'else', lead }], end: otherwise };
  const condition = conditionAt(p, at, { pieces, lead });
  if (condition) return condition;
  // Right behind a condition stands what is done; elsewhere a value may open the next case.
  const waiting = last?.kind === 'if' || last?.kind === 'else';
  const first = waiting ? deedAt(p, at, { open }) : null;
  const list = p.listed || p.many !== null ? listDeedAt(p, at) : manyAt(p, afterPlease(p, at));
  if (list)
    return { value: [{ kind: 'do', deed: { steps: list.value, all: false }, lead, late: false }], end: list.end };
  const next = first === null ? caseAt(p, at, { pieces, lead }) : null;
  if (next) return next;
  const nothing = waiting ? nothingAt(p, at) : null;
  if (nothing !== null)
    return {
      value: [{ kind: 'do', deed: { steps: [{ kind: 'stop' }], all: false }, lead, late: false }],
      end: nothing,
    };
  const deed = first ?? deedAt(p, at, { open });
  if (deed === null) return null;
  const late = lateElse(p, deed.end, pieces);
  return { value: [{ kind: 'do', deed: deed.value, lead, late: late !== null }], end: late ?? deed.end };
}

/** "do nothing", "nothing is sent": a way on which nothing is done. */
const nothingAt = (p: Parse, from: number): number | null => {
  const at = phraseAt(p, from, 'it|they|those|we|please|then|just|simply|is|are|do|does') ?? from;
  return phraseAt(
    p,
    at,
    'nothing is sent|nothing has to be sent|nothing is saved|nothing is stored|nothing is done|nothing happens|nothing has to be done|nothing should happen|do nothing|does nothing|nothing|not saved at all|not stored at all|not saved|not stored|not kept|ignored|is ignored|are ignored|is dropped|are dropped|ignore it|ignore them|skip it|skip them|needs nothing|need nothing|leave it|not needed',
  );
};

/** "answer ⟨a⟩ unless …, in that case ⟨b⟩": what was excepted has its own way. */
const unlessElse = (p: Parse, from: number): number | null => {
  const at = /^[,:]$/.test(wordAt(p, from)) || wordAt(p, from) === ';' ? from + 1 : from;
  return phraseAt(
    p,
    at,
    'in that case|in this case|in which case|and then|then|for those|for these|those|these|such ones|it then',
  );
};

/** "answer ⟨visitor⟩ for all others", "no if not": the word that makes it the other case stands behind. */
function lateElse(p: Parse, at: number, pieces: readonly Piece[]): number | null {
  const last = pieces.at(-1);
  if (!pieces.some(({ kind }) => kind === 'if') || (last?.kind === 'if' && !last.postfix) || last?.kind === 'else')
    return null;
  const comma = wordAt(p, at) === ',' ? at + 1 : at;
  const end = phraseAt(
    p,
    comma,
    'for all the others|for all others|for the others|for everyone else|for everything else|for anyone else|for anything else|for the rest|otherwise|if not|when not|when it is not|if it is not|when they are not|if it does not|else|in all other cases|in any other case|in every other case|to everyone else|to all others|to the rest|to everybody else',
  );
  if (end !== null && isEnd(p, end)) return end;
  const opposite = oppositeAt(p, comma);
  return opposite && isEnd(p, opposite.end) ? opposite.end : null;
}

/** Sentences that ask for nothing: what it is for, who is asking. */
function talkEnd(
  p: Parse,
  from: number,
  { pieces, first }: { pieces: readonly Piece[]; first: boolean },
): number | null {
  if (!first) return null;
  let end = from;
  while (!isEnd(p, end)) end += 1;
  const words = p.tokens.slice(from, end);
  const soft = words.findIndex(({ text }, index) => index > 1 && (text === 'so' || text === ':'));
  const cut = soft > 0 ? from + soft : end;
  const said = p.tokens.slice(from, cut);
  const explained = soft > 0 && wordAt(p, cut) === 'so' && wordAt(p, cut + 2) === '=' && pieces.length === 0;
  if (explained) return cut;
  if (said.some(({ kind }) => kind === 'mark' || kind === 'number' || kind === 'date')) return null;
  if (
    said.some(({ text }) =>
      /^(?:if|unless|otherwise|else|table|delete|remove|store|stored|save|saved|answer|answered|reply|count|only|must|not|never|without|sum|=|except|always|every|each|no|double)$/.test(
        text,
      ),
    ) &&
    pieces.length > 0
  )
    return null;
  if (
    said.some(({ text }) =>
      /^(?:if|unless|otherwise|table|delete|store|stored|save|saved|answer|answered|reply|count|sum|=|send|email|post|notify)$/.test(
        text,
      ),
    )
  )
    return null;
  const text = said.map(({ raw }) => raw).join(' ');
  if (said.length > 3 && pieces.length > 0) p.notes.push(text);
  return cut;
}
