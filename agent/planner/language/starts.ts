import { isLiteral, isNumber, type Token } from './tokens';
import { hasMeaning, isParticiple, lemma } from './verbs';

/** Words that lead up to what is to be done and add nothing to it. */
const fillers = new Set(
  'please then also and just first firstly secondly finally lastly next afterwards simply immediately always automatically i we you want would like need to should must can could will shall have let us make sure that be so but now only kindly lets go ahead help me directly right away instead additionally'.split(
    ' ',
  ),
);
const subjects = new Set(['it', 'workflow', 'flow', 'system', 'automation', 'parley', 'bot', 'app']);

/** Words that are a thing as often as a deed: "the count", "a post", "order number". */
const nouny = new Set(
  'answer reply return request post record count sum total average order list name call note file track group message text mail email tag label flag mark book share limit filter use change update copy place rank show alert query search check log make do look watch add join total write stop schedule print extract file register import export delay pause select read set keep open put create feed go take push ask rewrite map'.split(
    ' ',
  ),
);
/** Things first of all: "and email in the table" asks for nothing, "and email the team" does. */
const things = new Set(
  'email mail text message note tag label flag mark file record name track list count total sum share book map average group'.split(
    ' ',
  ),
);
const mentionStart =
  /^(?:the|it|them|him|her|me|us|this|that|these|those|a|an|my|our|all|each|every|everything|up|how|their|its)$/;

const answering = new Set(['answer', 'reply', 'respond', 'return', 'say']);

const objectStart = new Set(
  "a an the it them its their his her this that these those all each every everything only any my our your both back how just no one new with in into to by at from on up out through status ok yes anything whatever me us him you whoever json today's first last top latest newest oldest posts items rows entries orders up if two three".split(
    ' ',
  ),
);
const notBefore = new Set(
  'a an the its their his her my our your this that these those each every any no some of in to with by from is are was were be called named table tables field fields column on for at as not or than over under above below if unless when whenever per between until about into i we you they who which whose status equals contains mentions has have more less least most new incoming via through without says containing mentioning list please also then just simply only always and plus & json biggest highest lowest largest smallest newest oldest latest cheapest'.split(
    ' ',
  ),
);

export interface Reading {
  tokens: readonly Token[];
}

const at = (tokens: readonly Token[], index: number) => tokens[index]?.lower ?? '';

/** Where the verb is, once "please", "then it should" and the like are passed; -1 when there is none. */
export function verbAt(tokens: readonly Token[], index: number): number {
  let here = index;
  let passedSubject = false;
  while (here < tokens.length && here < index + 9) {
    const word = at(tokens, here);
    const isVerb = tokens[here]!.kind === 'word' && lemma(word) !== null;
    if (isVerb && !(fillers.has(word) && !objectStart.has(at(tokens, here + 1)) && !isLiteral(tokens[here + 1])))
      return here;
    if (fillers.has(word)) here += 1;
    else if (!passedSubject && subjects.has(word)) {
      here += 1;
      passedSubject = true;
    } else if (word === 'the' && subjects.has(at(tokens, here + 1))) here += 1;
    else return -1;
  }
  return -1;
}

/** What follows a verb that needs something to act on. */
const isObjectStart = (token: Token | undefined) =>
  token !== undefined && (isLiteral(token) || isNumber(token) || objectStart.has(token.lower));

/** After a comma, "and" or "then": does something to be done begin here? */
export function startsAction(tokens: readonly Token[], index: number): boolean {
  const verb = verbAt(tokens, index);
  if (verb < 0) return false;
  const word = at(tokens, verb);
  const plain = lemma(word)!;
  const next = tokens[verb + 1];
  if (/ed$/.test(word) && word !== plain && verb === index) return false;
  if (/^(is|are|was|of|or|equals|contains|should|has|and)$/.test(next?.lower ?? '') && nouny.has(plain)) return false;
  if (answering.has(plain)) return next !== undefined && !(next.kind === 'mark' && next.text !== ':');
  if (plain === 'set' && next?.kind === 'word') return true;
  if (/^(?:wait|pause|sleep|delay)$/.test(plain) && /^(?:for|until|till|an?|half)$/.test(next?.lower ?? ''))
    return true;
  if (things.has(plain) && verb === index)
    return (
      isLiteral(next) ||
      mentionStart.test(next?.lower ?? '') ||
      (/^(?:group|list)$/.test(plain) && next?.lower === 'by')
    );
  if (placing.has(plain) && next?.kind === 'word' && namesPlace(tokens, verb + 1)) return true;
  if (!nouny.has(plain) || verb > index) return next !== undefined || plain !== word;
  return (
    isObjectStart(next) ||
    (word !== plain && next?.kind === 'word') ||
    (hasMeaning(plain, 'feed') && next?.kind === 'word' && plain === 'read')
  );
}

