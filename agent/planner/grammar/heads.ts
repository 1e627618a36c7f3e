import { amountOf } from './measure';
import { other, range, unit } from './ranges';
import { quiet, type Reader } from './reader';

const who =
  '(?:(?:(?:all |any |the |those |every |our )*(?:everyone|everybody|anyone|anybody|people|persons|those|ones|guests|groups|customers|orders|[\\p{L}]+s)(?: (?:who|that) (?:is|are|have|has|weighs?|costs?))?(?: (?:with|of|from|aged|worth|for|at))*|it is|is it|aged|with|for|of) )?';
const deed =
  '(?:answer|reply|respond|return|say|store|save|put|add|insert|send|post|write|delete|update|set|reject|forward|goes?|gets?|if|when)';
/** "Under 6 years answer …", "Groups of more than 10 seats: send …". */
const ranged = new RegExp(
  `(^|[.;\\n]\\s*|(?<=⟩),\\s+)(?:and |but |then )?(?<who>${who})(?<range>${range})(?<unit>${unit})(?: (?<counted>[\\p{L}_]+))?(?:\\s*(?::|→)\\s*|,? (?=(?:then |please |just )*${deed}\\b))`,
  'giu',
);
/** "Smaller ones: answer …", "the rest: …". */
const others = new RegExp(`(^|[.;\\n]\\s*)(?:and |but )?(?:${other})\\s*(?::|→)\\s*(?=\\S)`, 'giu');

/** Heads of cases that only name a measure, or all others, as the conditions they stand for. */
export function rewordHeads(text: string, reader: Reader): string {
  let found = false;
  const told = text.replace(ranged, (...match: unknown[]) => {
    const groups = match.at(-1) as { range: string; unit?: string; counted?: string; who: string };
    const whole = match[0] as string;
    const field = fieldOf(`${groups.unit ?? ''} ${groups.counted ?? ''}`, reader);
    if (field === null || /^(?:every|each)\b/i.test(groups.who)) return whole;
    found = true;
    const deed = /^⟨[qj]/.test(text.slice((match.at(-3) as number) + whole.length)) ? 'answer ' : '';
    return `${match[1] as string}if ${field} ${/^[<>]/.test(groups.range) ? '' : 'is '}${groups.range.replace(/^(?:anything )/i, '')}, ${deed}`;
  });
  return found ? told.replace(others, '$1otherwise ') : told;
}

/** The field that the unit names, or the one measure that comes. */
function fieldOf(unitWords: string, reader: Reader): string | null {
  const named = unitWords
    .toLowerCase()
    .split(/\s+/)
    .find(word => reader.given.has(word) || reader.given.has(word.replace(/s$/, '')));
  if (named !== undefined) return reader.given.has(named) ? named : named.replace(/s$/, '');
  const amount = amountOf(quiet(reader));
  return amount?.kind === 'field' && reader.given.has(amount.name) ? amount.name : null;
}
