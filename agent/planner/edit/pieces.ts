const verbs =
  'make|set|change|use|rename|remove|delete|raise|lower|move|replace|call|disable|enable|swap|switch|answer|sort|take|run it|mail it|send it to ⟨u|store the|save the|also (?:store|save)|keep (?:only )?(?:the )?(?:first |last )?\\d|look for|for (?:the )?\\w+ (?:use|answer|take)|the (?:\\w+ ){1,3}(?:is|are|should|must)';

const between = new RegExp(
  `\\s*(?:[,;]\\s*(?:and\\s+)?(?:then\\s+)?|\\.\\s+|\\s+and\\s+(?:then\\s+|also\\s+)?|\\s+then\\s+)(?=(?:${verbs})\\b)`,
  'i',
);

/** "make the limit 35, the answer is "warm" and rename the table to …": the edits of one sentence. */
const byVerb = (text: string): string[] => text.split(between).filter(piece => piece !== '');

const shared = /^(?:please )?(change|set|make|update|switch|turn|rename|put)\s+(?=(?:the |its |my )?[\p{L}⟨])/iu;
const another =
  /(?:\s*,\s+(?:and\s+)?|\s+and\s+)(?=(?:(?:the |its |my )\p{L}[\p{L} ]{1,40}?(?:\s+⟨[qc]\d+⟩)?|⟨[qc]\d+⟩)\s+(?:to|into)\s+\S)/iu;

/** "change the table to costly, the limit to 300 and the answer to "tiny"": one verb for all of them. */
function bySharedVerb(text: string): string[] {
  const verb = shared.exec(text)?.[1];
  if (verb === undefined) return [];
  const [first, ...others] = text.split(another);
  return [first!, ...others.map(piece => `${verb} ${piece}`)];
}

/** Ways to take a message apart into edits of their own, the likelier first; none of a message that is one. */
export function piecesOf(text: string): string[][] {
  const verbal = byVerb(text).flatMap(piece => {
    const parts = bySharedVerb(piece);
    return parts.length > 1 ? parts : [piece];
  });
  return [verbal].filter(pieces => pieces.length > 1);
}
