import { isParticiple, lemma } from '../language/verbs';

/** An action clause: its verb in plain form and what follows. */
export interface Clause {
  verb: string;
  rest: string;
  /** The whole clause without the words that lead up to it. */
  text: string;
}

const leadIn =
  /^(?:(?:and|then|also|please|just|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly|next|afterwards?|after that|after this|simply|immediately|always|automatically|now|so|but|kindly|instead|additionally|in addition|at the end|in the end|directly|right away|only|plus|furthermore|moreover|meanwhile|to start|as a next step|step \d+|go ahead and|do the following|well|ok|okay|hi|hello|hey|do|that|there)\b[\s,:]*)+/i;
const wish =
  /^(?:(?:I|we|you|it|they|he|she|this|that|the (?:workflow|flow|system|automation|bot|app))\s+(?:(?:would|really|also|just|then|always|now|want(?:s)?|need(?:s)?|like|should|must|can|could|will|shall|has|have|to|you|it|us|me|be able)\s+)+|(?:can|could|would|will) (?:you|we|it) (?:please |also |then )*|let us |make sure (?:that |to )?(?:it |we |you )?|I am (?:looking|trying) (?:for|to) |help me (?:to )?|(?:it|we|the (?:workflow|flow|system|automation)) (?=\w+s\b)|(?:and )?have (?:it|the workflow) |be sure to |remember to |try to |(?:we|I|you) (?=\w))/i;

/** "It is saved in …": no subject to be taken off. */
const passive =
  /^(?:it|they|this|that|these|those|everything) (?:is|are|gets?|will be|should be|must be) (?:then |also |always )?\p{L}+(?:ed|en|wn|pt|ut|nt)\b/iu;

export function toClause(text: string): Clause | null {
  let plain = text.trim().replace(/[.!?;]+$/, '');
  for (let before = ''; before !== plain; ) {
    before = plain;
    plain = plain.replace(leadIn, '').trim();
    if (passive.test(plain) || goesTo(plain) !== null || /^(?:it|they) (?:gets?|receives?) /i.test(plain)) break;
    plain = plain.replace(wish, '').trim();
  }
  const bare = /^(?:be|get|gets|been) (?:also |then )?(\p{L}+)\b\s*(.*)$/iu.exec(plain);
  const said = bare && isParticiple(bare[1]!) ? `${lemma(bare[1]!)} it ${bare[2]}` : plain;
  const active = toActive(said) ?? said;
  const [first = '', ...others] = active.split(/\s+/);
  const verb = lemma(first.replace(/[,:]$/, ''));
  return verb === null ? null : { verb, rest: others.join(' ').replace(/^[:,]\s*/, ''), text: active };
}

/** "take all rows where status is open": what is, not what is done. */
const states =
  /^(?:take|get|find|read|fetch|look|load|keep|list|count|select|collect|delete|remove|return)\b.*\b(?:where|whose)\b/i;

/** "the order is stored in x" → "store the order in x". */
function toActive(text: string): string | null {
  const gets =
    /^(?:(?:it|they|those|these|he|she|everyone|(?:the |all |every |each |good |bad |other )*[\p{L}-]+) )?(?:should |must |will |shall )?(?:just |simply )?(?:gets?|receives?) (?:back )?(?:(?:the |an? )?(?:answer|reply|response|message|text) )?(⟨[qj]\d+⟩.*)$/iu.exec(
      text,
    );
  if (gets) return `answer ${gets[1]}`;
  const match =
    /^(.+?)\s+(?:(?:should|must|will|has to|have to|needs? to|shall|can|may|could|ought to)\s+)?(?:also\s+|then\s+)?(?:is|are|be|gets?|being|been)\s+(?:to be\s+)?(?:then\s+|also\s+|simply\s+|just\s+)?(\p{L}+)\b\s*(.*)$/iu.exec(
      text,
    );
  if (!match || !isParticiple(match[2]!) || /^(?:if|when|unless)\b/i.test(match[1]!) || states.test(match[1]!))
    return goesTo(text);
  return `${lemma(match[2]!)} ${match[1]} ${match[3]}`.trim();
}

/** "the rest goes to backlog" → "store the rest in backlog". */
function goesTo(text: string): string | null {
  const match =
    /^(.+?)\s+(?:should |must |will |shall )?(?:go(?:es)?|belongs?|lands?|ends? up)\s+(?:in)?to\s+(.+)$/i.exec(text) ??
    /^(.+?)\s+(?:should |must |will |shall )?(?:go(?:es)?|belongs?|lands?|ends? up)\s+in\s+(.+)$/i.exec(text);
  return match && !/^(?:if|when|every|each)\b/i.test(match[1]!) ? `store ${match[1]} into ${match[2]}` : null;
}
