import { type Literal, type Marked, restore } from '../language/literals';
import { toNumber } from '../language/numbers';
import { type Segment, toSegments } from '../language/segments';
import type { Plan } from '../plan';
import { ideasLost } from './ideas';
import { strangeFields } from './strangers';

/**
 * What was written verbatim is never talk: a quotation, an address or a number that is in nothing that was built was
 * misread. The clauses that hold such a piece are given back, as written; so are look-ups that name no row.
 */
export function unbuilt({ text, literals }: Marked, plan: Plan): string[] {
  const built = leavesOf(plan);
  const told = plan.unknown.join('\n').toLowerCase();
  const clauses = toSegments(text);
  const strange = strangeFields(plan, text).map(name => name.replaceAll('_', ' ').toLowerCase());
  const lost = clauses.filter(clause => {
    const said = restore(clause.text, literals);
    if (plan.unknown.length > 0 && told.includes(said.toLowerCase())) return false;
    return (
      marksIn(clause.text, literals).some(
        literal => !isHeld(literal, built) && !told.includes(literal.text.toLowerCase()),
      ) ||
      strange.some(name => clause.text.toLowerCase().includes(name)) ||
      numbersIn(clause).some(forms => !forms.some(form => built.numbers.has(form)))
    );
  });
  const unasked = asksNoTable(plan) ? clauses.filter(({ text }) => /\bfound\b/i.test(text)) : [];
  const unplaced = strange.filter(
    name => !told.includes(name) && !clauses.some(clause => clause.text.toLowerCase().includes(name)),
  );
  const ideas = ideasLost(clauses, plan).filter(
    ({ text: clause }) => !told.includes(restore(clause, literals).toLowerCase()),
  );
  return [...new Set([...lost, ...unasked, ...ideas])].map(clause => restore(clause.text, literals)).concat(unplaced);
}

/** Whether a row was found is asked where nothing looks for one. */
const asksNoTable = ({ trigger, steps }: Plan): boolean => {
  const built = JSON.stringify(steps);
  return trigger?.kind === 'webhook' && built.includes('"of":"row"') && !built.includes('"table":');
};

interface Leaves {
  texts: string;
  /** The same without the words that steps are called by: an address in a label is asked by nobody. */
  settings: string;
  numbers: ReadonlySet<number>;
}

/** Every text and number of a plan, with what a number may have become: a share of one, days, hours. */
function leavesOf(plan: Plan): Leaves {
  const texts: string[] = [];
  const numbers = new Set<number>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'number') numbers.add(value);
    else if (typeof value === 'boolean') texts.push(String(value));
    else if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) {
        texts.push(name);
        walk(inner);
      }
  };
  walk({ name: plan.name, trigger: plan.trigger, steps: plan.steps, unknown: plan.unknown });
  const settings = JSON.stringify([plan.trigger, plan.steps, plan.unknown], (name, value) =>
    name === 'text' && isLabel(value, plan) ? undefined : value,
  );
  for (const text of texts) for (const [digits] of text.matchAll(/\d+(?:\.\d+)?/g)) numbers.add(Number(digits));
  return { texts: texts.join('\n').toLowerCase(), settings: settings.toLowerCase(), numbers };
}

const isLabel = (value: unknown, { steps }: Plan) => steps.some(step => step.kind === 'other' && step.text === value);

const marksIn = (text: string, literals: readonly Literal[]): Literal[] =>
  [...text.matchAll(/⟨[qcuj](\d+)⟩/g)].flatMap(([, at]) => literals[Number(at)] ?? []);

/** Texts are held with their holes read as fields: each piece between them must be there. */
function isHeld({ kind, text }: Literal, { texts, settings }: Leaves): boolean {
  if (kind === 'url' && !settings.includes(text.toLowerCase())) return false;
  const pieces =
    kind === 'json'
      ? [...text.matchAll(/[\p{L}_]\w*/gu)].map(([word]) => word).filter(word => !/^(?:the|an?|its)$/i.test(word))
      : text.split(/\{\{?[^}]*\}?\}|<[^>]*>|\[[^\]]*\]|\$\{[^}]*\}|%\w+%/);
  return pieces.every(piece => hasWord(texts, piece.trim().toLowerCase()) || hasWord(texts, slug(piece)));
}

/** "Spain" is not said by a table called cheap_spain. */
function hasWord(texts: string, piece: string): boolean {
  for (let at = texts.indexOf(piece); at >= 0; at = texts.indexOf(piece, at + 1))
    if (!/[\p{L}\d]_$/u.test(texts.slice(Math.max(at - 2, 0), at)) && texts[at + piece.length] !== '_') return true;
  return false;
}

const slug = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\d.]+/gu, '_')
    .replace(/^_+|_+$/g, '');

/** Numbers tell times as well, which a schedule holds in its own form. */
const timing =
  /\b(?:every|each|daily|weekly|hourly|monthly|minutes?|hours?|days?|weeks?|months?|years?|am|pm|o'clock|noon|midnight|time ?zone|\w+day|version)\b|\d[:.]\d\d\b/i;

/** Each number with what it may have become: "10 percent off" is a factor of 0.9. */
function numbersIn({ text, lead }: Segment): number[][] {
  if (timing.test(text)) return [];
  const plain = lead === 'bullet' ? text.replace(/^\(?\d{1,2}[.)]\s+/, '') : text;
  const bare = plain.replace(/\([^()]*\)|⟨[^⟩]*⟩/g, ' ');
  const said = bare.matchAll(/(?<![\p{L}\d_.:,/-])(\d+(?:[.,]\d+)*)(\s?%|\s?percent\b)?(?![\p{L}\d_:/-])/gu);
  return [...said].map(([, digits, percent]) => {
    const value = toNumber(digits!) ?? Number.NaN;
    return percent ? [value, value / 100, rounded(1 - value / 100), rounded(1 + value / 100)] : [value];
  });
}

const rounded = (value: number) => Math.round(value * 1e9) / 1e9;
