import { toFieldName } from '../language/names';
import { hasMeaning } from '../language/verbs';
import type { Assignment, Step } from '../plan';
import type { Clause } from './clause';
import { readTest } from './condition';
import { byGiven, byThing, readCriteria } from './criteria';
import { readField } from './field';
import { readCount, readOrder, readRelative } from './lists';
import type { Reader } from './reader';
import { serviceIn } from './services';
import { assignmentsIn, valuesOf } from './stored-values';
import { readTable } from './table';
import { updateFound } from './update-found';
import { readFieldList, readValue, readWhole } from './value';

/** "store title and link in a table called reading list", "save it to customers", "log the error". */
export function readStore({ verb, rest, text }: Clause, reader: Reader): Step | Step[] | null {
  if (!hasMeaning(verb, 'store')) return null;
  if (serviceIn(text) !== null && !/\btable\b/i.test(text)) return null;
  const table = readTable(thereNamed(rest, reader), reader);
  const plainVerb = [
    'store',
    'save',
    'log',
    'insert',
    'record',
    'append',
    'persist',
    'archive',
    'register',
    'remember',
    'stash',
    'track',
    'capture',
  ].includes(verb);
  if (table === null)
    return plainVerb && !/⟨u/.test(rest) && (rest === '' || isThing(rest, reader))
      ? { kind: 'store', table: null, ...valuesOf(rest, { after: '', table: null, reader }) }
      : null;
  if (
    !table.explicit &&
    !plainVerb &&
    !/^(?:add|put|write|keep|go|move|push|place|copy|dump|collect|note|file|import)$/.test(verb)
  )
    return null;
  if (
    !table.explicit &&
    /\b(?:field|status|workflow|steps?|json|the (?:order|post|item|record|lead|result|answer|response|message)s?)\b/i.test(
      table.name,
    )
  )
    return null;
  if (verb === 'create' && !table.explicit) return null;
  const object = table.before
    .replace(/(?:^|\s+)(?:as|like)?\s*(?:an? |one )?(?:new )?(?:rows?|records?|entry|entries|lines?)$/i, match =>
      /^\s*(?:new\s+)?rows?|record/i.test(match) ? '' : '',
    )
    .trim();
  const order = /^(?:sorted|ordered|ranked)\b/i.test(table.after) ? readOrder(table.after, reader) : null;
  if (order)
    return [order, { kind: 'store', table: table.name, ...valuesOf(object, { after: '', table: table.name, reader }) }];
  const sifted = storeSifted(object, { table: table.name, after: table.after, reader });
  if (sifted) return sifted;
  const counted = readCount(object, { reader, bare: false });
  if (counted) return [...counted, { kind: 'store', table: table.name, values: [], what: 'them' }];
  return {
    kind: 'store',
    table: table.name,
    ...valuesOf(object, { after: table.after, table: table.name, reader }),
    ...uniqueOf(table.after, reader),
  };
}

/** "add it", "create one" after a look-up that found nothing. */
const bareAdd =
  /^(?:it|them|one|him|her|a (?:new )?(?:row|one|entry|record)|a new one|the (?:row|entry|record)|everything|all)$/i;

/** "save name and ticket there": in the table that was named last. */
const thereNamed = (rest: string, reader: Reader): string =>
  reader.table === undefined
    ? rest
    : bareAdd.test(rest) && reader.rows?.table === reader.table
      ? `it in the table ${reader.table}`
      : rest.replace(
          /\s+(?:there|in there|(?:in|into|to) (?:it|that table|this table|the same table|the table))$/i,
          ` in the table ${reader.table}`,
        );

const sifter =
  /^(?:only |just )?(?:(.+?) (?:of|from|for) )?((?:only |just |all |each |every |any |the )*(?:of )?(?:the )?(?:those|these|ones?|items?|posts?|rows?|entries|entry|records?|articles?|[\p{L}-]+s?) (?:(?:that|which|who|whose|where|with|having|containing|mentioning|about|over|above|under|below|older|newer)\b .+))$/iu;

