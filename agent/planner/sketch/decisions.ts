/** A condition that a description tells in prose: which kind of step decides, and in which words. */
export interface Decision {
  /** Some go on and the others end here; or both go on, each its way. */
  kind: 'keep' | 'choose';
  words: string;
}

const asks =
  /\b(?:if|unless|whether|otherwise|in case|depending on|based on (?:whether|the (?:[\w-]+ ){0,3}(?:type|status|score|category|result|intent|sentiment|priority|value|choice|level|answer|response|outcome|classification)|its|their)|conditional(?:ly)?|route[sd]? (?:\w+ ){0,5}(?:to|based|by)|routing|branch(?:es|ing)?|if\/else|approv(?:ed|al)|reject(?:ed|ion)?|valid(?:\/| or | and )invalid|success(?:\/| or | and )(?:failure|error)|when the (?:[\w-]+ ){1,4}(?:is|are|has|exceeds|falls|drops|matches|contains)|exceeds?|falls? below|drops? below|above|below|over|under)\b/i;
const keeps =
  /\b(?:filters?|filtering|filtered|keeps? only|only (?:the |those |if |when |new |relevant |unread |approved |valid |for |sends?|processes|syncs|proceeds|the most|keeps|posts?)|ignor(?:es?|ing)|skips?|skipping|exclud(?:es?|ing)|relevan(?:t|ce)\b|de-?duplicat\w+|without duplicates|avoid(?:s|ing)? (?:duplicates|reprocessing)|matching|qualif(?:y|ied|ies)|verif(?:y|ies|ied|ication)|validat(?:es?|ed|ion|ing)|(?:checks?|checking) (?:if|for|whether|against))\b/i;
const sorts =
  /\b(?:classif\w+|categori[sz]\w+|triag\w+|sentiment|intent|labels? (?:as|it|them)|flags?|marked? as|different (?:types?|kinds?|actions?))\b/i;

/** The decision that a sentence asks for; null when it asks for none. */
export function readDecision(sentence: string): Decision | null {
  const words = wordsOf(sentence);
  if (asks.test(sentence)) return { kind: 'choose', words };
  if (keeps.test(sentence)) return { kind: 'keep', words };
  return sorts.test(sentence) ? { kind: 'choose', words } : null;
}

/** The part of the sentence that tells it. */
function wordsOf(sentence: string): string {
  const at =
    sentence.search(asks) >= 0 ? sentence.search(asks) : Math.max(sentence.search(keeps), sentence.search(sorts));
  const told = sentence.slice(Math.max(0, at)).split(/[,;:(]| - | then | and (?=\w+s\b)/)[0] ?? sentence;
  return told.trim();
}

/** "each email", "loops through the rows": what follows is done once for every entry. */
export const repeats = (sentence: string): boolean =>
  /\b(?:(?:for |of )?each (?!day|morning|week|month|hour|evening|night|time|year|monday|sunday|friday)\w+|for every|loops?|looping|iterat\w+|one by one|one at a time|batch(?:es|ed)?|every (?:row|item|email|lead|contact|record|article|post|file|page|company|product|url|entry|message|story|recipient)|individually|in chunks|per (?:row|item|email|lead|record|article|file|company|product))\b/i.test(
    sentence,
  );
