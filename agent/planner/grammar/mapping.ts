const Q = '⟨q\\d+⟩';
const key = `(?:⟨[qc]\\d+⟩|[\\p{L}\\d][\\p{L}\\d_-]*)`;
const other =
  '(?:default|otherwise|else|anything else|everything else|any other(?: \\w+)?|all others?|the rest|others?|unknown)';
const to = '(?:→|:|=|is|gives|means|becomes|gets)';
const pair = `(?:for |if )?${key} ?${to} ?${Q}`;
const last = `(?:and |for |or )*${other},? ?(?:${to} ?)?${Q}`;
const pairs = new RegExp(`(${pair}(?:\\s*[,;/\\n]\\s*(?:and )?${pair})+)(?:\\s*[,;/\\n.]\\s*(${last}))?`, 'iu');

const sends =
  /(?:[.;,]|^)\s*(?:(?:and|then|please) )*(?:answer|reply|respond|return|send(?: back)?|say|give(?: back)?)s?(?: (?:back|with|me|us|them|it))* (?:the )?(?:matching|corresponding|right|fitting|appropriate|according|correct|respective|proper|resulting|that) ?(?:text|greeting|word|message|value|answer|reply|one|translation|name|phrase|price|response)?(?: back| for it| in return)?(?=[.;,]|$)/i;
const subject =
  /\b(?:switch|map|mapping|look ?up|translate|depending|based|according|decide|choose|convert|turn|by|table)(?: (?:on|to|for|by|of|from|the|a|an|its))* (?:field |value of |code )?(?:called |named )?([\p{L}_]\w*)/iu;

/**
 * "map language: en → "Hello", fr → "Bonjour", and answer with the matching text": a table of values, told apart from
 * what is done with it, is a decision with an answer for each case.
 */
export function rewordMapping(text: string): string {
  const found = pairs.exec(text);
  const sent = sends.exec(text);
  if (!found || !sent) return text;
  const head = text.slice(0, found.index);
  const field =
    subject.exec(head)?.[1] ??
    /\b(?:with|gets|takes|has|sends|receives|of) (?:an? |the )?(?:field )?([\p{L}_]\w*)\W*$/iu.exec(head)?.[1];
  if (field === undefined) return text;
  const arms = found[1]!.replace(new RegExp(`(?:for |if )?(${key}) ?${to} ?(${Q})`, 'giu'), '$1 → answer $2');
  const rest = found[2] === undefined ? '' : `, otherwise → answer ${new RegExp(Q).exec(found[2])![0]}`;
  const hooked = /\b(?:post|webhook|request|endpoint|api)\b/i.test(head);
  const before = hooked ? `webhook with ${field}. ` : '';
  const after = text
    .slice(found.index + found[0].length)
    .replace(sends, '')
    .replace(/^[\s.;,]+/, '');
  return `${before}depending on ${field}: ${arms}${rest}. ${after}`.trim();
}
