import type { Assignment, Step, Value } from '../plan';
import { adverbs, answerVerbs, auxiliaries, storeVerbs } from './lexicon';
import { momentAt } from './moments';
import { bracketEnd, separatorAt } from './names';
import { operandAt } from './operands';
import { type Found, fieldAt, isEnd, kindAt, literalAt, type Parse, phraseAt, wordAt } from './parse';
import { bareTableAt, nameTable, sameTableAt, tableAt } from './tables';

type Store = Extract<Step, { kind: 'store' }>;

interface Object {
  values: Assignment[];
  /** All that came is meant. */
  whole: boolean;
}

const everything =
  'all of them|all of it|all of these|all three fields|all four fields|all the fields|all fields|all three|all four|all five|both fields|both of them|both values|both|these three|these two|these fields|these|the three|the two|the fields|all the data|all data|the data|the whole thing|the whole request|the whole body|everything|it all|all|them both|them|those|it|this|that|all that|three|the three fields|the two fields|all values|the values|the rest';

/** "save name and age in the table people", "insert into visits a row with name", "the booking is stored in bookings". */
export function storeAt(
  p: Parse,
  from: number,
  { object }: { object: Object | null } = { object: null },
): Found<Store> | null {
  const verb = wordAt(p, from);
  if (!storeVerbs.has(verb) && !makesRow(p, from)) return null;
  let at = from + 1;
  while (adverbs.has(wordAt(p, at)) || /^(?:down|up|only|a copy of)$/.test(wordAt(p, at))) at += 1;
  const own = object ?? (phraseAt(p, at, 'in|into|to') === null ? objectAt(p, at) : null);
  if (own && 'end' in own) at = own.end;
  const what: Object = own === null ? { values: [], whole: true } : 'end' in own ? own.value : own;
  at =
    phraseAt(
      p,
      at,
      'from the incoming webhook|from the webhook|from the incoming post|from the post|from the request|from the body|of the request|from it',
    ) ?? at;
  const table = placeAt(p, at, { verb }) ?? besideRow(p, { verb, at, said: own !== null || object !== null });
  if (table === null) return null;
  return finished(p, { table, what, said: own !== null });
}

/** "make a new row with both": not everything that is made is a row. */
const makesRow = (p: Parse, from: number): boolean =>
  /^(?:make|makes|made)$/.test(wordAt(p, from)) &&
  phraseAt(p, from + 1, 'a new row|a row|a new record|a new entry|a new line|a new one') !== null;

/** "create one", "insert the booking": where the row was looked for and not found. */
function besideRow(p: Parse, { verb, at, said }: { verb: string; at: number; said: boolean }): Found<string> | null {
  if (
    p.rows === null ||
    !/^(?:add|adds|added|insert|inserts|inserted|create|creates|created|save|store|make|makes|made)$/.test(verb)
  )
    return null;
  return said && ends(p, at) ? { value: p.rows.table, end: at } : null;
}

/** Where it goes: "in the table X", "to X", "there". */
export function placeAt(p: Parse, from: number, { verb }: { verb: string }): Found<string> | null {
  let at = from;
  while (adverbs.has(wordAt(p, at)) && wordAt(p, at) !== 'first') at += 1;
  const same = sameTableAt(p, at);
  if (same) return same;
  const inside = phraseAt(
    p,
    at,
    'in|into|to|on|onto|under|inside|within|up in|down in|as a new row in|as a row in|as a new row into|as a new row to',
  );
  if (inside === null) return /^→$/.test(verb) ? tableAt(p, at) : null;
  return tableAt(p, inside) ?? bareTableAt(p, inside, { known: false });
}

function finished(
  p: Parse,
  { table, what, said }: { table: Found<string>; what: Object; said: boolean },
): Found<Store> | null {
  const after = behindAt(p, table.end);
  const more = after?.value.values ?? [];
  // "put it in the table with done set to no": that comes on top of what came.
  const beside = phraseAt(p, table.end, ', together with|together with|, along with|along with|as well as') !== null;
  const added =
    more.length > 0 &&
    (beside || (said && more.every(({ name, value }) => value.kind !== 'field' || value.name !== name)));
  const whole = what.whole && what.values.length === 0 && (more.length === 0 || added);
  nameTable(p, table.value);
  return {
    value: {
      kind: 'store',
      table: table.value,
      values: [...(beside && whole ? [...p.given].map(ownValue) : what.values), ...more],
      ...(whole && !beside ? { what: 'it' } : {}),
    },
    end: after?.end ?? table.end,
  };
}

const ownValue = (name: string): Assignment => ({ name, value: { kind: 'field', name } });

/** "(seat, film)", "with seat and film", ": seat, film" behind the table. */
function behindAt(p: Parse, from: number): Found<Object> | null {
  const bracket = bracketEnd(p, from);
  if (bracket !== null) {
    const listed = assignmentsAt(p, phraseAt(p, from + 1, 'columns|fields|with|column') ?? from + 1);
    return listed && listed.end === bracket - 1
      ? { value: { values: listed.value, whole: false }, end: bracket }
      : null;
  }
  const lead = phraseAt(
    p,
    from,
    ', with|with|containing|including|, together with|together with|, along with|along with|as well as|:|as|, including|holding|having',
  );
  if (lead === null) return null;
  const at = phraseAt(p, lead, 'the fields|fields|the columns|columns|the values') ?? lead;
  const listed = assignmentsAt(p, at);
  if (listed) return { value: { values: listed.value, whole: false }, end: listed.end };
  const all = phraseAt(p, at, everything);
  return all !== null && ends(p, all) ? { value: { values: [], whole: true }, end: all } : null;
}