/** "and put name and price in …", "and post name to …": what is done to them says where they go. */
const placing = new Set(['put', 'write', 'post', 'place', 'add', 'file', 'note', 'log', 'record', 'copy', 'push']);

/** "under 20 POST plant to https://…". */
const namesAddress = (tokens: readonly Token[], index: number) =>
  tokens
    .slice(index + 2, index + 10)
    .some((token, at, all) => token.lower === 'to' && /^⟨u/.test(all[at + 1]?.text ?? ''));

function namesPlace(tokens: readonly Token[], from: number): boolean {
  for (const token of tokens.slice(from + 1, from + 12)) {
    if (/^[.;:!?\n]$/.test(token.text) || /^(?:is|are|was|comes?|arrives?|if|when|answer|reply)$/.test(token.lower))
      return false;
    if (/^(?:in|into|to|onto)$/.test(token.lower)) return true;
  }
  return false;
}

/** "rename mail to email", "translate text into French": what such a verb is about follows it. */
const handling =
  /^(?:rename|extract|translate|classify|categori[sz]e|summari[sz]e|split|parse|deduplicate|merge|format|convert)s?$/;

/** "answer Call the doctor": a text that begins with a capital. */
const isSpoken = (before: Token | undefined, token: Token) =>
  /^(?:answer|reply|respond|return|say|with)$/.test(before?.lower ?? '') && /^\p{Lu}\p{Ll}/u.test(token.text);

/** "send a reminder email", "write a friendly reply": what is written, with what it is like, and not the next deed. */
const isWritten = (tokens: readonly Token[], index: number) =>
  /^(?:reply|answer|email|mail|message|text|note|alert|update)$/.test(at(tokens, index)) &&
  /^(?:an?|the)$/.test(at(tokens, index - 2)) &&
  /^(?:send|write|draft|compose|generate|prepare)s?$/.test(at(tokens, index - 3)) &&
  tokens[index - 1]?.kind === 'word' &&
  !/^(?:row|line|record|entry|message|e-?mail|mail|note|text|list|name|file|table|report|summary)$/.test(
    at(tokens, index - 1),
  );

/** With nothing in between: only a bare verb with something to act on, and not where a thing is being named. */
export function startsActionAbruptly(tokens: readonly Token[], index: number): boolean {
  const word = at(tokens, index);
  const before = tokens[index - 1];
  if (isSpoken(before, tokens[index]!) || isWritten(tokens, index)) return false;
  const arrived = before?.lower === 'in' && /^(comes?|came|coming|gets?|goes)$/.test(at(tokens, index - 2));
  // "DE or AT answer": a short name in capitals is no preposition.
  if (
    before !== undefined &&
    before.kind !== 'mark' &&
    /^(?:saves?|stores?|inserts?|adds?|writes?)$/.test(word) &&
    tokens[index + 1]?.kind === 'word' &&
    (/^(?:that|which|who)$/.test(before.lower) || /s$/.test(word)) &&
    /\b(?:to|in|into) (?:the |a |my )?(?:\w+ )?table\b/.test(phraseAt(tokens, index + 1, 14))
  )
    return true;
  const isName =
    before !== undefined &&
    (/^[A-Z]{2,3}$/.test(before.text) || (/^[A-HJ-Z]$/.test(before.text) && tokens[index - 2]?.kind === 'word'));
  const open =
    /^(?:more|less|above|higher|below|lower|over|under|older|fewer)$/.test(before?.lower ?? '') &&
    at(tokens, index - 2) === 'or';
  // "member is no answer …": what is compared to.
  const isNo = before?.lower === 'no' && /^(?:is|are|=|says)$/.test(at(tokens, index - 2));
  if (
    before === undefined ||
    before.kind === 'mark' ||
    (notBefore.has(before.lower) && !arrived && !isName && !open && !isNo)
  )
    return false;
  // What is stored may be called like a deed: "save text in …".
  if (/^(?:save|store|insert|put|add|write|post)$/.test(before.lower) && namesPlace(tokens, index)) return false;
  if (handling.test(before.lower)) return false;
  const polite = /^(please|then|also|just|simply)$/.test(word) && verbAt(tokens, index) > index;
  if (polite) return startsAction(tokens, index);
  const plain = lemma(word);
  if (plain === null || plain !== word || plain === 'go') return false;
  if (plain === 'set' && at(tokens, index + 1) === 'to') return false;
  if (
    (/^(?:save|store|insert|put|add|write)$/.test(plain) ||
      (/^(?:post|send|forward|push)$/.test(plain) && namesAddress(tokens, index))) &&
    tokens[index + 1]?.kind === 'word' &&
    namesPlace(tokens, index + 1)
  )
    return true;
  const next = tokens[index + 1];
  if (answering.has(plain))
    return next?.kind === 'word' && !/^(is|are|of|to|has|field|and|or|in|from)$/.test(next.lower);
  if (
    things.has(plain) &&
    (isLiteral(next) || /^(?:save|store|insert|write|put|add|log|keep|send)s?$/.test(before.lower))
  )
    return false;
  // "save file_name in pdfs": a field with no word in front of it, and where it goes.
  if (/^(?:save|store|insert|write|put)$/.test(plain) && next?.kind === 'word') {
    const after = tokens.slice(index + 1, index + 10);
    const end = after.findIndex(({ kind, text }) => kind === 'mark' && text !== ',');
    if (after.slice(0, end < 0 ? undefined : end).some(({ lower }) => /^(?:in|into|to)$/.test(lower))) return true;
  }
  if (isObjectStart(next))
    return (
      !/^(is|on|at|from|of|if)$/.test(next!.lower) || plain === 'read' || (plain === 'look' && next!.lower === 'at')
    );
  return false;
}

