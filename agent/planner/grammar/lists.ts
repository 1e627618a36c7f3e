import { singular, toFieldName } from '../language/names';
import { toCount } from '../language/numbers';
import { hasMeaning } from '../language/verbs';
import type { Step, Test } from '../plan';
import type { Clause } from './clause';
import { readTest } from './condition';
import { readField } from './field';
import type { Reader } from './reader';

const relative =
  /^(?:(?:only|just|all|any|each|every|those|the|these|ones|items?|rows?|entries|posts?|records?|out|everything|anything|for|to|by|on|where|them|it|[\p{L}-]+s)\s+)*?(?:(?:ones|those|items?|rows?|entries|posts?|records?|orders?|[\p{L}-]+s?)\s+)?(?=(?:that|which|who|whose|where|with|without|containing|mentioning|about|over|above|under|below|from|in|since|older|newer|starting|ending|of|having|published|less|more|at least|at most|between|worth|matching|not)\b)/iu;

/** "keep posts that mention "postgres"", "ignore orders under 10", "only those with status open". */
export function readFilter({ verb, rest, text }: Clause, reader: Reader): Step | null {
  const dropping =
    hasMeaning(verb, 'drop') &&
    !(verb === 'leave' && !/\bout\b|\baside\b/i.test(rest)) &&
    !(verb === 'filter' && !/\bout\b|\baway\b/i.test(rest));
  const keeping = hasMeaning(verb, 'keep') && !(verb === 'leave' && /\bout\b/i.test(rest));
  if (!dropping && !keeping) return null;
  const phrase = rest
    .replace(/\b(?:out|away|aside)\b\s*/i, '')
    .replace(/^(?:on|for|by|to|down to|if|when)\s+/i, '')
    .trim();
  const test = readRelative(phrase, reader);
  if (test === null) return null;
  if (
    /^(?:find|take|select|pick|choose|want|get|include|process|continue|proceed|leave|stop)$/.test(verb) &&
    !/\b(?:that|which|who|whose|where|with|without|only|if|over|under|from|containing)\b/i.test(text)
  )
    return null;
  return {
    kind: 'filter',
    test: dropping && !keeping ? { kind: 'not', test } : dropping && verb === 'filter' ? { kind: 'not', test } : test,
  };
}

/** What things must be: "posts that mention x", "those with status open", "open orders over 100". */
export function readRelative(phrase: string, reader: Reader): Test | null {
  const text = phrase.trim().replace(/^(?:only|just)\s+/i, '');
  const except =
    /^(.+?),?\s+but not (?:(?:those|the ones|ones|items|posts|rows|any)\s+)?(?:(?:that|which|with|whose|where|if)\s+)?(.+)$/i.exec(
      text,
    );
  if (except) {
    const [kept, dropped] = [readRelative(except[1]!, reader), readRelative(except[2]!, reader)];
    if (kept && dropped) return { kind: 'all', tests: [kept, { kind: 'not', test: dropped }] };
  }
  if (reader.fields.has(/^(?:the )?([\p{L}_]\w*)/iu.exec(text)?.[1]?.toLowerCase() ?? '')) {
    const test = readTest(text, reader);
    if (test) return test;
  }
  const stripped = text
    .replace(relative, '')
    .replace(
      /^(?:that|which|who|where)\s+(?:are |is )?(?=(?:older|newer|from|over|above|under|below|published|at|more|less)\b)/i,
      '',
    )
    .replace(/^(?:that|which|who|where|whose)\s+/i, '');
  if (stripped !== text) {
    const test =
      readTest(
        stripped.replace(/^(?:with|of|worth|having|for)\s+(?:an? |the )?(?!no\b|the words?\b|word)/i, ''),
        reader,
      ) ?? readTest(stripped, reader);
    if (test) return test;
  }
  return readTest(text, reader) ?? adjective(text, reader);
}

