import { passiveAt, phraseAt, startsAction, startsActionAbruptly, startsListPhrase, startsStructure } from './starts';
import { isLiteral, type Token, tokenise } from './tokens';
import { isParticiple } from './verbs';

export type Lead = 'none' | 'and' | 'comma' | 'semicolon' | 'colon' | 'arrow' | 'sentence' | 'line' | 'bullet';

/** One clause with what stands in front of it. */
export interface Segment {
  text: string;
  lead: Lead;
  /** The clause begins after "then". */
  isNext: boolean;
}

const connectors = new Set(['and', 'then', 'but', 'so', 'also', 'plus']);
const comparatives =
  /^(more|less|greater|bigger|larger|smaller|higher|lower|older|newer|fewer|longer|shorter|cheaper)$/;
const openers =
  /^(?:if|unless|when|whenever|every|each|at|on|daily|hourly|weekly|for|only if|only when|once|as soon as|in case|twice|weekdays|monday|tuesday|wednesday|thursday|friday|saturday|sunday)/;
const finite =
  /\b(?:is|are|was|has|have|had|gets?|contains?|mentions?|includes?|equals?|over|under|above|below|than|least|most|between|missing|empty|receives?|received|comes?|came|arrives?|arrived|called|calls|posts|sends|sent|submits?|submitted|hits?|triggered|clicked?|starts?|ends?|begins?|exceeds?|not|matches|says|exists?|reaches|found|exists|known|given|happens|fires?|in|press(?:es)?|run|does|do|places?|signs?|orders?|buys?|books?)\b|[<>=]/;

/** Splits a message into clauses. Lists ("title, link and date") stay whole; a comma or "and" parts only what can stand alone. */
export function toSegments(text: string): Segment[] {
  const tokens = tokenise(text);
  const segments: Segment[] = [];
  let from = 0;
  let lead: Lead = 'sentence';
  let then = false;
  const close = (to: number) => {
    const first = tokens[from];
    const last = tokens[to - 1];
    if (first && last && to > from) segments.push({ text: text.slice(first.start, last.end), lead, isNext: then });
  };
  for (let index = 0; index < tokens.length; ) {
    const gap = gapAt(tokens, index);
    const opened = tokens.slice(from, index);
    if (!parts({ tokens, opened, gap })) {
      index = Math.max(index + 1, gap.next === index ? index + 1 : index + 1);
      continue;
    }
    close(index);
    lead = gap.lead;
    then = gap.then;
    from = gap.next;
    index = Math.max(gap.next, index + (gap.next === index ? 1 : 0));
  }
  close(tokens.length);
  return segments
    .map(segment => ({ ...segment, text: segment.text.replace(/\s+/g, ' ').trim() }))
    .filter(({ text: clause }) => clause !== '');
}

interface Gap {
  lead: Lead;
  then: boolean;
  /** The first token after the marks and connectors. */
  next: number;
}

/** The marks and connecting words that stand at a place, and the strongest of them. */
function gapAt(tokens: readonly Token[], index: number): Gap {
  let next = index;
  let lead: Lead = 'none';
  let then = false;
  for (; next < tokens.length; next += 1) {
    const token = tokens[next]!;
    const strength = markOf(tokens, next);
    if (strength === null) {
      if (
        !connectors.has(token.lower) ||
        (token.lower === 'so' && (tokens[next + 1]?.lower === 'that' || tokens[next - 1]?.lower === 'if'))
      )
        break;
      if (comparatives.test(tokens[next - 1]?.lower ?? '')) break;
      if (token.lower === 'and' && isRange(tokens, next)) break;
      if (token.lower === 'also' && lead === 'none') break;
      then ||= token.lower === 'then';
      if (lead === 'none') lead = 'and';
    } else lead = stronger(lead, strength);
  }
  return { lead, then, next };
}

/** "between 1 and 20", "between low and high": the word joins two bounds. */
const isRange = (tokens: readonly Token[], at: number): boolean =>
  [2, 3].some(back => tokens[at - back]?.lower === 'between') && tokens[at - 1]?.kind === 'word';

const order: readonly Lead[] = ['none', 'and', 'comma', 'colon', 'arrow', 'semicolon', 'sentence', 'line', 'bullet'];
const stronger = (left: Lead, right: Lead) => (order.indexOf(left) > order.indexOf(right) ? left : right);