const ends = (p: Parse, at: number): boolean => isEnd(p, at) || /^(?:,|and|then|\))$/.test(wordAt(p, at));

/** What is stored: names, all that came, a thing that is spoken of, "a row with …". */
export function objectAt(p: Parse, from: number): Found<Object> | null {
  let at = from;
  const row = phraseAt(
    p,
    at,
    'a new row with|a row with|one row with|a row for|a row having|a new row containing|a row containing|a new entry with|an entry with|a record with|a line with|a new row for|new row with|row with|a new record with|the fields|fields|the values of|the values|only|just|the columns',
  );
  if (row !== null) at = row;
  const listed = assignmentsAt(p, at);
  if (listed) return { value: { values: listed.value, whole: false }, end: listed.end };
  const told = figureNamed(p, at);
  if (told) return told;
  const all = phraseAt(p, at, everything);
  if (all !== null && (placed(p, all) || (row !== null && ends(p, all))))
    return { value: { values: [], whole: true }, end: all };
  const bare = phraseAt(p, from, 'a new row|a row|new row|an entry|a new entry|a record|a line|one row|one');
  if (bare !== null && placed(p, bare)) return { value: { values: [], whole: true }, end: bare };
  return thingAt(p, at);
}

/** "it as total", "that number": the figure that was made last. */
function figureNamed(p: Parse, from: number): Found<Object> | null {
  const name = p.aliases.get('result');
  if (name === undefined) return null;
  const at = phraseAt(
    p,
    from,
    'it|the result|the number|that number|that|the sum|that sum|the count|that count|the total|the average|this',
  );
  if (at === null) return null;
  const as = phraseAt(p, at, 'as|under the name');
  const value: Assignment = { name: as === null ? name : p.tokens[as]!.raw, value: { kind: 'field', name } };
  const end = as === null ? at : as + 1;
  return placed(p, end) ? { value: { values: [value], whole: false }, end } : null;
}

/** Where to follows. */
const placed = (p: Parse, at: number): boolean =>
  /^(?:in|into|to|on|onto|there|under|as|inside)$/.test(wordAt(p, at)) ||
  isEnd(p, at) ||
  /^(?:,|and)$/.test(wordAt(p, at)) ||
  (adverbs.has(wordAt(p, at)) && /^(?:in|into|to|on)$/.test(wordAt(p, at + 1)));

/** "the booking", "every ticket": what came, by the name of the thing. */
function thingAt(p: Parse, from: number): Found<Object> | null {
  let at = from;
  while (
    /^(?:the|this|that|each|every|all|a|an|his|her|their|whole|complete|new|of|posted|incoming)$/.test(wordAt(p, at))
  )
    at += 1;
  if (at === from || (fieldAt(p, at) && wordAt(p, at + 1) !== '(')) return null;
  const start = at;
  while (
    kindAt(p, at) === 'word' &&
    at - start < 2 &&
    !/^(?:in|into|to|on|onto|there|and|if|with|of)$/.test(wordAt(p, at))
  )
    at += 1;
  return at > start && /^(?:in|into|to|on|onto)$/.test(wordAt(p, at))
    ? { value: { values: [], whole: true }, end: at }
    : null;
}

/** "serial and owner", "task = ⟨q⟩", "status set to open and the time as paid_at". */
export function assignmentsAt(p: Parse, from: number): Found<Assignment[]> | null {
  const values: Assignment[] = [];
  let at = from;
  let end = from;
  for (;;) {
    const one = assignmentAt(p, at);
    if (one === null) break;
    values.push(one.value);
    end = one.end;
    const next = separatorAt(p, end) ?? phraseAt(p, end, 'together with|along with|with');
    if (next === null) break;
    at = next;
  }
  return values.length === 0 ? null : { value: values, end };
}

function assignmentAt(p: Parse, from: number): Found<Assignment> | null {
  const at = phraseAt(p, from, 'the new|the posted|posted|incoming|the|its|their|a|an|his|her|that') ?? from;
  const own = setAt(p, at);
  if (own) return own;
  const field = fieldAt(p, at);
  if (field === null) return momentAt(p, from);
  const alias = phraseAt(p, field.end, 'as|under the name|in the column|in column');
  if (alias !== null && kindAt(p, alias) === 'word' && !/^(?:a|an|the|new|row|json|well)$/.test(wordAt(p, alias)))
    return { value: { name: wordAt(p, alias), value: { kind: 'field', name: field.value } }, end: alias + 1 };
  return { value: { name: field.value, value: { kind: 'field', name: field.value } }, end: field.end };
}

/** "status = open", "text set to ⟨q⟩", "state: ⟨q⟩", "status ⟨open⟩": a column and what is in it. */
function setAt(p: Parse, at: number): Found<Assignment> | null {
  if (kindAt(p, at) !== 'word' || auxiliaries.has(wordAt(p, at))) return null;
  const name = p.tokens[at]!.raw;
  const sign = phraseAt(p, at + 1, 'set to|equal to|being|=|:|is');
  const value = operandAt(p, sign ?? at + 1);
  if (value === null) return null;
  // "… and answer ⟨q⟩" is the next thing to do, no column.
  if (sign === null && (literalAt(p, at + 1)?.kind !== 'quote' || answerVerbs.has(wordAt(p, at)))) return null;
  const literal: Value = value.value;
  return { value: { name, value: literal }, end: value.end };
}
