import type { Assignment, Step, Test, Value } from '../plan';
import { criteriaAt, sameAs } from './criteria';
import { auxiliaries, removeVerbs, updateVerbs } from './lexicon';
import { separatorAt } from './names';
import { operandAt } from './operands';
import { type Found, fieldAt, isEnd, kindAt, type Parse, phraseAt, wordAt } from './parse';
import { bareTableAt, nameTable, sameTableAt, tableAt } from './tables';

const theRow =
  'that row|this row|the row|it|that one|that entry|the entry|the record|the found row|the matching row|them|those rows|the rows|all rows|rows|every row|all the rows|any row|each row|row';

/** Every row has an id: a table is emptied on purpose, never for want of a condition. */
const everyRow: Test = {
  kind: 'compare',
  comparison: { subject: { kind: 'field', name: 'id' }, operator: 'is_not_empty' },
};

/** "delete the row with that email from the newsletter table", "remove it from there". */
export function deleteAt(p: Parse, from: number): Found<Step> | null {
  const emptied = phraseAt(p, from, 'empty|clear|wipe');
  const whole = emptied === null ? null : tableAt(p, emptied);
  if (whole) {
    nameTable(p, whole.value);
    return { value: { kind: 'delete-rows', table: whole.value, test: everyRow }, end: whole.end };
  }
  if (!removeVerbs.has(wordAt(p, from)) || wordAt(p, from).startsWith('take')) return null;
  const row = phraseAt(p, from + 1, theRow);
  const { table, test, end } = placeOf(p, row ?? from + 1, { bare: row === null });
  if (table === null) {
    if (row === null || p.rows === null || test !== null) return null;
    return { value: { kind: 'delete-rows', table: p.rows.table, test: p.rows.test }, end };
  }
  const known = p.rows?.table === table && row !== null ? p.rows.test : null;
  const all = row !== null && /^(?:all|every|rows)/.test(wordAt(p, from + 1));
  if (test === null && known === null && !all) return null;
  nameTable(p, table);
  return { value: { kind: 'delete-rows', table, test: test ?? known }, end };
}

interface Placed {
  table: string | null;
  test: Test | null;
  end: number;
}

/** Where the rows are, and which of them: in either order. */
export function placeOf(p: Parse, from: number, { bare }: { bare: boolean }): Placed {
  let table: string | null = null;
  let test: Test | null = null;
  let end = from;
  if (bare) {
    const at = phraseAt(p, from, 'the|that|this|its') ?? from;
    const field = fieldAt(p, at);
    if (field) {
      test = sameAs(field.value);
      end = phraseAt(p, field.end, 'row|entry') ?? field.end;
    }
  }
  for (;;) {
    const inside = phraseAt(p, end, 'from|in|of|out of|on|inside');
    const where: Found<string> | null =
      table !== null
        ? null
        : (sameTableAt(p, end) ??
          (inside === null ? null : (tableAt(p, inside) ?? bareTableAt(p, inside, { known: false }))));
    if (where && where.value !== 'row') {
      table = where.value;
      end = where.end;
      continue;
    }
    const row = inside === null ? null : phraseAt(p, inside, theRow);
    if (row !== null && wordAt(p, inside!) !== 'it') {
      end = row;
      continue;
    }
    const which = test === null ? criteriaAt(p, end) : null;
    if (which === null) break;
    test = which.value;
    end = which.end;
  }
  return { table, test, end };
}

/** "set its status to the posted one", "update state and hours", "change qty of the row with that sku in stock". */
export function updateAt(p: Parse, from: number): Found<Step> | null {
  // "in the table plants, set watered to yes …": the place first.
  const inside = phraseAt(p, from, 'in|inside|within');
  const first = inside === null ? null : tableAt(p, inside);
  const at = first === null ? from : (phraseAt(p, first.end, ', please|,|please|we|you') ?? first.end);
  if (!updateVerbs.has(wordAt(p, at))) return null;
  const split = splitSetting(p, at + 1);
  const settings = split?.settings ?? settingsAt(p, at + 1) ?? wholeRow(p, at + 1);
  if (settings === null) return null;
  const { table, test, end } = split?.placed ?? placeOf(p, settings.end, { bare: false });
  const name = table ?? first?.value ?? p.rows?.table ?? null;
  const which = test ?? (p.rows !== null && p.rows.table === name ? p.rows.test : null);
  if (name === null || which === null) return null;
  nameTable(p, name);
  if (p.rows === null) {
    p.rows = { table: name, test: which };
    p.reader.rows = p.rows;
  }
  const keys = new Set(JSON.stringify(which).match(/(?<="name":")[^"]+/g) ?? []);
  const values = settings.value.length > 0 ? settings.value : [...p.given].filter(given => !keys.has(given)).map(own);
  return { value: { kind: 'update', table: name, test: which, values }, end };
}

const down = 'lower|lowers|reduce|reduces|decrease|decreases|decrement|drop|drops|cut|take down|bring down';
const up = 'raise|raises|increase|increases|increment|bump|bump up|lift|put up';