/** "store those with a total over 200", "save title and link of each item that has …": what is stored is chosen first. */
function storeSifted(
  object: string,
  { table, after, reader }: { table: string; after: string; reader: Reader },
): Step[] | null {
  const match = sifter.exec(object);
  if (!match || /^(?:a|an|one|row|record|entry)\b/i.test(match[2]!)) return null;
  const many = /\b(?:those|these|ones|each|every|all|any|only|one)\b|^(?:the )?[\p{L}-]+s\b/iu.test(match[2]!);
  if (!many || /^\S+ (?:with|where) (?:the )?(?:fields?|columns?)\b/i.test(match[2]!)) return null;
  const listing = /\b(?:with|having|containing) (.+)$/i.exec(match[2]!)?.[1];
  if (listing && /^[\p{L}_]+(?:(?:,| and)+ [\p{L}_]+)*$/iu.test(listing)) return null;
  const test = readRelative(match[2]!, reader);
  if (test === null || (match[1] === undefined && /^[\p{L}-]+ with [\p{L}_, ]+$/iu.test(match[2]!))) return null;
  const values =
    match[1] === undefined
      ? { values: assignmentsIn(after, reader), what: 'them' }
      : valuesOf(match[1], { after, table, reader });
  return [
    { kind: 'filter', test },
    { kind: 'store', table, ...values, ...uniqueOf(after, reader) },
  ];
}

const isThing = (text: string, reader: Reader) =>
  readWhole(text, reader) !== null || readFieldList(text, reader) !== null;

function uniqueOf(after: string, reader: Reader): { unique?: string } {
  const phrase =
    /\b(?:unless|if not|but not if|only if (?:it is )?not|without duplicates|no duplicates|ignoring duplicates|skip duplicates|once per|unique by|deduplicat\w*)\b(?:.*\bby (?:the |its |their )?(\w+)|\s+(?:the |its )?(\w+)$)?/i.exec(
      after,
    );
  const field = phrase?.[1] ?? phrase?.[2];
  return field === undefined ? {} : { unique: readField(field, reader)?.name ?? field };
}

/** "look up the customer in table customers by email", "get all rows of leads where status is new". */
export function readFind({ verb, rest, text }: Clause, reader: Reader): Step | null {
  if (!hasMeaning(verb, 'find') || /⟨u/.test(rest) || /\b(?:feed|rss)\b/i.test(text)) return null;
  const plain = rest
    .replace(/^(it|this|that|them) up\b/i, '$1')
    .replace(/^(?:up|for)\s+/i, '')
    .replace(/^for\s+/i, '');
  const strong = /^(?:look|lookup|find|search|query|select)$/.test(verb);
  const table = readTable(plain, reader, { loose: true });
  if (
    table === null ||
    !(table.explicit || (strong && rest !== '') || /\b(?:rows?|records?|entries|everything|all)\b/i.test(table.before))
  )
    return null;
  if (!table.explicit && serviceIn(text)) return null;
  const what = /([\p{L}_-]+)$/u.exec(
    table.before.replace(/\s+(?:by|with|whose|where|matching|that|using)\b.*$/i, ''),
  )?.[1];
  if (what) reader.nouns.add(what.toLowerCase().replace(/s$/, ''));
  const criteria = /\b((?:by|with|whose|where|matching|that|which|using|having|for|has|have)\b.+)$/i.exec(
    table.before,
  )?.[1];
  const test =
    readCriteria(table.after, reader) ?? (criteria ? readCriteria(criteria, reader) : byGiven(table.before, reader));
  const one = !/\b(?:all|every|rows|records|entries|everything|\w+[^s]s)\b/i.test(table.before);
  return {
    kind: 'find',
    table: table.name,
    test: test && byThing(test, what?.toLowerCase(), reader),
    ...(what ? { noun: what.toLowerCase().replace(/s$/, '') } : {}),
    ...(one && test ? { limit: 1 } : {}),
  };
}

const forRows =
  /\s+(?:for|of|on|in) (?:(?:all|every|each|the|those|any|of) )*(?:rows?|records?|entry|entries|ones|items|lines)$/i;

