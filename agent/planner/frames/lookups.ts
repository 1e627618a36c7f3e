import type { Step, Test } from '../plan';
import { allOf, criteriaAt, sameAs } from './criteria';
import { findVerbs } from './lexicon';
import { bracketEnd, separatorAt } from './names';
import { operatorAt } from './operators';
import { type Found, fieldAt, kindAt, type Parse, phraseAt, wordAt } from './parse';
import { bareTableAt, nameTable, sameTableAt, tableAt } from './tables';

type Find = Extract<Step, { kind: 'find' }>;

export interface Asked {
  find: Find | null;
  test: Test;
}

const found = (yes: boolean): Test => ({
  kind: 'compare',
  comparison: { subject: { kind: 'field', name: 'id', of: 'row' }, operator: yes ? 'exists' : 'not_exists' },
});

const rowWords =
  'such a row|a matching row|a row|a record|an entry|any row|one row|a line|one|no row|no entry|no record|no such row|such a|already a row|already one|already an entry|row|entry|someone|somebody|anyone|no one|nobody';
const already = 'already|yet|also|currently|listed|registered|present|stored|saved|known|there|recorded|found';

const skipAlready = (p: Parse, from: number): number => {
  let at = from;
  for (let next = phraseAt(p, at, already); next !== null; next = phraseAt(p, at, already)) at = next;
  return at;
};

function looked(p: Parse, table: string, test: Test): Find {
  nameTable(p, table);
  p.rows = { table, test };
  p.reader.rows = { table, test };
  p.reader.nouns.add('row');
  return { kind: 'find', table, test, noun: 'row', limit: 1 };
}

/** Whether a row is there: asked of a table that is named here, or of the row that was looked for. */
export function foundAt(p: Parse, at: number): Found<Asked> | null {
  return fieldInTable(p, at) ?? tableHas(p, at) ?? thereIs(p, at) ?? spokenOf(p, at);
}

/** "the email is already in table singers", "machine does not exist in the table park". */
function fieldInTable(p: Parse, from: number): Found<Asked> | null {
  const names: string[] = [];
  let at = phraseAt(p, from, 'the same|the|this|that|its') ?? from;
  for (let field = fieldAt(p, at); field !== null; field = fieldAt(p, at)) {
    names.push(field.value);
    at = field.end;
    const next = separatorAt(p, at);
    if (next === null) break;
    at = phraseAt(p, next, 'the|this|that|its') ?? next;
  }
  if (names.length === 0) return null;
  const verb = phraseAt(
    p,
    at,
    'can be found|can not be found|does not exist|does not appear|do not exist|is|are|exists|exist|appears|stands|was|has been',
  );
  if (verb === null) return null;
  const not = wordAt(p, verb) === 'not' || p.tokens.slice(at, verb).some(({ text }) => text === 'not');
  const behind = skipAlready(p, wordAt(p, verb) === 'not' ? verb + 1 : verb);
  const table = inTable(p, behind);
  if (table === null) return null;
  const find = looked(p, table.value, allOf(names.map(sameAs)));
  return { value: { find, test: found(!not) }, end: skipAlready(p, table.end) };
}

function inTable(p: Parse, from: number): Found<string> | null {
  const same = sameTableAt(p, from);
  if (same) return same;
  if (operatorAt(p, from) !== null) return null; // "at most 5" is no place
  const inside = phraseAt(p, from, 'in|into|on|inside|through|from|of|among|at');
  return inside === null ? null : (tableAt(p, inside) ?? bareTableAt(p, inside, { known: false }));
}

/** "the table bikes already has a row with that serial". */
function tableHas(p: Parse, from: number): Found<Asked> | null {
  const table = tableAt(p, from) ?? bareTableAt(p, from, { known: true });
  if (table === null) return null;
  const verb = phraseAt(
    p,
    skipAlready(p, table.end),
    'has|contains|holds|knows|does not have|does not contain|lists|does not hold',
  );
  if (verb === null) return null;
  const negative = p.tokens.slice(table.end, verb).some(({ text }) => text === 'not');
  const at = skipAlready(p, verb);
  const row = phraseAt(p, at, rowWords);
  const criteria = row === null ? bareField(p, at) : criteriaAt(p, row);
  if (criteria === null) return null;
  const none = negative || /^no/.test(wordAt(p, at));
  const find = looked(p, table.value, criteria.value);
  return { value: { find, test: found(!none) }, end: skipAlready(p, criteria.end) };
}

function bareField(p: Parse, from: number): Found<Test> | null {
  const at = phraseAt(p, from, 'that|this|the same|the') ?? from;
  const field = fieldAt(p, at);
  return field && { value: sameAs(field.value), end: field.end };
}

