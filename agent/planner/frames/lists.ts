import { toCount } from '../language/numbers';
import type { Step, Test } from '../plan';
import { compare, negate } from './compared';
import { groupedAt } from './figures';
import { determiners, storeVerbs } from './lexicon';
import { manyAt } from './many';
import { bracketEnd } from './names';
import { operandAt } from './operands';
import { type Found, fieldAt, kindAt, literalAt, type Parse, phraseAt, wordAt } from './parse';
import { assignmentsAt, placeAt } from './store';
import { bareTableAt, nameTable, tableAt } from './tables';
import { testAt } from './test';
import { moreValues } from './values';

/** What is done with a list: where it comes from, which of it, in what order, how much of it. */
export function listDeedAt(p: Parse, from: number): Found<Step[]> | null {
  let at = from;
  while (
    /^(?:please|then|also|just|only|i|we|want|now|it|you|should|must|to)$/.test(wordAt(p, at)) &&
    phraseAt(p, at, 'only the|only those') === null
  )
    at += 1;
  const grouped = groupedAt(p, at);
  if (grouped) return { value: grouped.value.steps, end: grouped.end };
  return (
    manyAt(p, at) ??
    sourceAt(p, at) ??
    onceAt(p, at) ??
    sortAt(p, at) ??
    limitAt(p, at) ??
    siftedStore(p, at) ??
    filterAt(p, at)
  );
}

/** "get the list from ⟨url⟩ (a list)", "go through the RSS feed at ⟨url⟩". */
function sourceAt(p: Parse, from: number): Found<Step[]> | null {
  const verb = phraseAt(
    p,
    from,
    'go through|look at|look into|have a look at|get|fetch|call|download|load|read|check|request|pull|query|ask|open|watch|retrieve|grab|take',
  );
  if (verb === null) return null;
  let at = verb;
  while (kindAt(p, at) === 'word' && at - verb < 9 && !/^(?:table|if|and|then|with|count)$/.test(wordAt(p, at)))
    at += 1;
  const literal = literalAt(p, at);
  if (literal?.kind !== 'url') return null;
  const said = p.tokens
    .slice(from, at)
    .map(({ text }) => text)
    .join(' ');
  const end = bracketEnd(p, at + 1) ?? at + 1;
  const isFeed = /(?:rss|feed|atom|\.xml)(?:[/?.]|$)/i.test(literal.text);
  const step: Step =
    isFeed || /\b(?:rss|feed|atom|blog|news)\b/.test(said)
      ? { kind: 'feed', url: literal.text }
      : { kind: 'http', method: 'GET', url: literal.text, headers: [], body: null };
  return { value: [step], end };
}

/** "… any whose link is already in the table X", "… what is already there". */
function onceAt(p: Parse, from: number): Found<Step[]> | null {
  const verb = phraseAt(p, from, 'but leave out|leave out|but skip|skip|ignore|but not|except|drop|without|unless');
  if (verb === null) return null;
  const lead = phraseAt(
    p,
    verb,
    'any whose|those whose|the ones whose|all whose|everything whose|any where the|those where the|ones whose|items whose|any with a|if its|if the|its|the',
  );
  const field = lead === null ? null : fieldAt(p, lead);
  if (field === null) return null;
  const there = phraseAt(
    p,
    field.end,
    'is already in|are already in|already is in|is in|that is already in|already in|was already stored in|is already stored in|is already saved in',
  );
  const table = there === null ? null : (tableAt(p, there) ?? bareTableAt(p, there, { known: false }));
  if (table === null) return null;
  nameTable(p, table.value);
  return { value: [{ kind: 'once', field: field.value }], end: table.end };
}

const falling =
  'from high to low|from highest to lowest|from large to small|from big to small|from most to least|from new to old|with the highest on top|with the highest first|with the largest first|with the most first|with the biggest first|the highest first|highest first|largest first|biggest first|most first|newest first|latest first|best first|in descending order|descending|desc|downwards';
