import { capitalise } from '../language/names';

export type DeedKind = 'read' | 'think' | 'send' | 'store' | 'keep' | 'wait' | 'shape' | 'start';

/** One thing that is done, in the words of the description, beginning with its verb. */
export interface Deed {
  kind: DeedKind;
  verb: string;
  text: string;
}

const verbs: Readonly<Record<DeedKind, string>> = {
  read: 'fetch get read pull retrieve collect gather scrape crawl search find look query monitor track watch check scan download load import discover list poll browse grab aggregate access review inspect research track investigate',
  think:
    'summarize summarise classify categorize categorise analyze analyse generate draft rewrite translate extract score evaluate assess judge identify detect transcribe interpret rate compose prioritize prioritise describe understand recommend suggest evaluate predict compare cluster qualify personalize personalise rank design craft',
  send: 'send post publish notify alert email e-mail mail message share deliver reply respond forward broadcast upload announce tweet remind inform invite ping answer return submit distribute report escalate dm text schedule book ask',
  store:
    'save store log append add insert record write update upsert sync synchronize synchronise create archive export move copy migrate register index embed backup enrich delete remove tag label assign link attach open close mark organize organise populate',
  keep: 'filter keep skip ignore exclude deduplicate dedupe limit select pick validate verify route match',
  wait: 'wait pause delay sleep',
  shape:
    'format convert merge combine sort parse clean calculate compute render split map transform aggregate count rename normalize normalise structure prepare build process compile turn handle',
  start: 'trigger start run begin listen receive capture accept launch initiate execute activate expose fire kick',
};

const kindOf = new Map<string, DeedKind>();
for (const [kind, words] of Object.entries(verbs) as [DeedKind, string][])
  for (const word of words.split(' ')) if (!kindOf.has(word)) kindOf.set(word, kind);

/** The plain form of a verb of a description ("fetches", "aggregating", "sent"), or null. */
export function verbOf(word: string): string | null {
  const plain = word.toLowerCase().replace(/[,:;]+$/, '');
  if (kindOf.has(plain)) return plain;
  const stems = [
    ...[plain.replace(/s$/, ''), plain.replace(/es$/, ''), plain.replace(/ies$/, 'y')],
    ...[plain.replace(/ing$/, ''), plain.replace(/ing$/, 'e'), plain.replace(/(.)\1ing$/, '$1')],
  ];
  return stems.find(stem => stem !== plain && kindOf.has(stem)) ?? null;
}

const finite = (word: string) => /s$/i.test(word) && verbOf(word) !== null;
const gerund = (word: string) => /ing$/i.test(word) && verbOf(word) !== null;
const plainVerb = (word: string) => verbOf(word) === word.toLowerCase();

const adverbs =
  '(?:(?:then|also|automatically|instantly|seamlessly|finally|next|now|immediately|optionally|first|and|or|it|to|intelligently|directly|simultaneously|continuously|securely|periodically|regularly|conditionally|auto)[ -,]+)*';
/** "This workflow is designed to", "The template demonstrates how to", "It helps you": who does it is known. */
const preamble = new RegExp(
  `^(?:(?:this|the|our|my|your|an?|it|that|these) )?(?:[\\w.'()-]+ ){0,6}?(?:is|are|was|helps?|allows?|lets?|enables?|demonstrates?|shows?|makes?|automates?|automating|will|can|has|have|aims?|you|users?|teams?)(?: (?:designed|built|made|used|configured|able|easy|set up|you|users?|teams?|your|the process|process|how|it|engineers?|be|automatically|ai|all|of|in|a|ready-to-use))* (?:to|by|of)(?= ${adverbs}\\p{L})`,
  'iu',
);

/** "has ChatGPT judge the tone": who does it is told first. */
const causes =
  /\b(?:has|have|lets?|asks?|makes?) ((?:an? |the )?(?:AI|LLM|language model|[A-Z][\w-]*GPT|GPT[\w.-]*|Claude|Gemini|OpenAI)(?: model| agent)?) (?:to )?(\p{Ll}{4,}) ([^,.;]+)/gu;

/** The clauses of a sentence that begin with something that is done. */
export function readDeeds(sentence: string): { deeds: Deed[]; rest: string[] } {
  const pieces = partsOf(
    sentence
      .replace(causes, '$2s $3 with $1')
      .replace(/\([^()]*\)/g, part => (/\b(?:via|using|with)\b/i.test(part) ? part : ' ')),
  );
  const deeds: Deed[] = [];
  const rest: string[] = [];
  for (const piece of pieces) {
    const deed = toDeed(piece);
    if (deed) deeds.push(deed);
    else rest.push(piece);
  }
  return { deeds, rest };
}

