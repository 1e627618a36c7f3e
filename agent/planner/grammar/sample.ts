import { literalOf } from '../language/literals';
import { toFieldName } from '../language/names';
import { normalise } from '../language/normalise';
import { toNumber } from '../language/numbers';
import { splitList } from './value';

/** The input a person wants to run with: "with amount 50 and country DE", "with {"amount": 5}". */
export function readSample(said: string): Record<string, unknown>[] | null {
  const { text, literals } = normalise(said);
  const json = /⟨j\d+⟩/.exec(text)?.[0];
  if (json) return objectIn(literalOf(json, literals)!.text);
  const phrase =
    /\b(?:with|using|where|when|if|for|of)\s+(?:an? (?:order|item|lead|example|test|sample|input|request|body|payload|\w+)\s+(?:of|with|where|that has|over|whose|that is|from)\s+)?(?:the |an? |its )?(.+)$/i.exec(
      text,
    )?.[1];
  if (phrase === undefined) return null;
  const pairs = splitList(
    phrase.replace(/\s+(?:please|now|again|live|instead|is (?:sent|posted|received)|comes in)$/i, ''),
  ).map(piece => {
    const match =
      /^(?:the |an? |its )?(⟨[qc]\d+⟩|[\p{L}_][\w.]*(?: (?:name|id|code|number))?)\s*(?:=|:|is|of|was|equals|set to)?\s+(⟨[qc]\d+⟩|[^\s].*)$/iu.exec(
        piece,
      );
    return match
      ? ([toFieldName(literalOf(match[1]!, literals)?.text ?? match[1]!), plainValue(match[2]!, literals)] as const)
      : null;
  });
  if (
    pairs.some(pair => pair === null) ||
    pairs.some(pair => /^(?:an?|the|this|that|it|example|test|sample|some|another|real|few|one)$/.test(pair![0]))
  )
    return null;
  return [Object.fromEntries(pairs as (readonly [string, unknown])[])];
}

function plainValue(text: string, literals: Parameters<typeof literalOf>[1]): unknown {
  const literal = literalOf(text, literals);
  if (literal) return literal.text;
  return toNumber(text) ?? (/^(?:true|false)$/i.test(text) ? /true/i.test(text) : text);
}

function objectIn(text: string): Record<string, unknown>[] | null {
  for (const candidate of [text, text.replace(/'/g, '"'), text.replace(/([{,]\s*)([A-Za-z_]\w*)\s*:/g, '$1"$2":')]) {
    try {
      const value: unknown = JSON.parse(candidate);
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return [value as Record<string, unknown>];
    } catch {
      // The next spelling may be JSON.
    }
  }
  return null;
}
