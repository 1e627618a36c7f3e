import { literalOf } from '../language/literals';
import { singular } from '../language/names';
import type { Reader } from './reader';

const mark = '⟨[qc]\\d+⟩';
const word = '[\\p{L}_][\\p{L}\\d_]*';
const there =
  '(?: (?:there|are|is|we|you|they|have|has|exist|exists?|stored|saved|listed|recorded|registered|now|already|currently|so far|by now|in total|altogether|afterwards?|until now|then|of them))*';
const noun = `(?<noun>(?!(?:there|are|is|have|has|now|of|all|the|in|so|they|we|it)\\b)${word})`;
const answering =
  '(?<verb>answers?|repl(?:y|ies)|responds?|returns?|tells?|says?|gives?|shows?|sends?)(?: back)?(?: (?:me|us|them))?(?: back)?(?: with)?(?: just| only| the text)?';
const like = '(?:,? ?(?:like|as|in the form|such as|for example|formatted as|in)(?: this)?:? (?<text>⟨q\\d+⟩))?';
const end = '(?=\\s*(?:[.;,!?\\n]|$|and |then ))';

/** The ways to tell a figure of a table; a field of the request is no table: "the points of that team". */
function figuresFor(given: ReadonlySet<string>): string[] {
  const fields = [...given].filter(name => /^[\p{L}\d_]+$/u.test(name)).join('|');
  const named = `(?<table>${mark}|${fields === '' ? '' : `(?!(?:${fields})\\b)`}${word})`;
  const place = `(?: (?:in|of|inside|from|on) (?:the |that |this |our |my )?(?:table )?(?:called )?${named}(?: table)?)?`;
  const which = `(?: (?<which>(?:with|for|of|from|by|having|that have|which have|that has) (?:that|this|the same|the given) (?<field>${word})|(?:where|whose|that are|which are) [^.;,⟨]+(?:⟨q\\d+⟩)?))?`;
  const tail = `${there}${place}${there}${which}${there}`;
  return [
    `(?:the )?(?:(?:total|overall|current|new) )?(?<figure>sum|total|average|mean|highest|maximum|max|largest|biggest|lowest|minimum|min|smallest)(?: value| amount)?(?: of)?(?: all)?(?: the)? ${noun}(?: values?| column| field)?${tail}`,
    `(?:the )?(?:(?:total|overall|current|new|whole|updated) )*(?:number|count|amount) of (?:all )?(?:the )?(?:${word} )??${noun}${tail}`,
    `how many (?:of the )?(?:${word} )??${noun}${tail}`,
    `(?:the |all )?(?<noun>rows|entries|records)${there}${place}${there}${which}${there}`,
    `how (?:often|many times) (?:the |that |this )?(?<field>${word}) (?:is|was|has been|appears|occurs|stands)(?: saved| stored| listed)?${place}${there}`,
  ];
}

/**
 * Figures of a table, told in many ways, as the one that steps are read from: "answer with how many rows are in sales,
 * like "Sales: {count}"", `reply "No. {n}" with n being the number of rows in the table`.
 */
export function rewordFigures(text: string, reader: Reader): string {
  const tables = tablesIn(text);
  const unbracketed = text.replace(/(⟨[qj]\d+⟩) \(([\p{L}_]\w*) (?:=|is|being) ([^()]+)\)/gu, '$1 where $2 is $3');
  const replaced = (current: string, pattern: string): string =>
    current.replace(new RegExp(pattern, 'giu'), (...match: unknown[]) => {
      const before = current.slice(0, match.at(-3) as number);
      const known = tables.filter(({ name, at }) => at < before.length || before.includes(name));
      return sentenceFor(match.at(-1) as Groups, { reader, tables: known }) ?? (match[0] as string);
    });
  const figures = figuresFor(reader.given);
  const told = figures.map(
    figure =>
      `\\b${answering} (?<text>⟨[qj]\\d+⟩),? (?:where|with|and|in which) (?:the )?(?<name>${word}) (?:is|being|=|means|stands for|as) ${figure}${end}`,
  );
  const asked = figures.map(figure => `\\b${answering} ${figure}${like}${end}`);
  return [...told, ...asked].reduce(replaced, unbracketed);
}

