import { restore } from '../language/literals';
import { singular } from '../language/names';
import { toNumber } from '../language/numbers';
import { lemma } from '../language/verbs';
import type { Step } from '../plan';
import { entity, type Reader } from './reader';

/** Words that tell how things hang together, compare, or lead up to something: nothing is lost when they leave no trace. */
const plain = new Set(
  `a an the this that these those it its they them their he she his her him who whom whose which what there here then than
  i we you me us my our your is are was were be been being am do does did done has have had having will would shall should must can could may might
  and or but nor so if when whenever unless otherwise else as of in on at to into from by with without for about via through over under above below between
  up out off back not no yes only just simply also too even already yet still again always ever never either neither both all any each every some none
  more less fewer greater bigger larger smaller higher lower older younger longer shorter heavier lighter cheaper better worse warmer colder newer earlier later
  least most equal equals equal exactly same contains contain containing mentions mention includes include starts start starting begins begin ends end ending word words
  missing empty blank absent null present given provided set there known found exists exist valid invalid number numeric email true false positive negative
  field fields column columns value values text body payload request post webhook json message data one ones thing something anything someone somebody anyone
  everything everyone case cases way side however case provided assuming long once soon please well now today new whole rest other others
  exceeds exceed exceeding reaches reach last next past before after since during within matches matching receive receives received arrives comes come gets get sends sent posted
  such where ~ per together named called extra remaining original key whatever table tables row rows record entry entries list first newest latest top highest lowest high low ascending descending upper lower case cased capitals divided plus minus times space between right away status code
  amount date day code time e-mail mail address percent euros euro dollars dollar years year old days hours minutes degrees kg km`
    .split(/\s+/)
    .filter(word => word !== ''),
);

/** What a thing was called in passing is no place where a word is kept. */
const withoutWording = (key: string, value: unknown) => (key === 'what' || key === 'noun' ? undefined : value);

/** The content words of a phrase that what was built of it does not hold: something was said and nothing came of it. */
export function unaccounted(phrase: string, built: unknown, reader: Reader): string[] {
  const held = new Set(
    restore(JSON.stringify(built, withoutWording), reader.literals)
      .toLowerCase()
      .split(/[^\p{L}\d@]+/u)
      .flatMap(word => [word, singular(word)]),
  );
  return (phrase.match(/⟨[^⟩]*⟩|(?<!\d)[\p{L}_][\p{L}\d_'-]*/gu) ?? []).filter(word => {
    const lower = word.toLowerCase().replace(/'s$/, '');
    return !(
      word.startsWith('⟨') ||
      plain.has(lower) ||
      plain.has(singular(lower)) ||
      reader.nouns.has(singular(lower)) ||
      entity.test(singular(lower)) ||
      held.has(lower) ||
      held.has(singular(lower)) ||
      lower.split(/[_-]/).every(part => held.has(part) || held.has(singular(part))) ||
      lemma(lower) !== null ||
      toNumber(lower) !== null
    );
  });
}

/** What a clause says beyond the values, names and texts of its steps, where those are all there is to say. */
export function unusedOf(clause: string, steps: readonly Step[], reader: Reader): string[] {
  if (!steps.every(({ kind }) => kind === 'store' || kind === 'answer' || kind === 'update')) return [];
  // A computed value is told in words that its parts do not hold: "plus 19 % VAT".
  if (/"kind":"(?:sum|aggregate|call|expression|choice)"/.test(JSON.stringify(steps))) return [];
  const all = steps.some(
    step =>
      (step.kind === 'store' && step.values.length === 0) || (step.kind === 'answer' && step.body?.kind === 'whole'),
  );
  return unaccounted(clause, [steps, all ? [...reader.given, ...reader.fields] : []], reader);
}
