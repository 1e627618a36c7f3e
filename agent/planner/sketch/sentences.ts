/** What a sentence of a description is for. */
export type SentenceKind = 'title' | 'deed' | 'aside';

export interface Sentence {
  text: string;
  kind: SentenceKind;
}

/** What one has to prepare, not what the workflow does. */
const setUp =
  /^(?:(?:\d+[.)]|[-*•]) ?)?(?:(?:before (?:you|using|running)|make sure|ensure (?:that )?you|do(?:n'?t| not) forget|remember to|to (?:set|get|use|start|run) (?:this|it|up|started)|you(?:'ll| will)? (?:(?:also|first|just|only) )?(?:need|require|must have)|requires?|required|requirements?|prerequisites?|pre-?conditions?|basic (?:familiarity|knowledge|understanding)|set ?up\b|setup|configure|connect (?:your|the)|link your|add (?:your|a|the) (?:[\w-]+ ){0,3}(?:credentials?|api|keys?|tokens?)|enter (?:your|the)|replace the|import (?:this|the) (?:workflow|template|json)|install|customi[sz]e|adjust|note(?: that)?:?|get (?:your|an?) (?:[\w-]+ ){0,2}(?:api|key|token)|sign up for|good to know|how to (?:use|set|install|customi[sz]e)|(?:create|generate) (?:an?|your|the) (?:[\w-]+ ){0,3}(?:accounts?|api keys?|tokens?|credentials?|permissions?|bot with)|create (?:\w+ ){1,2}bot with|n8n (?:instance|version|account|community)|for more|see the|feel free|you can (?:also|easily|customi[sz]e|adapt|swap|replace|adjust|use this)|(?:it )?(?:works|compatible) with any|can be (?:customi[sz]ed|adapted|extended|swapped|disabled)))\b|\b(?:credentials? (?:must|should|need|are)|api keys? (?:must|should|is|are)|is optional and|community nodes?|self-hosted (?:n8n|instance|only))/i;

/** What is good about it, and for whom. */
const praise =
  /^(?:perfect|ideal|great|best suited|useful|handy|suitable|tailored|built|made|designed) (?:for|if|when)\b|^(?:stay (?:ahead|on top|informed|updated|organized)|never (?:miss|forget|lose|again)|no more\b|say (?:goodbye|hello)|save(?:s)? (?:you )?(?:hours|time|money)|saves? |unlock|boost|supercharge|elevate|tired of|imagine|whether you|fast,|powerful|who (?:is it|it'?s|is this) for|why |key (?:features|benefits)|benefits|features\b|use cases?\b|ideal |enjoy |discover how|take (?:control|your)|turn your (?:\w+ ){0,3}into a (?:powerful|smart)|transform your|automate your (?:\w+ ){0,3}(?:life|day|work)\b|eliminat)|\b(?:is|are) (?:perfect|ideal|great|useful|suitable|aimed|intended|best suited|built|made|designed|tailored) (?:for|if|when)\b|\bsav(?:es|ing) (?:you )?(?:time|hours)\b|\bhands-free\b|\bpeace of mind\b|\bwithout (?:any )?(?:manual|coding|logging)/i;

const ends = /(?<=[.!?])\s+(?=[^\s\p{Ll}])|\s*\n+\s*/u;

/** The sentences of a description, told apart: what names it, what it does, and what only praises or prepares it. */
export function readSentences(message: string): Sentence[] {
  const texts = message
    .split(ends)
    .map(text => text.trim().replace(/[.!?:]+$/, ''))
    .filter(text => /\p{L}{2}/u.test(text));
  return texts.map((text, at) => ({ text, kind: at === 0 ? 'title' : kindOf(text) }));
}

const kindOf = (text: string): SentenceKind =>
  setUp.test(text) || praise.test(text) || text.split(/\s+/).length < 3 ? 'aside' : 'deed';

/** A sentence that says what the workflow does, rather than asking for it. */
const describing =
  /[.!] an? (?:[\w-]+ ){0,4}(?:workflow|template|automation) (?:that|which) \p{L}+s\b|\b(?:with|using|in) this (?:workflow|template|automation)\b|^you (?:will|can|'ll) (?:build|create|learn)\b|\b(?:the|this) (?:bot|assistant|app|tool|chatbot) (?!that\b|which\b|should\b|must\b|to\b|for\b)\p{L}+s\b|\b(?:this|the|an?|our|your) (?:[\w.-]+ ){0,5}(?:workflow|template|automation|system|agent|solution|integration|flow|pipeline|chatbot)\b (?!that\b|which\b|called\b|where\b|should\b|must\b|to\b|for\b)/imu;
const told =
  /^(?:automatically |then |also |it )?(?:reads|fetches|pulls|gets|collects|monitors|watches|checks|sends|posts|creates|generates|summari[sz]es|extracts|translates|classifies|detects|captures|receives|listens|triggers|runs|polls|logs|saves|stores|updates|syncs|tracks|validates|lets|uses|takes|scrapes|searches|converts|turns|routes|publishes|uploads|downloads|enriches|finds)\b/i;

export const isProse = (message: string): boolean =>
  message.split(/\s+/).length > 15 &&
  (describing.test(message) || readSentences(message).some(({ text, kind }) => kind === 'deed' && told.test(text)));