/** "lower stock of that row by qty", "raise its visits by 1": a column of the row that was looked up, changed. */
export function shiftAt(p: Parse, from: number): Found<Step> | null {
  const less = phraseAt(p, from, down);
  const verb = less ?? phraseAt(p, from, up);
  if (verb === null) return null;
  const at = phraseAt(p, verb, "the row's|the|its|their") ?? verb;
  if (kindAt(p, at) !== 'word') return null;
  const name = p.tokens[at]!.raw;
  const { table, test, end } = placeOf(p, phraseAt(p, at + 1, 'there') ?? at + 1, { bare: false });
  const by = phraseAt(p, end, 'by the|by');
  const amount = by === null ? null : operandAt(p, by);
  const where = table ?? p.rows?.table ?? null;
  // What it was before is known where the row was looked up.
  const which = p.rows !== null && p.rows.table === where ? (test ?? p.rows.test) : null;
  if (amount === null || where === null || which === null) return null;
  nameTable(p, where);
  const left: Value = { kind: 'field', name, of: 'row' };
  const value: Value = { kind: 'sum', operator: less === null ? '+' : '-', left, right: amount.value };
  return { value: { kind: 'update', table: where, test: which, values: [{ name, value }] }, end: amount.end };
}

/** "all rows of the table X where … must be deleted": told of the rows. */
export function deletedAt(p: Parse, from: number): Found<Step> | null {
  const rows = phraseAt(
    p,
    from,
    'all rows|all the rows|every row|each row|any row|all entries|the rows|rows|all records',
  );
  if (rows === null) return null;
  const { table, test, end } = placeOf(p, rows, { bare: false });
  let at = end;
  while (auxiliaries.has(wordAt(p, at)) || /^(?:to|be|then)$/.test(wordAt(p, at))) at += 1;
  const gone = /^(?:deleted|removed|erased|dropped|cleared|thrown|go)$/.test(wordAt(p, at));
  if (!gone || at === end || table === null || test === null) return null;
  nameTable(p, table);
  return { value: { kind: 'delete-rows', table, test }, end: phraseAt(p, at + 1, 'away|out|from it|there') ?? at + 1 };
}

/** "the status of the row having this number to shipped": which row stands between the column and its value. */
function splitSetting(p: Parse, from: number): { settings: Found<Assignment[]>; placed: Placed } | null {
  const at = phraseAt(p, from, 'the|its') ?? from;
  const name = kindAt(p, at) === 'word' ? p.tokens[at]!.raw : null;
  if (name === null || phraseAt(p, at + 1, 'of|in|on|for') === null) return null;
  const start = phraseAt(p, at + 1, 'for') === null ? at + 1 : at + 2;
  const row = phraseAt(p, start, theRow);
  const placed = placeOf(p, row ?? start, { bare: false });
  if (placed.test === null) return null;
  const to = phraseAt(p, placed.end, 'to|=');
  const value = to === null ? null : settingValue(p, to, name);
  if (value === null) return null;
  return {
    settings: { value: [{ name, value: value.value }], end: value.end },
    placed: { ...placed, end: value.end },
  };
}

const own = (name: string): Assignment => ({ name, value: { kind: 'field', name } });

/** "update it", "update that row": everything that came with it. */
function wholeRow(p: Parse, at: number): Found<Assignment[]> | null {
  const end = phraseAt(p, at, theRow);
  return end !== null && p.rows !== null ? { value: [], end } : null;
}

const postedOne =
  'the posted one|the posted value|the new one|the new value|the given one|the sent one|what was posted|the one posted|the value posted|the posted|the new|the given|the received one|that';

function settingsAt(p: Parse, from: number): Found<Assignment[]> | null {
  const values: Assignment[] = [];
  let at = from;
  let end = from;
  for (;;) {
    const one = settingAt(p, at);
    if (one === null) break;
    values.push(one.value);
    end = one.end;
    const next = separatorAt(p, end);
    if (next === null) break;
    at = next;
  }
  return values.length === 0 ? null : { value: values, end };
}

function settingAt(p: Parse, from: number): Found<Assignment> | null {
  const at = phraseAt(p, from, 'only its|only the|the|its|their|that|his|her|only') ?? from;
  const field = fieldAt(p, at);
  const single = kindAt(p, at) === 'word' ? { value: p.tokens[at]!.raw, end: at + 1 } : null;
  const name = field ?? single;
  if (name === null) return null;
  const to = phraseAt(p, name.end, 'to|=|as|equal to|with');
  if (to === null)
    return field &&
      (isEnd(p, field.end) || /^(?:,|and|in|of|on|for|there|if|otherwise|else)$/.test(wordAt(p, field.end)))
      ? { value: own(field.value), end: field.end }
      : null;
  const value = settingValue(p, to, name.value);
  return value && { value: { name: name.value, value: value.value }, end: value.end };
}

function settingValue(p: Parse, at: number, name: string): Found<Value> | null {
  const posted = phraseAt(p, at, postedOne);
  if (posted !== null) {
    const field = fieldAt(p, posted);
    if (field) return { value: { kind: 'field', name: field.value }, end: field.end };
    if (isEnd(p, posted) || /^(?:,|and|in|of|on|otherwise|else|if)$/.test(wordAt(p, posted)))
      return { value: { kind: 'field', name }, end: posted };
  }
  return operandAt(p, at);
}