const mark =
  /\s*(?:[;→|]|,| - | – | — |: )\s*(?:and |then |or )*|\s+(?:and then|and|then|before|after|by|or|to|which|that|who)\s+(?:then |also |automatically |finally )*/giu;

/** A new part begins where a mark or a joining word is followed by a verb. */
function partsOf(sentence: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of sentence.matchAll(mark)) {
    const after = sentence.slice(match.index + match[0].length);
    const [next = '', second = ''] = after
      .replace(/^(?:automatically|instantly|also|then|finally|it) /i, '')
      .split(/\s+/);
    const word = match[0].trim().toLowerCase();
    const opens =
      finite(next) &&
      !/^(?:posts?|emails?|messages?|reports?|records?|lists?|reviews?|logs?|alerts?|scores?|tags?|labels?|updates?|links?|reads?|searches|runs|texts|matches|filters|answers|shares|dms|summaries|responses|exports|forwards|drafts)$/i.test(
        next,
      )
        ? true
        : finite(next) || plainVerb(next)
          ? object.test(second)
          : gerund(next) && object.test(second) && /by|,|and/.test(word);
    if (/^e-?mail$/i.test(next) && /^(?:address|list|account|body|subject|content|text|inbox)/i.test(second)) continue;
    if (!opens || (word === 'to' && !plainVerb(next)) || (/^(?:which|that|who)$/.test(word) && !finite(next))) continue;
    parts.push(sentence.slice(from, match.index));
    from = match.index + match[0].length;
  }
  return [...parts, sentence.slice(from)].map(part => part.trim()).filter(part => part !== '');
}

const object =
  /^(?:an?|the|it|its|them|these|those|this|that|all|any|each|every|your|my|our|their|his|her|only|new|to|in|into|on|from|via|with|for|me|us|team|users?|data|personal\w+|structured|daily|results?|\p{Lu}[\w.]*|\p{L}+s|\p{L}+ed|\p{L}+ing|\p{L}{4,})\b/u;

/** "The system fetches reviews" → fetch reviews. Null when nothing is done in it. */
export function toDeed(part: string): Deed | null {
  const plain = part
    .replace(/^[\s,.;:–—-]+/, '')
    .replace(/^(?:step \d+|\d+)[:.)]\s*/i, '')
    .replace(preamble, '')
    .replace(new RegExp(`^${adverbs}`, 'i'), '')
    .trim();
  const words = plain.split(/\s+/);
  const at = verbOf(words[0] ?? '') === null ? verbWithin(words, plain) : 0;
  if (at < 0) return null;
  const verb = verbOf(words[at]!)!;
  const said = [verb, ...words.slice(at + 1)].join(' ').replace(/[\s,;:–—-]+$/, '');
  return { kind: kindOf.get(verb)!, verb, text: capitalise(said) };
}

function verbWithin(words: readonly string[], plain: string): number {
  const done = words.slice(0, 7).findIndex((word, index) => index > 0 && isDone(word, words[index - 1]!));
  if (done >= 0 || !timed.test(plain)) return done;
  return words.slice(0, 10).findIndex((_word, index) => index > 0 && isAsked(words, index));
}

/** "Every morning at 7 get the orders": what is asked for comes behind its time. */
const timed =
  /^(?:every|each|daily|weekly|hourly|monthly|nightly|once an?|twice an?|on (?:\w+days?|the \d)|at (?:\d|noon|midnight))\b/i;

const isAsked = (words: readonly string[], at: number) =>
  plainVerb(words[at]!) &&
  object.test(words[at + 1] ?? '') &&
  !/^(?:an?|the|my|our|your|every|each|new|of|and|or|to|for|with)$/i.test(words[at - 1]!);

/** A verb behind its subject: "RB2B identifies visitors"; "daily reports" are none. */
const isDone = (word: string, before: string) =>
  finite(word) &&
  (/^(?:it|workflow|bot|agent|system|template|automation|assistant)$/i.test(before) || isVerbBehind(word, before));

const isVerbBehind = (word: string, before: string) =>
  !/^(?:posts|emails|messages|reports|records|lists|reviews|logs|alerts|scores|tags|labels|updates|links|searches|texts|matches|filters|answers|shares|summaries|responses|exports|drafts)$/i.test(
    word,
  ) && !/^(?:an?|the|your|my|our|their|all|each|every|new|and|or|of|in|to|for|with|daily|weekly|latest)$/i.test(before);
