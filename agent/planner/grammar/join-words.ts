import { toFieldName } from '../language/names';

const glue =
  '(?:(?:make|build|form|create|compose|assemble|produce|generate|join|combine|concatenate|merge|glue|stick|connect|put together|put|bring together|bring|add)(?:e?s)?)';
const between = '(space|blank|comma and (?:a )?space|comma|dash|hyphen|underscore|dot|slash|newline)';
/** "with a space between", "separated by a comma", "(space in between)". */
const separator = `(?:,? ?\\(?(?:with|by|using|and|separated (?:by|with)|joined (?:by|with|using)|divided by)? ?(?:only |just )?(?:an? |one |the )?(?:single )?${between}(?: (?:in ?)?between(?: (?:them|the two|both|it))?| in the middle| separated| as (?:the )?separator)?\\)?)`;
const name = '(?:an? |the |one |its |new |field |called |named )*([\\p{L}_][\\p{L}\\d_]*(?: name)?)';
const word = '(?:the |their |its )?[\\p{L}_][\\p{L}\\d_]*(?: names?)?';
const sources = `((?:it|them|both|these|those|the two|both of them|${word}(?:(?:,? and |, | plus | \\+ )${word})+)(?: fields?| names)?)`;
const end = '(?=\\s*(?:[.,;!?\\n]|$|(?:and|then) (?:then )?(?!a |the )[\\p{L}]+))';

/** "make full_name from first and last with a space between": the name first, then what it is made of. */
const named = new RegExp(
  `\\b${glue}(?: up)? (?:it |them )?${name},? (?:from|out of|of|by (?:joining|combining|adding|putting together)|using|with) ${sources}(?: together| joined)?${separator}${end}`,
  'giu',
);
/** "put them together as full_name with a space": what it is made of first. */
const gathered = new RegExp(
  `\\b${glue} ${sources}(?: together)?${separator}?,? (?:as|into?|to|and call (?:it|that)|and name it|under the name|in a field) ${name}${separator}?${end}`,
  'giu',
);

/** Texts put side by side, told in many ways, as the one that values are read in: "full_name = first and last joined with a space". */
export function rewordJoins(text: string, given: ReadonlySet<string>): string {
  const said = (whole: string, { made, of, by }: { made: string; of: string; by: string | undefined }): string => {
    const parts = resolve(of, given);
    if (parts === null || /^(?:table|json|list|it|them|webhook|the)$/i.test(made) || by === undefined) return whole;
    return `${toFieldName(made)} = ${parts} joined with a ${by}`;
  };
  return text
    .replace(named, (whole, made: string, of: string, by: string) => said(whole, { made, of, by }))
    .replace(gathered, (whole, of: string, before: string | undefined, made: string, after: string | undefined) =>
      said(whole, { made, of, by: before ?? after }),
    );
}

/** "them", "both": the fields that were named; "first and last names": each of them. */
function resolve(sources: string, given: ReadonlySet<string>): string | null {
  const plain = sources.trim();
  if (/^(?:it|them|both|these|those|the two|both of them)(?: fields?| names)?$/i.test(plain)) {
    const names = [...given].filter(field => /name|^(?:first|last|given|family|surname)$/.test(field));
    const fields = names.length >= 2 ? names : [...given];
    return fields.length < 2 ? null : fields.join(' and ');
  }
  const names = /^(?:the )?([\p{L}_]+) and (?:the )?([\p{L}_]+) names?$/iu.exec(plain);
  if (names && given.has(names[1]!.toLowerCase())) return `${names[1]} and ${names[2]}`;
  return plain.replace(/ fields?$/i, '');
}
