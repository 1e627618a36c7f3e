import { literalOf } from '../language/literals';
import { singular, toFieldName } from '../language/names';
import { hasMeaning } from '../language/verbs';
import type { AggregateOperation, Step, Test } from '../plan';
import type { Clause } from './clause';
import { readCriteria } from './criteria';
import { readField } from './field';
import type { Reader } from './reader';

interface Operation {
  operation: AggregateOperation;
  field?: string;
  as: string;
}

const words: Readonly<Record<string, AggregateOperation>> = {
  sum: 'sum',
  total: 'sum',
  'add up': 'sum',
  'sum up': 'sum',
  average: 'average',
  mean: 'average',
  highest: 'max',
  maximum: 'max',
  max: 'max',
  largest: 'max',
  biggest: 'max',
  lowest: 'min',
  minimum: 'min',
  min: 'min',
  smallest: 'min',
  cheapest: 'min',
};
const operationPattern =
  /\b(add(?:s|ing)? up|sum(?:s|ming)? up|sums?|totals?|averages?|mean|highest|maximum|max|largest|biggest|lowest|minimum|min|smallest|cheapest)\b(?: (?:of|up))?(?: (?:the|all|its|their|every|any|values?|fields?|columns?|of|called))* ?(?:of )?([\p{L}_][\p{L}\d_]*)?/giu;
const counting = /\b(?:count|counts|how many|the number of|tally)\b/i;
const noField =
  /^(?:rows?|entries|entry|records?|of|and|in|from|it|them|all|the|table|is|for|over|per|by|with|which|that|items?|value|as|on)$/i;
const mark = '⟨[qc]\\d+⟩';
const named = [
  new RegExp(
    `\\b(?:in|from|of|on|over|inside|for)?\\s*(?:the |my |our )?table (?:called |named )?(${mark}|[\\p{L}_][\\p{L}\\d_-]*)`,
    'iu',
  ),
  new RegExp(`\\b(?:in|from|of|on|over|inside)\\s+(?:the |my |our )(${mark}|[\\p{L}_][\\p{L}\\d_-]*) table\\b`, 'iu'),
  // "the rows in players where …": what has rows is a table
  new RegExp(
    `\\b(?:(?:in|from|of|on|over|for) )?(?:(?:all|the|every|each|of) )*(?:rows?|entries|records?) (?:in|of|from|inside) (?:the |my |our )?(${mark}|(?!it\\b|them\\b|this\\b|that\\b|there\\b|all\\b)[\\p{L}_][\\p{L}\\d_-]*)`,
    'iu',
  ),
];

interface Table {
  name: string;
  before: string;
  after: string;
}

/** "add up the amount of all rows in the table expenses", "count how many votes have the same option", "return the average score from …". */
export function readTableAggregate({ verb, rest, text }: Clause, reader: Reader): Step[] | null {
  const answers = hasMeaning(verb, 'answer') && /^(?:answer|return|reply|respond|give|tell|show|say)$/.test(verb);
  if (
    !answers &&
    !/^(?:count|sum|total|average|add|calculate|compute|get|find|determine|tally|work|take|look|check)$/.test(verb)
  )
    return null;
  if (/⟨u\d+⟩|\b(?:into|insert|store|save)\b/i.test(rest) || (verb === 'add' && !/^up\b/i.test(rest))) return null;
  const table = tableIn(text, reader);
  if (table === null) return null;
  const alias = /\bas (?:the field )?([\p{L}_]\w*)$/iu.exec(text.replace(/ as json\b.*$/i, ''))?.[1];
  const operations = operationsIn(
    table.before === '' || table.before === verb ? text : `${table.before} ${table.after}`,
    reader,
  );
  if (operations.length === 0 || (answers && talksOfMore(text))) return null;
  const asField =
    /\bas json,? (?:with |in |under )?(?:the |a )?fields? (?:called |named )?([\p{L}_]\w*)/iu.exec(text)?.[1] ?? alias;
  const all = operations.map((one, at) =>
    at === 0 && asField && operations.length === 1 ? { ...one, as: asField } : one,
  );
  const { test, readable } = criteriaOf(table, reader);
  if (!readable) return null;
  for (const { as } of all) reader.fields.add(as);
  const steps: Step[] = [
    { kind: 'find', table: table.name, test },
    { kind: 'aggregate', operations: all },
  ];
  if (!answers) return steps;
  const single = all.length === 1 && !/\bjson\b/i.test(text);
  const body = single
    ? ({ kind: 'field', name: all[0]!.as } as const)
    : ({
        kind: 'object',
        entries: all.map(({ as }) => ({ name: as, value: { kind: 'field' as const, name: as } })),
      } as const);
  return [...steps, { kind: 'answer', body }];
}

