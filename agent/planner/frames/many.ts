import type { Step, Test } from '../plan';
import { addMade, type Found, fieldAt, kindAt, type Parse, phraseAt, wordAt } from './parse';
import { placeOf } from './rows';
import { nameTable, tableAt } from './tables';

const verbs = 'get|take|find|fetch|read|look up|select|pull|load|collect|query|go through|look at|look through';
const rows =
  'all of the rows|all the rows|the rows|all rows|every row|each row|rows|all the entries|all entries|the entries|all records|the records|all lines|the lines|all of them|every entry|each entry|everything';

/** "take all rows of the table pupils with that class", "from the table sales get the rows with this shop": rows of a table, all that fit. */
export function manyAt(p: Parse, from: number): Found<Step[]> | null {
  const inside = phraseAt(p, from, 'from|in');
  const first = inside === null ? null : tableAt(p, inside);
  const start = first === null ? from : (phraseAt(p, first.end, ', please|,|please|we|you') ?? first.end);
  const verb = phraseAt(p, start, verbs);
  if (verb === null) return null;
  const own = /^(?:through|read|load)$/.test(wordAt(p, verb - 1)) ? tableAt(p, verb) : null;
  const named = own?.end ?? phraseAt(p, verb, rows);
  if (named === null) return null;
  const placed = placeOf(p, named, { bare: false });
  const table = own?.value ?? placed.table ?? first?.value ?? null;
  if (table === null) return null;
  const found = atHand(p, table, placed);
  return { value: [found.value], end: found.end };
}

/** "all rows of the table prices", "the opening hours from the table hours": rows that are spoken of without a verb. */
export function rowsNamedAt(p: Parse, from: number): Found<Step> | null {
  const list = phraseAt(p, from, 'the list of|a list of|the whole list of|a list with') ?? from;
  const whole = wordAt(p, list) === 'the' || wordAt(p, list) === 'all' ? tableAt(p, list) : null;
  const named = whole?.end ?? phraseAt(p, list, rows) ?? thingsEnd(p, list);
  if (named === null) return null;
  const placed = placeOf(p, named, { bare: false });
  const table = whole?.value ?? placed.table;
  if (table === null) return null;
  return atHand(p, table, placed);
}

/** The rows are found, and from here on at hand. */
function atHand(p: Parse, table: string, { test, end }: { test: Test | null; end: number }): Found<Step> {
  nameTable(p, table);
  p.many = table;
  for (const name of columnsBehind(p, end)) addMade(p, name);
  return { value: { kind: 'find', table, test }, end };
}

/** "the opening hours", "all open invoices" in front of "from the table …". */
function thingsEnd(p: Parse, from: number): number | null {
  const at = phraseAt(p, from, 'all the|all|the') ?? from;
  for (let end = at + 1; end < at + 4 && kindAt(p, end - 1) === 'word'; end += 1) {
    if (!/s$/.test(wordAt(p, end - 1)) || fieldAt(p, end - 1) !== null) continue;
    const inside = phraseAt(p, end, 'from|in|of');
    const table = inside !== null && /^(?:the|my|our|table)$/.test(wordAt(p, inside)) ? tableAt(p, inside) : null;
    if (table !== null) return end;
  }
  return null;
}

/** "… the average of their age", "group them by product": columns that are spoken of once the rows are at hand. */
function columnsBehind(p: Parse, from: number): string[] {
  const names: string[] = [];
  for (let at = from; at < p.tokens.length; at += 1) {
    const column = phraseAt(p, at, 'by|their|its|sum of|average of|total of|highest|lowest');
    if (column !== null && kindAt(p, column) === 'word') names.push(p.tokens[column]!.raw);
  }
  return names.filter(name => !/^(?:the|their|its|hand|all|each|every|a|an|this|that|of)$/i.test(name));
}
