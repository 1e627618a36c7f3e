const hook = '(?:my|the|our|a|an|this) (?:web ?hook|endpoint|hook)';
const aside = new RegExp(
  String.raw`((?:(?:the|an?|its) )?[\p{L}_]\w*(?: field)?) (?:(?:that|which) (?:is|was) )?(?:posted|sent|submitted) to ${hook}(?= (?:is|are|was|has|have|contains?|equals?|exceeds?|starts?|ends?|begins?)\b)`,
  'giu',
);
const heading = /^[^:.!?\n⟨]{4,100}: (?=(?:when|whenever|if|each time|every time|as soon as|once)\b)/i;
const comesIn = /\b(?:web ?hook|endpoint|hook)\b/i;

/** "The amount posted to my webhook is …": what comes in is told in passing; it is told first, and once. */
export function heardFirst(text: string): string {
  return definedFirst(toldFirst(text));
}

const defines = /^(?:the|its|their) ([\p{L}_]\w*) (?:is|=) (?!⟨)/iu;
const computes = /\b(?:from|below|under|above|over|times|plus|minus|percent|half|for)\b|[*%+/]/i;

/** "… stored together with a grade. The grade is A from 90 …": what a value is stands before what is done with it. */
function definedFirst(text: string): string {
  const sentences = text.split(/(?<=[.!?])\s+/);
  for (const [at, sentence] of sentences.entries()) {
    const name = defines.exec(sentence)?.[1];
    if (name === undefined || !computes.test(sentence)) continue;
    const used = new RegExp(`\\b(?:with|and) (?:a|an|the|its) ${name}\\b`, 'i');
    const before = sentences.findIndex((other, index) => index < at && used.test(other));
    if (before >= 0) sentences.splice(before, 0, ...sentences.splice(at, 1));
  }
  return sentences.join(' ');
}

function toldFirst(text: string): string {
  const [title] = heading.exec(text) ?? [];
  const own = title && !comesIn.test(title) && comesIn.test(text.slice(title.length)) ? text.slice(title.length) : text;
  const plain = own.replace(aside, '$1');
  return plain === own ? own : `When the webhook is called. ${plain}`;
}