type Groups = Partial<Record<'verb' | 'noun' | 'table' | 'which' | 'field' | 'figure' | 'text' | 'name', string>>;

function sentenceFor(groups: Groups, { reader, tables }: { reader: Reader; tables: readonly Named[] }): string | null {
  const table = tableOf(groups, tables);
  if (table === null) return null;
  const rows = rowsOf(groups, reader);
  if (rows === null) return null;
  const what = `the ${rows.what} in the table ${table}${rows.which}`;
  if (groups.text === undefined) return `answer with ${what}`;
  const name = groups.name ?? holeIn(groups.text, reader);
  return name === null ? null : `get ${what} as ${name}, then answer ${groups.text}`;
}

/** Which table: the one that is named, or the last one where its rows are spoken of. */
function tableOf({ table, noun = '', which = '', field, figure }: Groups, tables: readonly Named[]): string | null {
  const last = tables.at(-1)?.name ?? null;
  if (table !== undefined) {
    if (/^(?:it|there|them|table|that|this|the|list|that)$/i.test(table)) return last;
    if (tables.some(({ name }) => name.toLowerCase() === table.toLowerCase())) return table;
    return /^(?:rows?|entries|entry|records?)$/i.test(noun) && !/^(?:request|body|webhook)$/i.test(table)
      ? table
      : null;
  }
  if (last === null) return null;
  const own = singular(noun.toLowerCase()) === singular(last.toLowerCase().split(/[\s_]/).at(-1)!);
  return own ||
    /^(?:rows?|entries|records?)$/i.test(noun) ||
    (field !== undefined && (which !== '' || figure !== undefined))
    ? last
    : null;
}

function rowsOf(
  { figure, noun = '', which, field, table }: Groups,
  reader: Reader,
): { what: string; which: string } | null {
  const own = field === undefined ? null : field.toLowerCase();
  const criteria =
    own !== null && figure === undefined && which === undefined
      ? ` with that ${own}`
      : which
        ? ` ${which.replace(/^(?:for|of|from|by|having|that have|which have|that has) /i, 'with ')}`
        : '';
  if (figure === undefined) return { what: 'number of rows', which: criteria };
  const plain = noun.toLowerCase();
  if (table === undefined && criteria === '') return null;
  const column = reader.given.has(plain) || !reader.given.has(singular(plain)) ? noun : singular(noun);
  return { what: `${figure} of ${column}`, which: criteria };
}

/** The hole of a text that nothing else fills: "{count} so far". */
function holeIn(text: string, reader: Reader): string | null {
  const holes = [...(literalOf(text, reader.literals)?.text ?? '').matchAll(/\{+\s*(\w+)\s*\}+/g)].map(
    ([, name]) => name!,
  );
  const open = holes.filter(name => !reader.given.has(name));
  return open.length === 1 ? open[0]! : null;
}

interface Named {
  name: string;
  at: number;
}

/** The tables that a text names, in their order. */
function tablesIn(text: string): Named[] {
  const patterns = [
    new RegExp(
      `\\btable (?:called |named )?(${mark}|(?!with\\b|and\\b|where\\b|has\\b|is\\b|for\\b|by\\b)${word})`,
      'giu',
    ),
    new RegExp(`\\b(?:the|my|our) (${mark}|${word}) table\\b`, 'giu'),
    new RegExp(
      `\\b(?:save|store|add|put|insert|write|log|keep|record|append)(?:s|d|ed)?\\b[^.;,\\n⟨]*?\\b(?:in|into|to) (?:the )?(${mark}|(?!table\\b|it\\b|them\\b|that\\b|the\\b|upper\\b|lower\\b)${word})`,
      'giu',
    ),
  ];
  return patterns
    .flatMap(pattern => [...text.matchAll(pattern)].map(match => ({ name: match[1]!, at: match.index })))
    .sort((left, right) => left.at - right.at);
}