const rising =
  'from low to high|from lowest to highest|from small to large|from small to big|from old to new|from cheap to expensive|with the lowest on top|with the lowest first|with the cheapest first|lowest first|smallest first|cheapest first|oldest first|in ascending order|ascending|asc|upwards';

/** "sort it by rating with the highest on top". */
function sortAt(p: Parse, from: number): Found<Step[]> | null {
  const verb = phraseAt(p, from, 'sort|sorted|order|ordered|rank|ranked|arrange');
  if (verb === null) return null;
  const by = phraseAt(p, verb, 'it by the|it by|them by the|them by|the list by|all by|these by|those by|by the|by');
  const field = by === null ? null : fieldAt(p, by);
  if (field === null) return null;
  const at = wordAt(p, field.end) === ',' ? field.end + 1 : field.end;
  const down = phraseAt(p, at, falling);
  const up = phraseAt(p, at, rising);
  return {
    value: [{ kind: 'sort', by: [{ field: field.value, descending: down !== null }] }],
    end: down ?? up ?? field.end,
  };
}

/** "take the first 3", "the cheapest two by price", "only the newest 5 items". */
function limitAt(p: Parse, from: number): Found<Step[]> | null {
  const verb = phraseAt(p, from, 'take only|keep only|take|keep|use|pick|only|want|put') ?? from;
  const the = phraseAt(p, verb, 'the') ?? verb;
  const kind = wordAt(p, the);
  if (!/^(?:first|top|newest|latest|last|cheapest|lowest|highest|smallest|largest|biggest|oldest|best)$/.test(kind))
    return null;
  const count = toCount(wordAt(p, the + 1));
  if (count === null) return null;
  let end = phraseAt(p, the + 2, 'of them|of those|of these|ones|items|posts|entries|rows|of the list') ?? the + 2;
  const by = phraseAt(p, end, 'by the|by');
  const field = by === null ? null : fieldAt(p, by);
  if (field) end = field.end;
  const sorts: Step[] = field
    ? [
        {
          kind: 'sort',
          by: [{ field: field.value, descending: /^(?:highest|largest|biggest|newest|latest|best|top)$/.test(kind) }],
        },
      ]
    : /^(?:newest|latest)$/.test(kind) && p.given.has('published_at')
      ? [{ kind: 'sort', by: [{ field: 'published_at', descending: true }] }]
      : [];
  if (!field && /^(?:cheapest|lowest|highest|smallest|largest|biggest|oldest|best)$/.test(kind)) return null;
  const limit: Step = { kind: 'limit', count, from: kind === 'last' ? 'end' : 'start' };
  // "the first 2 of them go (title, link) to my table jobs"
  const go = phraseAt(p, end, 'go|goes|are put|are saved|are stored|land');
  const bracket = go === null ? null : bracketEnd(p, go);
  const listed = go === null || bracket === null ? null : assignmentsAt(p, go + 1);
  const place = listed === null || bracket === null ? null : placeAt(p, bracket, { verb: 'go' });
  if (listed && place) {
    nameTable(p, place.value);
    return { value: [...sorts, limit, { kind: 'store', table: place.value, values: listed.value }], end: place.end };
  }
  const putting =
    wordAt(p, from) === 'put' || phraseAt(p, end, 'into|in') !== null ? placeAt(p, end, { verb: 'put' }) : null;
  if (putting) {
    nameTable(p, putting.value);
    const withs = phraseAt(p, putting.end, 'with the|with');
    const values = withs === null ? null : assignmentsAt(p, withs);
    return {
      value: [
        ...sorts,
        limit,
        { kind: 'store', table: putting.value, values: values?.value ?? [], ...(values ? {} : { what: 'them' }) },
      ],
      end: values?.end ?? putting.end,
    };
  }
  return { value: [...sorts, limit], end };
}