/** "update the row in table orders where id is the order id and set status to paid", "mark it as done in tasks". */
export function readUpdate({ verb, rest, text }: Clause, reader: Reader): Step | null {
  if (
    verb === 'upsert' ||
    /\b(?:insert or update|update or insert|create or update|add or update|or update (?:it|the row)|upsert|if it (?:already )?exists|or insert|or create)\b/i.test(
      text,
    )
  )
    return readUpsert(rest, reader);
  const ofFound = updateFound({ verb, rest, text }, reader);
  if (ofFound) return ofFound;
  if (!hasMeaning(verb, 'update')) return null;
  const table = readTable(rest, reader, { loose: verb === 'update' });
  if (table === null || (!table.explicit && verb !== 'update')) return null;
  const setting =
    /\b(?:and |by |to |, ?)?(?:set(?:ting)?|chang(?:e|ing)|mark(?:ing)?|put(?:ting)?)\s+(.+)$/i.exec(table.after) ??
    /^(?:to|with)\s+(.+)$/i.exec(table.after);
  const criteria = setting ? table.after.slice(0, setting.index) : table.after;
  const values = setting
    ? readSettings(setting[1]!.replace(/\s+(?:where|for|whose|by)\s.*$/i, ''), reader)
    : readSettings(`${verb === 'set' || verb === 'change' ? table.before.replace(forRows, '') : ''}`, reader);
  const late = setting ? /\s+((?:where|whose|by|for the)\s.*)$/i.exec(setting[1]!)?.[1] : undefined;
  if (values.length === 0 && verb !== 'update') return null;
  return {
    kind: 'update',
    table: table.name,
    test:
      readCriteria(late ?? criteria, reader) ??
      readCriteria(table.before.replace(/^.*?\b(?=with|where|whose|by)\b/i, ''), reader),
    values,
  };
}

function readUpsert(rest: string, reader: Reader): Step | null {
  const table = readTable(rest.replace(/^or (?:update|insert|create)\s+/i, ''), reader, { loose: true });
  if (table === null) return null;
  const by = /\b(?:by|using|on|matching|keyed by|with the same|based on)\s+(?:the |its |their )?(\S+)/i.exec(
    `${table.after} ${table.before}`,
  )?.[1];
  const column = by ? (readField(by.replace(/[,.]$/, ''), reader)?.name ?? toFieldName(by)) : 'id';
  return { kind: 'store', table: table.name, values: [], unique: column };
}

/** "status to paid and paid_at to now". */
export function readSettings(text: string, reader: Reader): Assignment[] {
  return text.split(/\s*,\s*(?:and\s+)?|\s+and\s+(?=\S+ (?:to|=|as)\s)/i).flatMap(piece => {
    const match = /^(?:the |its |their )?(.+?)\s*(?:=|\s(?:to|as|with|equal to)\s)\s*(.+)$/i.exec(piece.trim());
    const field = match && readField(match[1]!, reader);
    return match && field
      ? [{ name: field.name, value: readValue(match[2]!, reader) ?? { kind: 'text' as const, text: match[2]!.trim() } }]
      : [];
  });
}

/** "delete the rows older than 30 days from logs", "remove the customer from table customers by id". */
export function readDeleteRows({ verb, rest }: Clause, reader: Reader): Step | null {
  if (!hasMeaning(verb, 'remove')) return null;
  const table = readTable(rest, reader, { loose: true });
  if (
    table === null ||
    !(table.explicit || /\b(?:rows?|records?|entry|entries|it|from)\b/i.test(table.before) || verb === 'delete')
  )
    return null;
  const criteria = /\b((?:by|with|having|whose|where|matching|that|older|newer|which)\b.+)$/i.exec(table.before)?.[1];
  const test =
    readCriteria(table.after, reader) ??
    (criteria
      ? (readCriteria(criteria, reader) ?? readTest(criteria, reader))
      : (byGiven(table.before, reader) ?? readTest(table.after, reader)));
  const found = /\b(?:it|them|that row|this row|the rows?)\b/i.test(table.before) && reader.rows?.table === table.name;
  return { kind: 'delete-rows', table: table.name, test: test ?? (found ? reader.rows!.test : null) };
}