/** "the order is stored", "it should be saved", "they get sorted": something done, said from its object. */
export function passiveAt(tokens: readonly Token[], index: number): boolean {
  for (let here = index; here < Math.min(tokens.length, index + 14); here += 1) {
    const token = tokens[here]!;
    if (token.kind === 'mark' && token.text !== ',') return false;
    if (
      here > index &&
      /^(if|when|unless|otherwise|else|that|which)$/.test(token.lower) &&
      !/^(?:any|every)/.test(at(tokens, here - 1))
    )
      return false;
    if (!/^(is|are|be|gets?|getting|been)$/.test(token.lower)) continue;
    let next = here + 1;
    while (/^(to|be|also|then|always|automatically|simply|just)$/.test(at(tokens, next))) next += 1;
    const word = at(tokens, next);
    if (isParticiple(word) && here > index && !/^(set|open|even|often|listen|given|found|made|left|read)$/.test(word))
      return true;
    if (!/^not$/.test(word)) return false;
  }
  return false;
}

const structure =
  /^(?:if|unless|otherwise|else|elseif|elif|only (?:if|when|for)|but only (?:if|when)|or else|or if|in both|in either|either way|in any case|in all cases|in every case|in case|regardless|no matter|whatever|for (?:(?:all|any|every) )?(?!the |each |every )\w+s? (?:over|above|under|below|with|from|of|more|less|that|whose|where|between|up to|at least|larger|bigger|smaller)|for (?:the rest|the others?|(?:all|any|every) (?:the )?(?:other|rest)\w*|everything else|anything else|everyone else|anyone else)|everything else|anything else|all (?:the )?others?\b|the rest|the others|any others?|depending on|based on|provided|assuming|as long as|when|whenever|as soon as|once (?!a|per|every)|failing that|finally|afterwards?|after that|after this|meanwhile|in the other case|in all other cases|if so|except|every\b(?!thing)|each (?:day|morning|hour|week)|at (?:\d|noon|midnight)|daily|hourly|on (?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|weekdays|weekends))/;

/** A word that governs what follows: a condition, the other case, a point where branches meet, a time. */
export const startsStructure = (tokens: readonly Token[], index: number) => structure.test(phraseAt(tokens, index));

export const phraseAt = (tokens: readonly Token[], index: number, length = 6) =>
  tokens
    .slice(index, index + length)
    .map(token => token.lower)
    .join(' ');

/** What is done to a list, said without a verb: "newest first", "top 3", "sorted by price". */
export const startsListPhrase = (tokens: readonly Token[], index: number) =>
  /^(?:(?:the )?(?:newest|latest|oldest|highest|lowest|biggest|largest|smallest|cheapest|most \w+)(?: \w+){0,3} first\b|(?:sorted|ordered|ranked|grouped|limited) by|limited to|(?:only )?the (?:first|last|top|latest|newest) (?:\d|three|five|ten)|(?:top|first|last|latest|max(?:imum)?|at most|only the|only|just) (?:\d|three|five|ten)|(?:but )?only (?:the |those )?\w+s (?:with|where|that|which|whose|having|over|under|above|below)\b(?! (?:if|when))|alphabetically)/.test(
    phraseAt(tokens, index, 7),
  );
