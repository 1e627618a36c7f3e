/** A condition that a description tells in prose: which kind of step decides, and in which words. */
export interface Decision {
  /** Some go on and the others end here; or both go on, each its way. */
  kind: 'keep' | 'choose';
  words: string;
  /** It is about what starts the workflow, so nothing is done before. */
  first?: boolean;
}

const asks =
  /\b(?:if|unless|whether|otherwise|in case|depending on|based on (?:whether|(?:the |their |its )?(?:[\w-]+ ){0,3}(?:type|status|score|category|result|intent|sentiment|priority|value|choice|level|answer|response|outcome|classification|rules?|conditions?|presence)|its|their)|conditional(?:ly)?|route[sd]? (?:\w+ ){0,5}(?:to|based|by)|routing|branch(?:es|ing)?|if\/else|approv(?:es?|ed|al)|rejects?|rejected|rejection|splits? into (?:two|three|several|different|separate|multiple)|different (?:paths|routes|actions)|for (?:high|low|urgent|critical|important|overdue)\b|valid(?:\/| or | and )invalid|success(?:\/| or | and )(?:failure|error)|when the (?:[\w-]+ ){1,4}(?:is|are|has|exceeds|falls|drops|matches|contains)|exceeds?|falls? below|drops? below|thresholds?|(?:above|below|over|under|at least|more than|less than) (?:a |the |your |an )?(?:[\w-]+ )?(?:\d+(?! ?(?:seconds?|minutes?|hours?))|threshold|limit|target|budget|price|average))\b|[≥≤<>]=? ?\d/iu;
const keeps =
  /\b(?:filter(?:s|ed|ing)? (?:out|for|by|on|the|them|it|only|to|any|all|those|\p{L}+s)\b|filters?(?=,| and )|filtering|filter\b(?! of)|filtered|keeps? only|only (?:the |those |if |when |new |relevant |unread |approved |valid |for |sends?|processes|syncs|proceeds|the most|keeps|posts?)|ignor(?:es?|ing)|skips?|skipping|exclud(?:es?|ing)|(?:most |truly |highly )relevant|relevance (?:filter|score|check)|de-?duplicat\w+|without duplicates|avoid(?:s|ing)? (?:duplicates|reprocessing)|matching|qualif(?:y|ied|ies)|verif(?:y|ies|ied|ication)|validat(?:es?|ed|ion|ing)|(?:checks?|checking) (?:if|whether|against|for (?:duplicates|existing)))\b/iu;
/** A value that is named: "reaching the "Done" status", "status is 'paid'", "the action type is "add"". */
const named =
  /\b(?:status|state|stage|label|tag|type|action|column|category|priority|field)(?: \w+)? (?:to|is|of|=|equals|becomes|changes to) ?(?:["'“‘«][^"'”’»]{1,30}["'”’»]|⟨[qc]\d+⟩)|\b(?:reach(?:es|ing)?|moves? (?:in)?to|moved (?:in)?to|enters?|changes? to|set to) (?:the |an? )?(?:["'“‘«][^"'”’»]{1,30}["'”’»]|⟨[qc]\d+⟩) (?:status|state|stage|column|list|label|phase)\b|\bwith an? (?:["“«][^"”»]{1,40}["”»]|⟨[qc]\d+⟩)(?: or (?:["“«][^"”»]{1,40}["”»]|⟨[qc]\d+⟩))* (?:question|label|tag|status|subject|keyword|prefix|command|category)\b/iu;
/** Several kinds of one thing: "either texts or images", "action type (tweet, engage or message)". */
const kinds =
  /\b(?:send|sends|receive|receives|accepts?|handles?|upload|uploads|submit|submits|enter|provide|choose|select|input)\w* either (?:[^,.;()]+(?:\([^()]*\))?){1,3} or \w|\b(?:type|action|option|mode|category|kind|operation|command|choice)s? ?\((?:[\w /-]+, ?)+(?:and |or )?[\w /-]+\)/iu;
const sorts =
  /\b(?:classif\w+|categori[sz]\w+|triag\w+|sentiment|intent|labels? (?:as|it|them)|flags? (?:as|it|them|\w+ as))\b/i;

/** What starts it is decided by nobody here: "when a new order is marked as paid"; nor is "whether you …" a question. */
const starting =
  /\b(?:when(?:ever)?|once|each time|every time|as soon as|after|triggers?|starts?) (?:an?|the|any|new|someone|somebody|users?|customers?)\b[^,.;]*|^whether\b[^,]*,?/i;

const starts = /\btrigger|\bstarts? (?:when|as)\b|^(?:when(?:ever)?|once|each time|every time|as soon as)\b/i;

/** The decision that a sentence asks for; null when it asks for none. */
export function readDecision(told: string): Decision | null {
  const sentence = told.replace(starting, '');
  const words = wordsOf(sentence);
  if (asks.test(sentence)) return { kind: 'choose', words };
  if (keeps.test(sentence)) return { kind: 'keep', words };
  const kept = named.exec(told);
  if (kept) return { kind: 'keep', words: kept[0], first: starts.test(told) };
  const many = kinds.exec(told);
  if (many) return { kind: 'choose', words: many[0].replace(/^\w+ either /i, '') };
  return sorts.test(sentence) ? { kind: 'choose', words } : null;
}

/** The part of the sentence that tells it. */
function wordsOf(sentence: string): string {
  const at =
    sentence.search(asks) >= 0 ? sentence.search(asks) : Math.max(sentence.search(keeps), sentence.search(sorts));
  const told = sentence.slice(Math.max(0, at)).split(/[,;:(]| - | then | and (?=\w+s\b)/)[0] ?? sentence;
  return /^filters?$/i.test(told.trim()) ? 'only what is wanted' : told.trim();
}

/** "each email", "loops through the rows": what follows is done once for every entry. */
export const repeats = (sentence: string): boolean =>
  /\b(?:(?:for |of )?each (?!day|morning|week|month|hour|evening|night|time|year|monday|sunday|friday)\w+|for every|loops?|looping|iterat\w+|one by one|one at a time|batch(?:es|ed)?|every (?:row|item|email|lead|contact|record|article|post|file|page|company|product|url|entry|message|story|recipient)|individually|in chunks|per (?:row|item|email|lead|record|article|file|company|product))\b/i.test(
    sentence,
  );