/** "unread messages", "paid orders": a state said before the thing. */
function adjective(text: string, reader: Reader): Test | null {
  const match = /^(?:the |all |only )?([\p{L}-]+) ([\p{L}-]+)$/u.exec(text);
  if (
    !match ||
    !reader.nouns.has(singular(match[2]!.toLowerCase())) ||
    /^(?:first|last|top|new|all|latest|newest|oldest|the|other|these|those|cheapest|highest|biggest|unique|remaining|matching)$/i.test(
      match[1]!,
    )
  )
    return null;
  reader.assumptions.push(`I take "${match[1]}" to be what the field \`status\` says.`);
  return {
    kind: 'compare',
    comparison: {
      subject: { kind: 'field', name: 'status' },
      operator: 'equals',
      value: { kind: 'text', text: match[1]!.toLowerCase() },
    },
  };
}

const down =
  /\b(?:desc(?:ending)?|highest|largest|biggest|newest|latest|most|greatest|best|expensive|reverse\w*|longest|oldest last|down|z to a|z-a|recent)\b/i;
const dated = /\b(?:newest|latest|oldest|most recent|recent|chronological\w*)\b/i;

/** "newest first", "sort by price descending", "highest amount first", "alphabetically by title". */
export function readSort({ verb, rest, text }: Clause, reader: Reader): Step | null {
  const phrase = hasMeaning(verb, 'sort') ? rest : text;
  if (!hasMeaning(verb, 'sort') || (verb === 'put' && !/\bfirst\b|\border\b/i.test(rest)) || /\btable\b/i.test(rest))
    return null;
  return readOrder(phrase, reader);
}