function markOf(tokens: readonly Token[], index: number): Lead | null {
  const token = tokens[index]!;
  const atLineStart = index === 0 || tokens[index - 1]!.text === '\n';
  if (atLineStart && /^[-•*]$/.test(token.text)) return 'bullet';
  if (atLineStart && /^(\d{1,2}|[a-h])$/.test(token.lower) && /^[.)]$/.test(tokens[index + 1]?.text ?? ''))
    return 'bullet';
  if (token.kind !== 'mark') return null;
  if (token.text === '\n') return 'line';
  if (/[.!?]/.test(token.text)) return 'sentence';
  if (token.text === ';') return 'semicolon';
  if (token.text === ':') return 'colon';
  if (token.text === '→') return 'arrow';
  return /[,()]/.test(token.text) ? 'comma' : null;
}

function parts({ tokens, opened, gap }: { tokens: readonly Token[]; opened: readonly Token[]; gap: Gap }): boolean {
  const { lead, next, then } = gap;
  const starts = () => startsStructure(tokens, next) || startsAction(tokens, next) || startsListPhrase(tokens, next);
  switch (lead) {
    case 'none':
      return opened.length > 0 && partsAbruptly(tokens, next, opened);
    case 'sentence':
    case 'line':
    case 'bullet':
    case 'semicolon':
    case 'arrow':
      return true;
    case 'colon':
      return starts() || isArm(tokens, next) || /^(depending|based|route|switch|split)/.test(opened[0]?.lower ?? '');
    case 'comma':
      if (tellsHow(opened, tokens[next]) || tellsMore(opened, tokens, next)) return false;
      return (
        starts() ||
        passiveAt(tokens, next) ||
        isTrailing(tokens, next) ||
        isArm(tokens, next) ||
        isCase(tokens, next) ||
        naming.test(phraseAt(tokens, next)) ||
        goesSomewhere.test(phraseAt(tokens, next))
      );
    case 'and':
      if (then) return true;
      if (passiveAt(opened, 0) && isParticiple(tokens[next]?.lower ?? '')) return true;
      if (tellsHow(opened, tokens[next]) || tellsMore(opened, tokens, next)) return false;
      return (
        starts() ||
        (isWhole(opened) && passiveAt(tokens, next)) ||
        (isTrailing(tokens, next) && !/^\d{3}$/.test(opened.at(-1)?.lower ?? '')) ||
        naming.test(phraseAt(tokens, next)) ||
        /^(?:their|its|his|her) \S+ (?:goes|go|should go|must go) (?:in|into|to) /.test(phraseAt(tokens, next)) ||
        isArm(tokens, next)
      );
  }
}

/** "low goes to backlog": another case. */
const goesSomewhere =
  /^(?:their|its|his|her) \S+ (?:goes|go|should go|must go) (?:in|into|to) |^(?:those|the ones) (?:with|over|under|above|below|from|between|of|that|without|at least|at most) |^(?:the |all )?\S+(?: \S+)? (?:goes|go|should go|must go) (?:in)?to\b/;
const naming = /^(?:(?:call|name) (?:it|this|that|the workflow|the flow)|call the)/;

/** `DE → …` or `high: …`: one case of a list of cases. */
function isArm(tokens: readonly Token[], index: number): boolean {
  for (let here = index + 1; here <= index + 4; here += 1) if (tokens[here]?.text === '→') return true;
  return false;
}

/** ", from 0 to 20 answer …": a measure, and then what is to be done. */
function isCase(tokens: readonly Token[], index: number): boolean {
  const phrase = phraseAt(tokens, index, 5);
  const measure =
    /^(?:from|between|below|under|above|over|beyond|up to|at least|at most|until|exactly|(?:more|less|fewer|higher|lower) than|starts? with|ends? with|contains?) \S+/.exec(
      phrase,
    ) ?? /^\d[\d.,]* (?:to|or (?:more|less|above|below))\b/.exec(phrase);
  if (measure === null) return false;
  for (let here = index + 2; here < Math.min(index + 8, tokens.length); here += 1) {
    const token = tokens[here]!;
    if (token.text === '→' || token.text === ':') return true;
    if (token.kind === 'mark') return false;
    if (startsActionAbruptly(tokens, here)) return true;
  }
  return false;
}

