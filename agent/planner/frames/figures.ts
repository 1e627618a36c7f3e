import type { AggregateOperation, Step, Test } from '../plan';
import { criteriaAt } from './criteria';
import { addMade, type Found, kindAt, type Parse, phraseAt, wordAt } from './parse';
import { bareTableAt, nameTable, sameTableAt, tableAt } from './tables';

const operations: readonly (readonly [AggregateOperation, string])[] = [
  [
    'count',
    'count how many|count up|count the|count all|count|counts|how many|how often|how many times|the number of|number of|the count of|the total number of|the amount of rows|the current number of',
  ],
  ['sum', 'add up|adds up|sum up|sums up|sum|total up|total|the sum of|sum of|the total of|the total|the sum|how much'],
  ['average', 'average|the average of|the mean of|the average|the mean'],
  ['max', 'the highest|the maximum of|the maximum|the largest|the biggest|the greatest'],
  ['min', 'the lowest|the minimum of|the minimum|the smallest|the least'],
];

export interface Figure {
  steps: Step[];
  name: string;
}

/** "count the rows of visits with the same plate", "add up the amount of all rows in trips", "the highest score in results". */
export function figureAt(p: Parse, from: number): Found<Figure> | null {
  const start = phraseAt(p, from, 'calculate|compute|work out|find out|get|find|determine') ?? from;
  for (const [operation, phrases] of operations) {
    const at = phraseAt(p, start, phrases);
    const found = at === null ? null : rowsAt(p, at, operation);
    if (found) return found;
  }
  return null;
}

/** "group them by product with the sum of amount": a figure for each of its values. */
export function groupedAt(p: Parse, from: number): Found<Figure> | null {
  const by = phraseAt(p, from, 'group them by|group the rows by|group it by|group by|group these by|group those by');
  if (by === null || p.many === null || kindAt(p, by) !== 'word') return null;
  const lead = phraseAt(
    p,
    by + 1,
    'with the|with|and take the|and|, with the|, with|and compute the|summing the|summing',
  );
  const start = lead === null ? null : wordAt(p, lead - 1) === 'the' ? lead - 1 : lead;
  const figure = start === null ? null : figureAt(p, start);
  if (figure === null) return null;
  const groupBy = p.tokens[by]!.raw;
  addMade(p, groupBy);
  const steps = figure.value.steps.map(step => (step.kind === 'aggregate' ? { ...step, groupBy } : step));
  return { value: { ...figure.value, steps }, end: figure.end };
}

const rowWords =
  /^(?:rows?|entries|entry|records?|lines?|there|are|is|stored|saved|have|has|all|the|of|over|in|every|each|whole|now|so|far|column|columns|values?|field|from|for|across|been|were|was|been|already|currently|that|it|its|their|them|those|these|up|which|left|remain|remaining|still)$/;

/** The column, the table and which rows, in whatever order they are told. */
function rowsAt(p: Parse, from: number, operation: AggregateOperation): Found<Figure> | null {
  let table: string | null = null;
  let column: string | null = null;
  let test: Found<Test> | null = null;
  let spoken = false;
  let groupBy: string | null = null;
  let at = from;
  let end = from;
  while (at < from + 22 && at < p.tokens.length) {
    const where: Found<string> | null = table === null ? whereAt(p, at) : null;
    if (where) {
      table = where.value;
      at = end = where.end;
      continue;
    }
    const which: Found<Test> | null = test === null && !isWhole(p, at) ? criteriaAt(p, at) : null;
    if (which) {
      test = which;
      at = end = which.end;
      continue;
    }
    const group: number | null = groupBy === null ? phraseAt(p, at, 'per|grouped by|by each|for each|of each') : null;
    if (group !== null && kindAt(p, group) === 'word') {
      groupBy = p.tokens[group]!.raw;
      at = end = group + 1;
      continue;
    }
    const word = wordAt(p, at);
    if (/^(?:rows?|entries|records?|lines?)$/.test(word)) spoken = true;
    if (rowWords.test(word)) {
      at += 1;
      if (
        /^(?:rows?|entries|records?|column|far|now|there)$/.test(word) ||
        (p.many !== null && /^(?:are|them)$/.test(word))
      )
        end = at;
      continue;
    }
    if (
      column === null &&
      kindAt(p, at) === 'word' &&
      test === null &&
      !/^(?:and|answer|reply|return|then|as|if|with|where|where|so)$/.test(word)
    ) {
      column = p.tokens[at]!.raw;
      at = end = at + 1;
      continue;
    }
    break;
  }
  const name = table ?? p.many ?? (spoken ? p.table : null);
  if (name === null || (operation !== 'count' && column === null)) return null;
  return figureOf(p, { table: name, column, test: test?.value ?? null, operation, end, groupBy });
}

