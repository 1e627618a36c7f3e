import { categoryOf } from './measure';
import { range } from './ranges';
import type { Reader } from './reader';

const word = '[\\p{L}_][\\p{L}\\d_]*';
const value = `(?:⟨[qc]\\d+⟩|-?\\d[\\d.]*%?|${word})`;
const span = `(?:${range}|[<>]=? ?-?\\d[\\d.]*)`;
const other =
  '(?:otherwise|else|anything else|everything else|all (?:the )?others?|(?:the )?rest|below(?: that)?|above(?: that)?|less|more|others?|default)';
const by = '\\s*(?::|→|=|is|means|gives|gets|costs?)\\s*';
/** "spent >= 1000: gold, >= 500: silver, else bronze". */
const measured = new RegExp(
  `(?<=^|[.;\\n:]\\s*)(?:(?<name>the |its |an? )?(?<target>${word}): )?(?:if |when |for )?(?<field>${word}) ?(?<first>${span})${by}(?<one>${value})(?<rest>(?:,? (?:and |or )?(?:if |when |for )?(?:\\k<field> )?${span}${by}${value})*)(?:,? (?:and |or )?${other}(?::|→|=| is| gets)? ?(?<last>${value}))?(?=\\s*(?:[.;\\n]|$))`,
  'giu',
);
/** "monthly price: basic 10, pro 25, team 60". */
const named = new RegExp(
  `(?<=^|[.;\\n]\\s*)(?:the )?(?:${word} )?(?<target>${word})(?: is|:| are) (?:for )?(?<list>${word}${'(?: is| costs?|:|=)?'} -?\\d[\\d.]*(?:,? (?:and )?(?:for )?${word}${'(?: is| costs?|:|=)?'} -?\\d[\\d.]*)+)(?:,? (?:and )?${other}(?: is|:)? (?<last>-?\\d[\\d.]*))?(?=\\s*(?:[.;\\n]|$))`,
  'giu',
);

type Groups = Partial<Record<'target' | 'field' | 'first' | 'one' | 'rest' | 'last' | 'list', string>>;

/** A value that is told by its cases without a sentence around it, as the sentence that values by conditions are read from. */
export function rewordTiers(text: string, reader: Reader): string {
  const tiered = text.replace(measured, (...match: unknown[]) => {
    const groups = match.at(-1) as Groups;
    const target = groups.target ?? wanted(text, reader);
    if (target === null || !reader.given.has(groups.field!.toLowerCase())) return match[0] as string;
    const rest = [...(groups.rest ?? '').matchAll(new RegExp(`(${span})${by}(${value})`, 'giu'))].map(
      ([, bound, result]) => ({ bound: bound!, result: result! }),
    );
    const cases = [{ bound: groups.first!, result: groups.one! }, ...rest];
    if (rest.length === 0 && groups.last === undefined) return match[0] as string;
    return sentence(
      target,
      cases.map(({ bound, result }) => `${result} if ${groups.field} ${/^[<>]/.test(bound) ? '' : 'is '}${bound}`),
      groups.last,
    );
  });
  return tiered.replace(named, (...match: unknown[]) => {
    const groups = match.at(-1) as Groups;
    const field = categoryOf([...reader.given]);
    if (field === null || reader.given.has(groups.target!.toLowerCase())) return match[0] as string;
    const cases = [...groups.list!.matchAll(new RegExp(`(${word})(?: is| costs?|:|=)? (-?\\d[\\d.]*)`, 'giu'))].filter(
      ([, name]) => !/^(?:and|for)$/i.test(name!),
    );
    return sentence(
      groups.target!,
      cases.map(([, name, result]) => `${result} if ${field} is ${name}`),
      groups.last,
    );
  });
}

const sentence = (target: string, cases: readonly string[], last: string | undefined) =>
  `the ${target} is ${cases.join(', ')}${last === undefined ? '' : `, otherwise ${last}`}`;

/** The one name that an answer or a row tells, though nothing brings or makes it. */
function wanted(text: string, reader: Reader): string | null {
  const holes = reader.literals.flatMap(literal =>
    [...literal.text.matchAll(/\{+\s*(\w+)\s*\}+/g)].map(([, name]) => name!),
  );
  const open = [...new Set(holes)].filter(
    name => !reader.given.has(name) && !new RegExp(`\\b${name} (?:is|=)`, 'i').test(text),
  );
  return open.length === 1 ? open[0]! : null;
}