/** JSON with further fields, or a text around the number: that is more than the number itself. */
const talksOfMore = (text: string) =>
  /⟨[qj]\d+⟩/.test(text) || /\bjson\b\s*(?::|with [\p{L}_]+(?:,| and ))/iu.test(text);

function tableIn(text: string, reader: Reader): Table | null {
  for (const pattern of named) {
    const match = pattern.exec(text);
    if (!match || /^(?:called|named|is|of|with|where|and)$/i.test(match[1]!)) continue;
    const name = literalOf(match[1]!, reader.literals)?.text ?? match[1]!;
    return { name, before: text.slice(0, match.index).trim(), after: text.slice(match.index + match[0].length).trim() };
  }
  if (reader.table === undefined) return null;
  const that =
    /\b(?:(?:are|is|there are|we have|stored|now)\s+)*(?:in|from|of)\s+(?:that|this|the|the same|our) (?:table|list)(?: now)?\b|\b(?:in|from) (?:it|there)\b/i.exec(
      text,
    );
  if (that)
    return {
      name: reader.table,
      before: text.slice(0, that.index).trim(),
      after: text.slice(that.index + that[0].length).trim(),
    };
  const again = new RegExp(
    `\\b(?:in|from|of) (?:the |our )?${reader.table.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\b`,
    'i',
  ).exec(text);
  if (again)
    return {
      name: reader.table,
      before: text.slice(0, again.index).trim(),
      after: text.slice(again.index + again[0].length).trim(),
    };
  const last = singular(reader.table.toLowerCase().split(/[\s_]/).at(-1)!);
  const noun = new RegExp(`\\b(?:the |all |all the |our |its )?(?:rows|${last}e?s)\\b`, 'i').exec(text);
  return noun && counting.test(text) && !/\bpost(?:s|ed)?\b/i.test(noun[0])
    ? {
        name: reader.table,
        before: text.slice(0, noun.index).trim(),
        after: text.slice(noun.index + noun[0].length).trim(),
      }
    : null;
}

function operationsIn(text: string, reader: Reader): Operation[] {
  const found: Operation[] = [];
  const pending: string[] = [];
  for (const match of text.matchAll(operationPattern)) {
    const word = match[1]!
      .toLowerCase()
      .replace(/^adds|^adding/, 'add')
      .replace(/^sum(?:s|ming)/, 'sum')
      .replace(/^(total|average)s$/, '$1');
    const field =
      match[2] && !noField.test(match[2]) && !(match[2].toLowerCase() in words) ? readField(match[2], reader) : null;
    if (field === null) pending.push(word);
    else for (const said of [...pending.splice(0), word]) found.push(operationOf(said, field.name));
  }
  return counting.test(text) ? [{ operation: 'count', as: 'count' }, ...found] : found;
}

/** Called as it was said: an answer may then speak of {highest} or {total}. */
const operationOf = (word: string, field: string): Operation => {
  const operation = words[word]!;
  const name = operation === 'sum' ? 'total' : word;
  return { operation, field, as: toFieldName(`${name}_${field}`).replace(/^total_total$/, 'total') };
};

const where = /\b((?:where|whose|which|that|who|with|having|have|has|for|of (?:this|that|the same))\b.+)$/i;

/** What tells the rows apart; not readable when words are left that would be lost. */
function criteriaOf({ before, after }: Table, reader: Reader): { test: Test | null; readable: boolean } {
  const behind = after
    .replace(/\bas json\b.*$/i, '')
    .replace(/\bas (?:the field )?[\p{L}_]\w*$/iu, '')
    .replace(/^(?:that|which|who) (?:are|is|were) (?:there|in it)\b/i, '')
    .replace(/^(?:are |is )?(?:there|in it|now|already|so far|in total|exist)+\b/i, '')
    .trim();
  const phrase =
    where.exec(behind)?.[1] ??
    (/^(?:have|has)\b/i.test(behind) ? behind : null) ??
    where.exec(before.replace(/^.*\b(?:json|field)\b|^\p{L}+ (?:back )?(?:to \p{L}+ )?with\b/iu, ''))?.[1];
  if (!phrase) return { test: null, readable: behind === '' || /^[,.]?$/.test(behind) };
  const test = readCriteria(
    phrase.replace(/^(?:have|has)\b/i, 'which have').replace(/^which have (?!the same|that|this)/i, 'where '),
    reader,
  );
  return { test, readable: test !== null };
}