/** `"small" otherwise`, `"B" for FR`: a value with its case behind it. */
const isTrailing = (tokens: readonly Token[], index: number) =>
  hasLiteralBefore(tokens, index) &&
  isLiteral(tokens[index]) &&
  /^(otherwise|else|if|for|when|in)$/.test(tokens[index + 1]?.lower ?? '');

/** Within the sentence a value was said already: this one is another. */
function hasLiteralBefore(tokens: readonly Token[], index: number): boolean {
  const start = tokens.slice(0, index).findLastIndex(({ text }) => /^[.!?;\n]$/.test(text));
  return tokens.slice(start + 1, index).some(token => isLiteral(token));
}

const isWhole = (opened: readonly Token[]) =>
  startsAction(opened, 0) || passiveAt(opened, 0) || openers.test(phraseAt(opened, 0));

function partsAbruptly(tokens: readonly Token[], index: number, opened: readonly Token[]): boolean {
  const phrase = phraseAt(tokens, index);
  // "The donor should get the answer …": its subject belongs to it.
  if (/^gets? (?:(?:back )?the (?:answer|reply|response|message)|⟨q)/.test(phrase)) return false;
  const soFar = opened.map(token => token.lower).join(' ');
  if (/^(otherwise|unless|else)\b/.test(phrase))
    return !/^(or|everything|anything|everyone|anyone|somewhere|something|nothing|and|otherwise)$/.test(
      opened.at(-1)!.lower,
    );
  if (
    /^(in both cases|either way|in any case|in either case|for everything else|for (?:the rest|all others))\b/.test(
      phrase,
    )
  )
    return true;
  if (/^(only )?(if|when)\b/.test(phrase))
    return (
      !/\b(only|but|and|or|else|even|otherwise|as|check|run)$/.test(soFar) &&
      (opened.length > 1 || isLiteral(opened[0]))
    );
  if (/^every \w+/.test(phrase) && startsAction(opened, 0))
    return /^every (?:\d+ )?(?:other )?(?:morning|day|hour|minutes?|week|month|evening|night|weekday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|hours|year)/.test(
      phrase,
    );
  const opener = openers.test(soFar);
  if (
    opener &&
    !/^(every|each|at|on|daily|hourly|weekly|for|twice|weekdays|\w+days?\b)/.test(soFar) &&
    !/^(?:and )?if (?:so|yes|no|not found|not|found|it is|it does|that is the case)$/.test(soFar) &&
    !finite.test(soFar.replace(/^\w+ /, ''))
  )
    return false;
  if (
    opener &&
    /^(it|they|the \w+|this)$/.test(
      phrase
        .split(' ')
        .slice(0, phrase.startsWith('the') ? 2 : 1)
        .join(' '),
    )
  )
    return (
      !/\b(is|are|of|in|to|by|over|under|than|and|or|with|when|if|unless|not|every|whenever|equals|contains)$/.test(
        soFar,
      ) &&
      (passiveAt(tokens, index) || doesSomething(phrase, tokens, index))
    );
  return startsActionAbruptly(tokens, index);
}

/** "when it contains help it answers …": who does it is said before what is done. */
const doesSomething = (phrase: string, tokens: readonly Token[], index: number): boolean =>
  /^(?:it|they|we|the (?:workflow|flow|system|bot|automation)) (?!(?:is|are|was|has|have|contains?|comes?|gets?)\b)/.test(
    phrase,
  ) && startsAction(tokens, index);

/** "update the row, set its status": what is set belongs to the update. */
const tellsHow = (opened: readonly Token[], next: Token | undefined): boolean =>
  /^(?:update|change|modify)$/.test(opened[0]?.lower ?? '') && /^(?:set|setting)$/.test(next?.lower ?? '');

/** `with subject "…" and text "…"`: more about the same message. */
const tellsMore = (opened: readonly Token[], tokens: readonly Token[], next: number): boolean =>
  opened.some(({ lower }) => /^(?:subject|e-?mail|mail)$/.test(lower)) &&
  /^(?:the|text|body|message|content|html|cc|bcc|subject)$/.test(tokens[next]?.lower ?? '') &&
  [1, 2, 3].some(step => isLiteral(tokens[next + step])) &&
  !/^(?:answer|reply|respond|return)$/.test(opened[0]?.lower ?? '');
