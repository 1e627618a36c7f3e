/** What somebody wants to know: answered from what is saved and recorded, never by building something. */
export type Question =
  | { topic: 'when' }
  | { topic: 'active' }
  | { topic: 'steps'; about: string | null }
  | { topic: 'tables'; about: string | null; sure?: boolean }
  | { topic: 'address' }
  | { topic: 'versions' }
  | { topic: 'problems' }
  | { topic: 'run-of'; value: string; name: string | null; why?: boolean }
  /** Why it came out as it did; why nothing came at all. */
  | { topic: 'why' }
  | { topic: 'not-run' }
  /** Why a field holds what it holds. */
  | { topic: 'field'; name: string }
  | { topic: 'run-steps' }
  | { topic: 'history' }
  | { topic: 'can'; what: string }
  | { topic: 'how-to'; what: string }
  | { topic: 'page'; what: 'delete' | 'duplicate' }
  | { topic: 'unknown' };

const flow =
  '(?:it|this|that|the (?:workflow|flow|automation|thing)|this (?:workflow|flow|one|automation)|my workflow)';

const rules: readonly [RegExp, (match: RegExpExecArray) => Question][] = [
  [
    /^(?:how often|how many times|how many runs|when) (?:did|has|have|were|was)\b.*$|^how many (?:runs|executions)\b.*$|^how much (?:did|does|has|will) (?:it|this|that|the run|everything) cost\b.*$|^(?:show|list)(?: me)?(?: all)?(?: the)? (?:runs|executions)$/i,
    () => ({ topic: 'history' }),
  ],
  [
    /^(?:when|what time|at what time|how often|in (?:which|what) time ?zone|which time ?zone|what (?:is|are) (?:the|its) (?:schedule|next (?:runs?|times?)|time ?zone))(?:$| (?:does|do|will|is|are|did|should|would)\b.*\b(?:run|start|go|fire|trigger|work|next|scheduled|happen|due|execute)\w*\b.*|.*\bnext\b.*| (?:is|are) .*)/i,
    () => ({ topic: 'when' }),
  ],
  [/^(?:next (?:run|time)s?|when next)$/i, () => ({ topic: 'when' })],
  [
    new RegExp(
      `^(?:is|are|was|has) (?:${flow}) (?:(?:still|already|now|currently|really) )*(?:been )?(?:switched |turned )?(?:on|off|active|activated|running|live|enabled|online|published|deployed|listening|inactive|disabled|paused|stopped)(?: (?:now|already|yet|or not|or off|at the moment|right now))*$`,
      'i',
    ),
    () => ({ topic: 'active' }),
  ],
  [/^(?:what(?: is|'s)|show me|tell me) (?:the|its) (?:status|state)(?: of .*)?$/i, () => ({ topic: 'active' })],
  [
    /^(?:what|which|how many|list|show|show me)(?: all)?(?: of)?(?: the| my| our)? (?:data )?tables?(?: (?:are there|do (?:i|we) have|exist|have (?:i|we)|there are|does it (?:use|write to|need|have)|is it|are used|can (?:i|it) use|do you know))?$/i,
    () => ({ topic: 'tables', about: null }),
  ],
  [
    /^(?:what(?: is|'s)|show(?: me)?|list|how many rows (?:are|has|does)|which rows are|how many (?:rows|entries|records))\b(?: .*)? (?:the )?(?:rows? (?:of|in)|content(?:s)? of|columns? (?:of|in|does)|in)(?: the)?(?: table)? (.+?)(?: table)?(?: have| now)?$/i,
    match => ({
      topic: 'tables',
      about: match[1]!,
      sure: /\b(?:tables?|rows?|entries|records|columns?)\b/i.test(match[0]),
    }),
  ],
  [
    /^(?:which|what) columns (?:does|has|are in) (?:the )?(?:table )?(.+?)(?: table)?(?: have)?$/i,
    match => ({
      topic: 'tables',
      about: match[1]!,
      sure: /\b(?:tables?|rows?|entries|records|columns?)\b/i.test(match[0]),
    }),
  ],
  [
    /^(?:what happens|what is done|what comes|what does it do|what do(?:es)? .* get|where does (?:it|that|the \w+) (?:store|save|put|write|send|go)|where (?:is|are) .* (?:stored|saved|sent|written|kept)|what does (?:it|the webhook|the workflow) (?:answer|reply|return|store|send|say)|who gets|does (?:it|the workflow) (?:also )?(?:answer|store|send|save|check|email|keep|write|read|use|reply|run|wait|sort|filter))\b.*$/i,
    () => ({ topic: 'steps', about: null }),
  ],
  [
    /^(?:what(?: is|'s|s)?|where(?: is|'s| can i find)|which(?: is)?|show me|give me(?! an? )|tell me|do (?:i|we) have)\b.*\b(?:address|url|endpoint|web ?hook(?: address| url)?|link)\b.*$/i,
    () => ({ topic: 'address' }),
  ],
  [/^where (?:do|should|can|must) (?:i|we|they) (?:post|send)\b.*$/i, () => ({ topic: 'address' })],
  [
    /^(?:show(?: me)?|list|which|what|who|when (?=did|was|were|has|have)|how many)\b(?!.*\btime)(?:.*\b(?:versions?|changed|changes|edited|history of (?:it|the workflow|changes))\b).*$/i,
    () => ({ topic: 'versions' }),
  ],
  [
    /^(?:(?:are|is) there (?:any |some |a |an )?(?:problems?|issues?|errors?|mistakes?|warnings?|thing missing|something missing).*|is (?:something|anything|everything|it) (?:missing|wrong|ok|okay|fine|ready|complete|correct|valid|broken|all right|good|in order|finished|done).*|what(?: is|'s)? (?:still )?(?:missing|left to do|open|needed|required)\b.*|what (?:do|must|should) (?:i|we) (?:still )?(?:have to )?(?:do|give|add|fill|set|provide)\b.*|(?:which|what) (?:credentials?|keys?|passwords?|accounts?|settings?)\b.*\b(?:need\w*|missing|required|have to|must)\b.*|can it run(?: (?:now|already|like this))?|what (?:does it|do you) (?:still )?need(?: from me)?|check (?:it|the workflow) for (?:problems|errors|mistakes))$/i,
    () => ({ topic: 'problems' }),
  ],
  [
    /^(?:why|how come)\b.*(?:\bnot|n['’]t|\bnever|\bno)\b(?: \w+){0,2} (?:run|runs|running|start|started|starting|fire|fired|trigger|triggered|go off)\b(?: (?:today|yesterday|at|this|last|again|by|on|when|for)\b.*| itself)?$/i,
    () => ({ topic: 'not-run' }),
  ],
  [
    /^(?:why (?!not\b|don['’]t\b)|how come )(?=.*\b(?:it|run|workflow|answer\w*|stor\w+|sav\w+|sen[dt]\w*|e-?mails?|rows?|steps?|branch|loop|items?|duplicates?)\b).*(?:\b(?:not|never|nothing|only|twice|double|duplicates?|again)\b|n['’]t\b)(?!.*\bswitched\b).*$/i,
    () => ({ topic: 'why' }),
  ],
  [
    /^(?:why|how come) (?:is|are|was|were) (?:the |my |its |their )?([\p{L}_][\w.]*)(?: field| value| column)? (?:so |still |always |suddenly )?(?:wrong|off|empty|missing|zero|0|null|blank|incorrect|not right|too \w+|high|low|double\w*|different)(?: (?:in|for|on|at|this|today|again|now)\b.*)?$/iu,
    match => ({ topic: 'field', name: match[1]! }),
  ],
  [
    /^(?:what|how) (?:did|happened|was|has|does|went|is wrong).*\b(?:with|to|for|about|of|on) (?:the |my |that )?(?:([\p{L}_]+) )?(?:number |no\.? |nr\.? |id |#)?["“']?(#?[\w@.-]*\d[\w@.-]*|[\w.-]+@[\w.-]+)["”']?(?: (?:in|during|at) the last run)?$/iu,
    match => ({
      topic: 'run-of',
      value: match[2]!.replace(/^#/, ''),
      name: match[1]?.toLowerCase() ?? null,
      ...(/\bwrong\b/i.test(match[0]) ? { why: true } : {}),
    }),
  ],
  [
    /^(?:why|how come) (?:did|was|were|is|has|does)\b.*?\b(?:([\p{L}_]+) )?(?:number |no\.? |nr\.? |id |#)["“']?(#?[\w@.-]*\d[\w@.-]*)["”']? .*\b(?:not|n['’]t|fail\w*|wrong|missing|skipped|never)\b.*$/iu,
    match => ({
      topic: 'run-of',
      value: match[2]!.replace(/^#/, ''),
      name: match[1]?.toLowerCase() ?? null,
      why: true,
    }),
  ],
  [
    /^(?:why|how come) (?:did|was|is|does|has|do)\b(?!.*\b(?:nothing|no|not|never|wrong|empty|missing|fail\w*)\b|.*n['’]t\b).*\b(?:answer\w*|said|say|go|take|took|choose|chose|return\w*|store\w*|send|sent|write|wrote|end up)\b.*$/i,
    () => ({ topic: 'run-steps' }),
  ],
  [
    /^(?:which|what) (?:way|branch|path|steps?)\b.*\b(?:did|was|were|ran|run|taken|take|took|go)\b.*$|^how long did (?:it|the (?:last )?run|each step)\b.*$/i,
    () => ({ topic: 'run-steps' }),
  ],
  [
    new RegExp(
      `^(?:how many|which|what|list|show(?: me)?)(?: are)?(?: all)?(?: the| its)? steps?(?: (?:does ${flow} have|are there|has ${flow}|are in ${flow}|has it got|in ${flow}))?$`,
      'i',
    ),
    () => ({ topic: 'steps', about: null }),
  ],
  [
    new RegExp(
      `^(?:what|describe|explain|tell me what|show(?: me)?)(?: exactly)?(?: does| is| are)? ${flow} (?:do|does|doing|for|about|look like)(?: .*)?$`,
      'i',
    ),
    () => ({ topic: 'steps', about: null }),
  ],
  [
    /^(?:explain|describe|summari[sz]e) (?:it|this|that|(?:the|this|my) (?:workflow|flow))(?: to me| again| please)*$/i,
    () => ({ topic: 'steps', about: null }),
  ],
  [
    /^(?:explain|describe|what (?:does|is|happens in)|show me) ((?:the )?(?:\w+ )?(?:step|condition|branch|trigger|filter)(?: .*?)?|step \d+)(?: do| for| to me)?$/i,
    match => ({ topic: 'steps', about: match[1]! }),
  ],
  [
    /^(?:how (?:do|can|could|would|should) (?:i|we|one|you)|how to|where (?:do|can) (?:i|we)|can i|may i|could i|is it possible for me to)\b (.+)$/i,
    match => ({ topic: 'how-to', what: match[1]! }),
  ],
  [
    /^(?:(?:can|could|do|does|will) (?:you|it|parley|one|this) (?:also )?(?:support|know|understand|speak|talk to|work with|connect (?:to|with)|integrate with|handle|have (?:a step for|anything for)|offer)|(?:is|are) there (?:an? |any )?(?:steps?|integrations?|nodes?|ways?|connectors?) (?:for|to|with)|(?:which|what) (?:services|steps|nodes|integrations|apps|kinds of steps)\b)(?: (.+))?$/i,
    match => ({ topic: 'can', what: match[1] ?? '' }),
  ],
  [
    /^(?:can|could) (?:you|it|parley) (?:also )?((?:send|read|write|make|parse|create|use|do|fetch|get|translate|summari[sz]e|classify|wait|sort|filter|run|call|access|reach|open|convert) (?:[\w-]+s|javascript|code|csv|json|html|markdown|rss|smtp|ai|xml|pdf|python|slack|telegram|gmail|openai|\p{Lu}[\w.]*))$/u,
    match => ({ topic: 'can', what: match[1]! }),
  ],
  [
    /^what (?:else )?(?:can|could) (?:i|we|one) (?:add|do (?:next|with it|now|here)|change|say|ask)(?: .*)?$/i,
    () => ({ topic: 'can', what: '' }),
  ],
  [
    /^(?:delete|remove|throw away|trash|discard) (?:the (?:whole |entire )?workflow|this (?:whole )?workflow|my workflow|the whole thing)$/i,
    () => ({ topic: 'page', what: 'delete' }),
  ],
  [
    /^(?:duplicate|copy|clone|make a copy of) (?:the (?:whole )?workflow|this workflow|it as a new workflow|my workflow)$/i,
    () => ({ topic: 'page', what: 'duplicate' }),
  ],
];

const polite =
  /^(?:(?:please|now|ok(?:ay)?|and|so|great|cool|nice|good|hey|hi|hello|yes|thanks|thank you|alright|no|hm+|oh|actually|well|just|sorry|by the way|btw|wait|one question|question|but)\b[\s,.!:-]*)+|^(?:can|could|would) you (?:please )?(?:tell me|show me|explain(?: to me)?|say)(?: if| whether)? |^(?:do you know|i (?:want|would like|'d like) to know|tell me|i wonder)(?: if| whether)? (?=what|when|where|which|who|how|why|is|if)/i;

/** "is", "when does", "why did": what a request never begins with. */
const asks =
  /^(?:what(?!ever| if| about)|why(?! not| don't)|who\b|whose|where(?!ver)|which\b|how(?! about)|when (?:does|did|will|is|was|do|are|has|can|should)|is|are|was|were|does|did|do (?:i|we|you)|has|have (?:i|we|you)|will (?:it|this|that|the)|should (?:i|we)|am i)\b/i;

/** What is asked; null where something is to be built, changed or run. */
export function readQuestion(said: string): Question | null {
  const marked = /\?\s*$/.test(said);
  let plain = said.trim().replace(/[.!?\s]+$/, '');
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = plain.replace(polite, '').trim();
  }
  if (/[.;!?]\s+\S|\n|https?:|["“”{]/.test(plain)) return null;
  for (const [pattern, toQuestion] of rules) {
    const match = pattern.exec(plain);
    if (match) return toQuestion(match);
  }
  const sure = marked || /^(?:what|why|who|where|how|when)\b/i.test(plain);
  return sure && asks.test(plain) && !/,/.test(plain) && plain.split(/\s+/).length < 20 ? { topic: 'unknown' } : null;
}