/** "there is already a row with this sku in table stock", "is there a row in X with that id", "a row with that id exists in X". */
function thereIs(p: Parse, from: number): Found<Asked> | null {
  const lead = phraseAt(p, from, 'there is|there exists|is there|there are|we have|we already have') ?? from;
  let at = skipAlready(p, lead);
  const none = /^(?:no|not|nobody)$/.test(wordAt(p, at));
  if (wordAt(p, at) === 'not') at += 1;
  at = skipAlready(p, at);
  const row = phraseAt(p, at, rowWords);
  if (row === null) return null;
  let end = phraseAt(p, row, 'is|has|exists') ?? row;
  end = skipAlready(p, end);
  let criteria: Found<Test> | null = null;
  let table: Found<string> | null = null;
  for (;;) {
    const where: Found<string> | null = table === null ? inTable(p, end) : null;
    const which: Found<Test> | null = where === null && criteria === null ? criteriaAt(p, end) : null;
    if (where) table = where;
    else if (which) criteria = which;
    else break;
    end = skipAlready(p, (where ?? which)!.end);
    end = phraseAt(p, end, 'exists|is') ?? end;
    end = skipAlready(p, end);
  }
  if (criteria === null) return null;
  const name = table?.value ?? p.table;
  if (name === null) return null;
  const find = looked(p, name, criteria.value);
  return { value: { find, test: found(!none) }, end };
}

const yes =
  'it is listed|it is registered|it is taken|it is found|it was found|found|it exists already|it exists|it already exists|there is one already|there is already one|there is already a row|there is one|there is such a row|there is a row|there is a match|it is already there|it is there|the row exists|the row is there|that row exists|one exists|one is found|a row is found|it is known|it is in there|it does exist|it does|a match is found|a row exists|yes|so|there is|there , but|found , but|there|found , and';
const no =
  'it is missing there|it is missing|it is not listed|it is not registered|it is absent|it is not found|it was not found|not found|nothing is found|nothing was found|none is found|no row is found|no match is found|it does not exist yet|it does not exist|there is none yet|there is none|there is no such row|there is no row yet|there is no row|there is not one|there is no match|there is not|it is not there yet|it is not there|it is not in there|there is nothing|it is not known|it is new|it is unknown|none exists|no such row exists|no row exists|there be no row|it does not|not there|it is not|it is free|its free|its new|its available|it is available|it is not taken|free|none|not|no';

/** "If found …", "there is none yet": said of the row that was looked for last. */
function spokenOf(p: Parse, at: number): Found<Asked> | null {
  if (p.rows === null) return null;
  const not = phraseAt(p, at, no);
  const is = phraseAt(p, at, yes);
  const end = is !== null && (not === null || is > not) ? is : not;
  if (end === null) return null;
  if (kindAt(p, end) === 'word' && fieldAt(p, end) !== null) return null;
  return { value: { find: null, test: found(end === is && is !== not) }, end: skipAlready(p, end) };
}

/** "find the row in table X whose code is the same", "look up the sku in stock", "search exhibits for the row with this number". */
export function findAt(p: Parse, from: number): Found<Step[]> | null {
  if (!findVerbs.has(wordAt(p, from))) return null;
  let criteria: Found<Test> | null = null;
  let table: Found<string> | null = null;
  let end = from + 1;
  const strong = /^(?:find|look|search|lookup)/.test(wordAt(p, from));
  for (let at = end; at < end + 5; ) {
    const where: Found<string> | null =
      table === null
        ? (inTable(p, at) ??
          (/^(?:search|searches|check|checks|query)$/.test(wordAt(p, at - 1))
            ? (tableAt(p, at) ?? bareTableAt(p, at, { known: true }))
            : null))
        : null;
    if (where) {
      table = where;
      at = end = where.end;
      continue;
    }
    const which: Found<Test> | null = criteria === null ? criteriaAt(p, at) : null;
    if (which) {
      criteria = which;
      at = end = which.end;
      continue;
    }
    const named: Found<Test> | null = criteria === null ? bareField(p, at) : null;
    if (named && !(table === null && !strong)) {
      criteria = named;
      at = end = named.end;
      continue;
    }
    const note = bracketEnd(p, at);
    if (note !== null && /^(?:column|field|in|the)$/.test(wordAt(p, at + 1))) {
      at = end = note;
      continue;
    }
    if (table !== null && criteria !== null) break;
    if (kindAt(p, at) !== 'word' || /^(?:if|answer|reply|and|when|then|save|store)$/.test(wordAt(p, at))) break;
    at += 1;
  }
  const name = table?.value ?? null;
  if (name === null || criteria === null) return null;
  const tail = phraseAt(p, end, 'up');
  return { value: [looked(p, name, criteria.value)], end: tail ?? end };
}
