import type { Reader } from './reader';

const mark = '⟨[qc]\\d+⟩';
const word = '[\\p{L}_][\\p{L}\\d_]*';
const table = `(?:(?:the |my |our )?(?:table|list) (?:called |named )?(?<table>${mark}|${word})|(?:the |my |our )?(?<named>(?!the\\b|that\\b|this\\b|table\\b)(?:${mark}|${word})) table|(?<bare>${mark}|(?!the\\b|that\\b|table\\b)${word}))`;
const the = '(?:the |that |this |its |same |given |posted )+';
const key = `(?:with|having|that has|which has|where|whose|by|for|of) (?:${the})?(?<key>${word})(?: (?:number|id|code|field))?(?: (?:is|equals|matches|=) (?:${the})?(?:\\k<key>|one))?`;
const row = `(?:the |its |their )?(?:existing |matching )?(?:row|entry|record|${word})`;
const to = '(?:to|=|as|with|becomes?|is|gets?|should be|should become|will be)';
const value = `(?<value>(?:the |its )?(?:new|posted|given|sent|incoming|received) (?:${word})|⟨[qc]\\d+⟩|(?:the )?${word}(?: (?:times|plus|minus|\\+|-|\\*) \\S+)?|-?\\d[\\d.]*)`;
const end = '(?=\\s*(?:[.,;!?\\n]|$|(?:and|then|if|otherwise) ))';

/** "update the row in table stock with the same sku so qty is the new qty". */
const rowFirst = new RegExp(
  `\\b(?:update|change|edit|modify|overwrite|adjust) ${row} (?:in|of|from|inside) ${table} ${key}[,:]?(?: (?:so that|so|and|by|with|then))?(?: (?:set|setting|put|change|changing))? (?:the |its )?(?<column>${word}) ${to} ${value}${end}`,
  'giu',
);
/** "set the state of the row with that serial to on", "change the price of that sku in the table goods to the new price". */
const columnFirst = new RegExp(
  `\\b(?:set|change|update|put|overwrite) (?:the |its )?(?<column>${word}) (?:of|in|for|on) (?:(?:the |its )?(?:row|entry|record|${word}) (?:with|having|that has|whose|where) )?(?:the |that |this |same |given |posted )+(?<key>${word})(?: (?:in|of|from|inside) ${table})?(?: ${to} ${value})?${end}`,
  'giu',
);
/** "increase the stock of that sku in table inventory by delta". */
const moved = new RegExp(
  `\\b(?<verb>increase|raise|decrease|lower|reduce|count up|bump)s? (?:the |its )?(?<column>${word}) (?:of|in|for|on) (?:(?:the |its )?(?:row|entry|record|${word}) (?:with|having|that has|whose|where|of|for) )?(?:the |that |this |same |given |posted )+(?<key>${word}) (?:in|of|from|inside) ${table} by ${value}${end}`,
  'giu',
);
/** "add qty to the stock of that sku in the table goods", "subtract 1 from seats of that train in trains". */
const shifted = new RegExp(
  `\\b(?<verb>add|subtract|take|deduct)s? (?<value>${word}|\\d[\\d.]*) (?:to|from|off) (?:the |its )?(?<column>${word}) (?:of|in|for|on) (?:(?:the |its )?(?:row|entry|record|${word}) (?:with|having|that has|whose|where|of|for) )?(?:the |that |this |same |given |posted )+(?<key>${word}) (?:in|of|from|inside) ${table}${end}`,
  'giu',
);
/** "keep one row per room in the table rooms". */
const perKey = new RegExp(
  `\\b(?:there (?:should|must|may) be|keep|have|hold|store|save)(?: only| exactly| just)? one (?:row|entry|record) (?:per|for each|for every) (?<key>${word}) in ${table}`,
  'giu',
);
/** Behind an update: what is to be done where there was no such row. */
const orAdd =
  /^(?:[.;,]|,? (?:and|but))?\s*(?:if (?:there is (?:no (?:such |matching )?(?:row|one|entry|record|[\p{L}]+)(?: yet)?|none(?: yet)?)|(?:it|the row|that row|this row|[\p{L}]+) (?:does not exist|is not there|is new|is unknown)(?: yet| there)?|none(?: exists)?|not(?: found)?|no row (?:exists|is found))|otherwise|or else|else),? (?:then |please |just )*(?:add|insert|create|append|save|store|make)(?: (?:it|a (?:new )?(?:row|one|entry|record)|one|the row|them|a new one|both|that))?(?: (?:there|in|to it|as a new row))?(?=\s*(?:[.,;!\n]|$|and |then ))/iu;