const isWhole = (p: Parse, at: number): boolean =>
  phraseAt(p, at, 'of all|of the whole|of the rows|of the table|for all|of every|of rows|of entries|on the') !== null;

function whereAt(p: Parse, at: number): Found<string> | null {
  const own =
    p.table === null
      ? null
      : phraseAt(
          p,
          at,
          'of the whole table|of that table|of the table|in the whole table|over the whole table|in that table',
        );
  if (
    own !== null &&
    kindAt(p, own) !== 'mark' &&
    !/^(?:called|named)$/.test(wordAt(p, own)) &&
    (kindAt(p, own) !== 'word' || /^(?:and|where|with|as|for)$/.test(wordAt(p, own)))
  )
    return { value: p.table!, end: own };
  const same = sameTableAt(p, at);
  if (same && wordAt(p, at) !== 'there') return same;
  const inside = phraseAt(p, at, 'in|of|from|over|inside|on');
  if (inside === null) return null;
  const row = phraseAt(p, inside, 'the whole|all') ?? inside;
  return (
    tableAt(p, row) ??
    bareTableAt(p, inside, { known: true }) ??
    (/^(?:rows|entries|records|are|row)$/.test(wordAt(p, at - 1)) ? bareTableAt(p, inside, { known: false }) : null)
  );
}

interface Told {
  table: string;
  column: string | null;
  test: Test | null;
  operation: AggregateOperation;
  end: number;
  groupBy: string | null;
}

function figureOf(p: Parse, { table, column, test, operation, end, groupBy }: Told): Found<Figure> {
  const alias = phraseAt(p, end, 'as|and call it|called|(call it|, call it');
  const own = alias !== null && kindAt(p, alias) === 'word' ? p.tokens[alias]!.raw : null;
  const name =
    own ??
    openHole(p) ??
    spokenLater(p, { end, operation }) ??
    (operation === 'max' ? 'highest' : operation === 'min' ? 'lowest' : operation);
  const atHand = p.many === table && test === null;
  nameTable(p, table);
  addMade(p, name);
  if (groupBy !== null) addMade(p, groupBy);
  for (const word of aliases[operation] ?? []) p.aliases.set(word, name);
  const steps: Step[] = [
    ...(atHand ? [] : [{ kind: 'find' as const, table, test }]),
    {
      kind: 'aggregate',
      operations: [{ operation, ...(operation === 'count' || column === null ? {} : { field: column }), as: name }],
      ...(groupBy === null ? {} : { groupBy }),
    },
  ];
  return { value: { steps, name }, end: own === null ? end : alias! + 1 };
}

/** "… with the sum of amount, and answer product and total": what it is called where it is answered. */
function spokenLater(p: Parse, { end, operation }: { end: number; operation: AggregateOperation }): string | null {
  if (p.many === null) return null;
  const later = p.tokens.slice(end).map(({ text }) => text);
  return aliases[operation]?.find(name => later.includes(name)) ?? null;
}

const aliases: Partial<Record<AggregateOperation, string[]>> = {
  count: ['count', 'number', 'result', 'total'],
  sum: ['sum', 'total', 'result'],
  average: ['average', 'mean', 'result'],
  max: ['maximum', 'highest', 'result'],
  min: ['minimum', 'lowest', 'result'],
};

/** The hole of a text that nothing else fills, such as "{count} so far". */
export function openHole(p: Parse): string | null {
  const holes = p.reader.literals
    .filter(({ kind }) => kind === 'quote' || kind === 'json')
    .flatMap(({ text }) => [...text.matchAll(/\{+\s*([\p{L}_][\w]*)\s*\}+/gu)].map(([, name]) => name!));
  const open = [...new Set(holes)].filter(name => !p.given.has(name) && !p.made.has(name));
  return open.length === 1 ? open[0]! : null;
}
