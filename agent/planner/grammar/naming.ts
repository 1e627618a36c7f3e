import { type Literal, literalOf } from '../language/literals';

const name = '(⟨[qc]\\d+⟩|[\\p{L}\\d][\\p{L}\\d _&/-]{0,60}?)';
const forms: readonly RegExp[] = [
  new RegExp(
    `(?:[,.;]\\s*|^|\\s+and\\s+|\\n\\s*)(?:please\\s+)?(?:call|name|title)\\s+(?:the (?:workflow|flow|whole thing|automation)|this (?:workflow|flow)|it|this|that|everything)\\s+(?:as\\s+)?${name}(?=\\s*(?:[.,;!\\n]|$))`,
    'iu',
  ),
  new RegExp(
    `(?:[,.;]\\s*|^|\\s+and\\s+)(?:please\\s+)?rename\\s+(?:it|this|the (?:workflow|flow)|this (?:workflow|flow))\\s+(?:to|as)\\s+${name}(?=\\s*(?:[.,;!\\n]|$))`,
    'iu',
  ),
  new RegExp(
    `\\b(?:workflow|flow|automation)(?:,)? (?:called|named|with the name|titled)\\s+${name}(?=\\s*(?:[.,;:!\\n]|$|\\bthat\\b|\\bwhich\\b|\\bwhere\\b|\\bto\\b))[.,;:]?`,
    'iu',
  ),
  new RegExp(
    `\\b(?:the |its )?(?:workflow(?:'s)? |flow(?:'s)? )?name (?:is|should be|of (?:the|this) workflow is|it should have is)\\s+${name}(?=\\s*(?:[.,;!\\n]|$))`,
    'iu',
  ),
];

/** "Call it Order triage": the name for the workflow, and the request without it. */
export function readName(text: string, literals: readonly Literal[]): { name: string | null; rest: string } {
  for (const [at, form] of forms.entries()) {
    const match = form.exec(text);
    if (!match || (at === 3 && !/workflow|flow/i.test(match[0]))) continue;
    const found = (literalOf(match[1]!, literals)?.text ?? match[1]!).trim();
    const kept = at === 2 ? 'workflow ' : '. ';
    return {
      name: found.charAt(0).toUpperCase() + found.slice(1),
      rest: (text.slice(0, match.index) + kept + text.slice(match.index + match[0].length)).replace(/^[\s.,]+/, ''),
    };
  }
  return { name: null, rest: text };
}