/** Told once more behind "one row per room": what is done with a row that is there, and with one that is not. */
const sameAgain =
  /,? ?(?:and )?if (?:the |that |this )?[\p{L}_]+ (?:is|exists)(?: already)?(?: there| known| in it| in there)?,? (?:just |only |then )?(?:change|update|overwrite|set) (?:its|the) [^,.;⟨]*[,;]? ?(?:and |but )?(?:if not|otherwise|else|or else),? (?:add|insert|create|save|store)(?: (?:it|one|a row|a new one))?/giu;

type Groups = Partial<Record<'table' | 'named' | 'bare' | 'key' | 'column' | 'value' | 'verb', string>>;

/** Changes of a row that is told by a key, in the one form that steps are read from. */
export function rewordUpdates(text: string, { given }: Reader): string {
  const last = /\btable (?:called |named )?(⟨[qc]\d+⟩|[\p{L}_][\p{L}\d_]*)/iu.exec(text)?.[1];
  const tableOf = (groups: Groups) => groups.table ?? groups.named ?? groups.bare ?? last;
  const isKey = (groups: Groups) =>
    groups.key !== undefined && (given.size === 0 || given.has(groups.key.toLowerCase()));
  const replaced = (current: string, pattern: RegExp, said: (groups: Groups) => string | null): string => {
    for (const match of current.matchAll(pattern)) {
      const groups = match.groups as Groups;
      const table = tableOf(groups);
      if (table === undefined || !isKey(groups)) continue;
      const after = current.slice(match.index + match[0].length);
      const added = orAdd.exec(after);
      const by = added ? `upsert into the table ${table} by ${groups.key}` : said({ ...groups, table });
      if (by !== null) return current.slice(0, match.index) + by + after.slice(added?.[0].length ?? 0);
    }
    return current;
  };
  const update = ({ table, key, column, value }: Groups) =>
    `update the row in the table ${table} by ${key} and set ${column} to ${plainValue(value ?? column!, column!)}`;
  const shift = ({ table, key, column, value, verb }: Groups) =>
    `look up the row in the table ${table} by ${key}, then ${/^(?:decrease|lower|reduce|subtract|take|deduct)/i.test(verb!) ? 'decrease' : 'increase'} its ${column} by ${value}`;
  const kept = replaced(text, perKey, ({ table, key }) => `upsert into the table ${table} by ${key}`);
  const once = kept === text ? text : kept.replace(sameAgain, '');
  return [rowFirst, columnFirst]
    .reduce(
      (current, pattern) =>
        replaced(current, pattern, groups =>
          pattern === columnFirst && groups.value === undefined && !given.has(groups.column!.toLowerCase())
            ? null
            : update(groups),
        ),
      [moved, shifted].reduce((current, pattern) => replaced(current, pattern, shift), once),
    )
    .replace(
      /^\s*(?:update|maintain|fill|keep up to date) (?:the )?table [\p{L}_]+\s*[:,.]\s*(?=.*\bupsert into\b)/isu,
      '',
    );
}

/** "the new qty", "the posted one": what the request brings under the same name. */
const plainValue = (value: string, column: string) =>
  /^(?:the |its )?(?:new|posted|given|sent|incoming|received) /i.test(value) ? column : value;