/** "every departure whose status is ⟨x⟩", "those with battery below 20", "items mentioning a or b in the title". */
function thoseAt(p: Parse, from: number): Found<Test> | null {
  let at = from;
  while (determiners.has(wordAt(p, at)) || /^(?:only|of|ones)$/.test(wordAt(p, at))) at += 1;
  for (let nouns = 0; nouns < 4; nouns += 1) {
    const rel = phraseAt(
      p,
      at + nouns,
      'in that list with|in that list whose|in the list with|in it with|with a|with the|with|whose|where the|where|that have a|that have|that has a|that has|that are|that is|which have|which has|which are|that|which|having|who|in that list',
    );
    const held = containedAt(p, at + nouns);
    if (held) return held;
    const test = rel === null ? (nouns > 0 || at > from ? testAt(p, at + nouns) : null) : testAt(p, rel);
    if (test) return { value: test.value, end: bracketEnd(p, test.end) ?? test.end };
    if (kindAt(p, at + nouns) !== 'word' || fieldAt(p, at + nouns) !== null) return null;
  }
  return null;
}

/** "with ⟨a⟩ or ⟨b⟩ in the title", "mentioning welder or plumber in the text": words that a field holds. */
function containedAt(p: Parse, from: number): Found<Test> | null {
  const lead = phraseAt(
    p,
    from,
    'with the word|with|that have|that has|having|mentioning|containing|that mention|that mentions|that contain|that contains|about',
  );
  const first = lead === null ? null : operandAt(p, lead);
  if (first === null || first.value.kind !== 'text') return null;
  const more = moreValues(p, first.end, { operator: 'contains', value: first.value });
  const inside = phraseAt(p, more.end, 'in the|in its|in their');
  const field = inside === null ? null : fieldAt(p, inside);
  if (field === null) return null;
  const subject = { kind: 'field' as const, name: field.value };
  return {
    value: compare(
      p,
      { values: [subject], join: 'and' },
      { operator: 'contains', value: first.value, more: more.value },
    ),
    end: field.end,
  };
}

function filterAt(p: Parse, from: number): Found<Step[]> | null {
  const out = phraseAt(
    p,
    from,
    'but leave out|leave out|drop|skip|ignore|remove|discard|throw away|throw out|exclude|leave away',
  );
  const keep = phraseAt(
    p,
    from,
    'keep only|keep|take only|take|pick|select|choose|consider|for|for each|for every|for all|for any|of these|use only|only|from these',
  );
  const test = thoseAt(p, out ?? keep ?? from);
  if (test === null) return null;
  const tail =
    phraseAt(p, test.end, 'are of interest|are interesting|matter|count|are wanted|are kept|are needed|only') ??
    test.end;
  if (out === null && keep === null && tail === test.end) return null;
  return { value: [{ kind: 'filter', test: out === null ? test.value : negate(test.value) }], end: tail };
}

/** "save line and status of every departure whose … to the table X": which of them, then what is stored. */
function siftedStore(p: Parse, from: number): Found<Step[]> | null {
  if (!storeVerbs.has(wordAt(p, from))) return null;
  const listed = assignmentsAt(p, phraseAt(p, from + 1, 'the') ?? from + 1);
  const of = listed === null ? from + 1 : phraseAt(p, listed.end, 'of|for|from');
  if (of === null) return null;
  const rest = phraseAt(p, of, 'what remains|what is left|the rest|each of them|all of them|each|them|all|those|these');
  // "a row with note = …" is what is stored, not which of them.
  const isRow = phraseAt(p, of, 'a row|a new row|one row|a record|an entry|a line|a new entry|row|new row') !== null;
  const test = isRow ? null : thoseAt(p, of);
  const end = test?.end ?? rest;
  if (end === null) return null;
  const place = placeAt(p, end, { verb: 'save' });
  if (place === null) return null;
  nameTable(p, place.value);
  const withs = listed ? null : phraseAt(p, place.end, ', with|with');
  const behind = withs === null ? null : assignmentsAt(p, withs);
  const values = listed?.value ?? behind?.value ?? [];
  const store: Step = { kind: 'store', table: place.value, values, ...(values.length === 0 ? { what: 'them' } : {}) };
  return {
    value: [...(test ? [{ kind: 'filter' as const, test: test.value }] : []), store],
    end: behind?.end ?? place.end,
  };
}
