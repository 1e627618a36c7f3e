import { literalOf } from '../language/literals';
import { singular, summedName, toFieldName } from '../language/names';
import { hasMeaning } from '../language/verbs';
import type { AggregateOperation, Step } from '../plan';
import type { Clause } from './clause';
import { readTest } from './condition';
import { readField } from './field';
import { quiet, type Reader } from './reader';
import { readTable, type TablePhrase } from './table';
import { aggregateName, readAggregateValue } from './value';

const operationWords: Readonly<Record<string, AggregateOperation>> = {
  count: 'count',
  tally: 'count',
  sum: 'sum',
  total: 'sum',
  average: 'average',
  collect: 'list',
  list: 'list',
  join: 'join',
  combine: 'join',
  concatenate: 'join',
};

/** "count them", "sum up the amounts", "group by country and count", "join the titles with commas". */
export function readAggregate({ verb, rest, text }: Clause, reader: Reader): Step | Step[] | null {
  if (!hasMeaning(verb, 'aggregate')) return null;
  const table = /\btable\b/i.test(rest) ? readTable(rest, reader) : null;
  if (table?.explicit && !/\b(?:into|to)\b/i.test(rest)) return ofTable(table, { verb, reader });
  const { phrase, as } = takeAlias(rest);
  const group = /\b(?:grouped by|group (?:them |it |the \w+ )?by|per|for each|for every|by)\s+(?:the )?([\w.]+)/i.exec(
    text,
  )?.[1];
  const groupBy =
    group && !/^(?:it|them|row|item|one|day)$/i.test(group)
      ? (readField(singular(group), reader)?.name ?? group)
      : undefined;
  const plain = phrase.replace(/\b(?:,? ?grouped by|per|for each|for every|by)\s+(?:the )?[\w.]+.*$/i, '').trim();
  const operations = operationsOf({ verb, plain, text, reader });
  if (operations.length === 0) return null;
  const named = operations.map((operation, at) => ({
    ...operation,
    as: at === 0 && as ? toFieldName(as) : operation.as,
  }));
  for (const operation of named) reader.fields.add(operation.as);
  return { kind: 'aggregate', operations: named, ...(groupBy ? { groupBy } : {}) };
}

const takeAlias = (text: string) => {
  const match =
    /\s+(?:as|in(?:to)? (?:a )?(?:the )?field|(?:and )?call (?:it|that)|into)\s+(?:called |named )?(⟨[qc]\d+⟩|[\w]+)$/i.exec(
      text,
    );
  return match && !/^(?:list|one|json|a|text)$/i.test(match[1]!)
    ? { phrase: text.slice(0, match.index), as: match[1]! }
    : { phrase: text, as: null };
};

type Operation = { operation: AggregateOperation; field?: string; as: string; separator?: string };

function operationsOf({
  verb,
  plain,
  text,
  reader,
}: {
  verb: string;
  plain: string;
  text: string;
  reader: Reader;
}): Operation[] {
  const value = (phrase: string): Operation | null => {
    const found = readAggregateValue(phrase.replace(/^(?:out|up)\s+/i, ''), reader);
    return found?.kind === 'aggregate'
      ? { operation: found.operation, ...(found.field ? { field: found.field } : {}), as: aggregateName(found) }
      : null;
  };
  if (verb === 'group') {
    const inner = /\band (count|sum|total|average|list|add up)\b(?: up)?\s*(?:them|the |their )?(.*)$/i.exec(text);
    return inner
      ? operationsOf({
          verb: inner[1]!.toLowerCase() === 'add up' ? 'sum' : inner[1]!.toLowerCase(),
          plain: inner[2]!,
          text,
          reader,
        })
      : [{ operation: 'count', as: 'count' }];
  }
  if (verb === 'add' && !/^up\b/i.test(plain)) return [];
  const direct = verb === 'add' ? 'sum' : operationWords[verb];
  if (direct === 'count') return [{ operation: 'count', as: 'count' }];
  if (direct && !value(plain)) {
    const field = readField(
      plain
        .replace(/^(?:up|together|all)\s+/gi, '')
        .replace(/^(?:up\s+)?(?:all )?(?:of )?(?:the |their )*/i, '')
        .replace(/\s+(?:of (?:them|all|the \w+)|into .*|with .*|together|up)$/i, ''),
      reader,
    );
    if (!field || reader.nouns.has(singular(field.name))) return [];
    const said = /\bfields?\s+(?:called |named )?(\w+)/i.test(plain);
    const name =
      direct === 'join' || direct === 'list'
        ? singular(field.name)
        : said
          ? field.name
          : summedName(field.name, reader.fields);
    if (direct === 'join')
      return /\b(?:with|by|into|together)\b/i.test(text)
        ? [{ operation: 'join', field: name, as: `${name}s`, separator: separatorOf(text, reader) }]
        : [];
    return [{ operation: direct, field: name, as: aggregateName({ operation: direct, field: name }) }];
  }
  const pieces = plain.split(/\s*,\s*(?:and\s+)?|\s+and\s+(?=the )/).map(value);
  return pieces.every(piece => piece !== null) ? (pieces as Operation[]) : [];
}

function separatorOf(text: string, reader: Reader): string {
  const mark = /\b(?:with|by) (⟨q\d+⟩)/i.exec(text)?.[1];
  if (mark) return literalOf(mark, reader.literals)!.text;
  return /\bnew ?lines?\b|line break/i.test(text)
    ? '\n'
    : /\bsemicolon/i.test(text)
      ? '; '
      : /\bspace/i.test(text)
        ? ' '
        : ', ';
}

/** "… per product": what stands behind the table and makes groups. */
const takeGroup = (text: string): { rest: string; group: string | null } => {
  const match = /\b(?:,? ?grouped by|group by|per|for each|for every|by)\s+(?:the )?([\w.]+)$/i.exec(text);
  return match ? { rest: text.slice(0, match.index).trim(), group: match[1]! } : { rest: text, group: null };
};

/** "count the rows in table invoices": the rows are looked up first. */
function ofTable(
  { name, before, after }: TablePhrase,
  { verb, reader }: { verb: string; reader: Reader },
): Step[] | null {
  const phrase = before === '' ? 'them' : before;
  const step = readAggregate({ verb, rest: phrase, text: `${verb} ${phrase}` }, reader);
  if (step === null || Array.isArray(step)) return null;
  const { rest, group } = takeGroup(after);
  const where = /\b(?:where|whose|with|that|which|who|having|have|has)\b.*$/i.exec(rest)?.[0];
  const test = where
    ? readTest(where.replace(/^(?:(?:where|whose|with|that|which|who|having|have|has|the|an?) )+/i, ''), reader)
    : null;
  if (where && test === null) return null;
  const groupBy = group && (readField(singular(group), quiet(reader))?.name ?? group);
  return [{ kind: 'find', table: name, test }, groupBy && step.kind === 'aggregate' ? { ...step, groupBy } : step];
}