export function readOrder(phrase: string, reader: Reader): Step | null {
  const by =
    /\bby\s+(?:the |their |its )?(.+?)(?=\s*(?:,|\(|$|\b(?:in )?(?:desc|asc|descending|ascending|reverse|alphabetical)|\bfrom\b|\b(?:with )?(?:the )?(?:highest|lowest|newest|oldest|latest|largest|biggest|smallest|cheapest|most)\b.*first|(?:high|low|big|small|old|new) (?:to|first)))/i.exec(
      phrase,
    )?.[1];
  const first =
    /\b(newest|latest|most recent|oldest|highest|lowest|largest|biggest|smallest|cheapest|most expensive|most (\w+)|best|longest|shortest)(?:\s+([\p{L}_-]+))?\s+(?:first|on top|at the top)\b/iu.exec(
      phrase,
    );
  const alphabetical = /\balphabetical\w*/i.test(phrase);
  if (!by && !first && !alphabetical) return null;
  const fields =
    by === undefined
      ? [fieldOf(first, alphabetical, reader)]
      : by
          .split(/\s+(?:and then|then|and)(?: by)?\s+|\s*,\s*/)
          .map(
            name =>
              readField(name.replace(/\b(?:descending|ascending|desc|asc)\b/gi, ''), reader)?.name ?? toFieldName(name),
          );
  const span = /\bfrom (?:the )?([\p{L}]+)(?: ones)? (?:down |up )?to (?:the )?([\p{L}]+)/iu.exec(phrase);
  const descending = span
    ? /^(?:high|big|large|new|late|most|best|expensive|old|long|great|z$)/i.test(span[1]!) &&
      !/^(?:old\w* to (?:young|new))/i.test(`${span[1]} to ${span[2]}`)
    : !/\b(?:asc(?:ending)?|lowest|smallest|oldest first|cheapest|shortest)\b/i.test(phrase) &&
      (down.test(phrase) || /\bhigh(?:est)? to low/i.test(phrase));
  return { kind: 'sort', by: fields.filter(field => field !== '').map(field => ({ field, descending })) };
}

function fieldOf(first: RegExpExecArray | null, alphabetical: boolean, reader: Reader): string {
  if (first === null) return alphabetical ? 'title' : '';
  if (/expensive|cheap/i.test(first[1]!)) return 'price';
  if (dated.test(first[1]!)) return 'date';
  const noun = first[3];
  if (noun && !reader.nouns.has(singular(noun.toLowerCase()))) return toFieldName(noun);
  const known = ['amount', 'total', 'price', 'value', 'score', 'votes', 'points'].find(name => reader.fields.has(name));
  if (!known) reader.assumptions.push('I sort by the field `amount`.');
  return known ?? 'amount';
}

/** "first 5", "top 3 by price", "the 3 most expensive", "latest 10". May sort before it limits. */
export function readLimit({ verb, rest, text }: Clause, reader: Reader): Step[] | null {
  if (!hasMeaning(verb, 'limit')) return null;
  return readCount(`${verb} ${rest}`, {
    reader,
    bare: /^(?:limit|cap|restrict)$/.test(verb) || /\bonly\b|\bat most\b|\bmax/i.test(text),
  });
}

const number = '(\\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred)';

export function readCount(phrase: string, { reader, bare }: { reader: Reader; bare: boolean }): Step[] | null {
  const text = phrase.replace(/\b(?:at most|no more than|maximum(?: of)?|max(?:imum)?|up to)\b/gi, 'first');
  const superlative = new RegExp(
    `\\b(?:the )?(?:(?:top )?${number} (newest|latest|oldest|highest|lowest|largest|biggest|smallest|cheapest|most expensive|most recent|best|most [\\p{L}]+)|(newest|latest|oldest|highest|lowest|largest|biggest|smallest|cheapest|most recent|most expensive) ${number})\\b(?:\\s+(?!by\\b)([\\p{L}_-]+))?(?:\\s+by\\s+(?:the )?([\\w.]+))?`,
    'iu',
  ).exec(text);
  if (superlative)
    return [
      ...sortFor(superlative, reader),
      { kind: 'limit', count: toCount(superlative[1] ?? superlative[4]!)!, from: 'start' },
    ];
  const plain =
    new RegExp(
      `\\b(first|top|last|final|bottom)\\s+${number}\\b(?:\\s+[\\p{L}_-]+)*?(?:\\s+by\\s+(?:the )?([\\w.]+))?\\s*(desc\\w*|asc\\w*)?$`,
      'iu',
    ).exec(text) ?? new RegExp(`\\b(first|top|last|final|bottom)\\s+${number}\\b()`, 'iu').exec(text);
  if (plain) {
    const count = toCount(plain[2]!)!;
    const by = plain[3]
      ? [
          {
            kind: 'sort' as const,
            by: [{ field: readField(plain[3], reader)?.name ?? plain[3], descending: !/asc/i.test(plain[4] ?? '') }],
          },
        ]
      : [];
    return [
      ...by,
      { kind: 'limit', count, from: /last|final|bottom/i.test(plain[1]!) && by.length === 0 ? 'end' : 'start' },
    ];
  }
  const alone = /\b(?:first|top)\s+(?:one|post|item|row|entry|result|match|order)\b/i.test(text)
    ? '1'
    : bare && !/\b(?:where|whose|that|which|with|above|below|over|under|than|least|equals?|is|are)\b/i.test(text)
      ? new RegExp(
          `\\b(?:to|only|of|limit|cap)?\\s*(?:the )?${number}(?:\\s+(?:items?|posts?|rows?|results?|entries|records?|of them|[\\p{L}]+s))?$`,
          'iu',
        ).exec(text)?.[1]
      : undefined;
  return alone === undefined ? null : [{ kind: 'limit', count: toCount(alone)!, from: 'start' }];
}

function sortFor(match: RegExpExecArray, reader: Reader): Step[] {
  const word = (match[2] ?? match[3])!.toLowerCase();
  const noun = match[5];
  const known = ['amount', 'total', 'price', 'value', 'score'].find(name => reader.fields.has(name)) ?? 'amount';
  const field =
    match[6] ??
    (dated.test(word)
      ? 'date'
      : /expensive|cheap/.test(word)
        ? 'price'
        : noun && !reader.nouns.has(singular(noun.toLowerCase())) && !/s$/.test(noun)
          ? toFieldName(noun)
          : noun && /^(?:prices|amounts|totals|scores|values)$/i.test(noun)
            ? singular(noun)
            : known);
  return [{ kind: 'sort', by: [{ field, descending: !/lowest|smallest|cheapest|oldest/.test(word) }] }];
}
