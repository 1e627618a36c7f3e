import type { Literal } from './literals';

const mark = '⟨[qc]\\d+⟩';
const word = "[\\p{L}_][\\p{L}\\d_'-]*";
const plain = `(?!(?:if|when|unless|otherwise|else|then|is|are|the|a|an|it|and|or)\\b)${word}`;
const names = `${plain}(?:(?:, and |, | and )(?:the |its |their )?${plain}){0,5}`;
const value = `(?:${mark}|\\d[\\d.,]*\\d|\\d|${word})`;
const start = '(^|[.;:\\n]\\s*)';
const rows = '(?:row|entry|record|line)';
const deeds = '(?:answer|reply|respond|return|store|save|put|write|insert|add|send|set|delete|remove|say)';

/** Sentences whose order or whose voice differs from what the other paraphrases and the grammar read. */
const rules: readonly (readonly [RegExp, string])[] = [
  // "every row whose due date (column due) is earlier"
  [
    new RegExp(
      `\\b(whose|where|with) (?:the |its |an? )?${word}(?: ${word})? \\((?:column|field) (${plain})\\) (?=is |was |lies |equals |=)`,
      'giu',
    ),
    '$1 $2 ',
  ],
  [/\b(?:web ?ook|webhok|wehbook|webhoo|webhock|webhoook|wbhook)\b/gi, 'webhook'],
  [/(?<=^|[.,;\n]\s*|\band )(?:wen|whn|wehn) (?=[\p{L}_]+ (?:is|are|has|=|equals)\b)/giu, 'when '],
  [/\btabels?\b(?= (?:called|named)\b)/gi, 'table'],
  [/\bplease to (?=[\p{L}])/giu, 'please '],
  // "a gardener who gives up an allotment posts its plot"
  [
    new RegExp(
      `^(?:an?|any|every|each) ${word}(?: ${word})? (?:who|that|which) [^.,;:⟨\\n]+? (?:posts|submits|sends in) (?:an? |the |its |their |his |her )?(${names})(?=\\s*[.;\\n])`,
      'iu',
    ),
    'When a webhook receives $1',
  ],
  // "if a posted order has express = yes"
  [
    new RegExp(
      `^(?:if|when) (?:an?|the) (?:posted|sent|incoming|received|submitted) (${word}(?: ${word})?) has (?:the |an? )?(${plain}) (?:=|equal to|set to|of) (${value}),? `,
      'iu',
    ),
    'A webhook receives $1. if $2 is $3, ',
  ],
  [
    new RegExp(
      `(\\bif [^.\\n]*?[,;.] ?)(?:but )?if (?:it|they|that) (?:has|have|does|do|is|are) not(?:,(?= )| then\\b|(?= the ${word} (?:is|=) )|(?= ${deeds} ))`,
      'giu',
    ),
    '$1otherwise',
  ],
  // "if the note is empty …, if it is not empty …"
  [
    new RegExp(
      `(\\b(?:if|when) (?:the |its )?(${plain}) is (${value})(?!['\\p{L}\\d])(?! (?:or|and) )[^.\\n]*?[,;.]) ?(?:but |and )?(?:if|when) (?:it|(?:the )?\\2) is not \\3(?= (?:then |answer|reply|respond|return|store|save|put|write|insert|add|send|delete)|,)(?:,| then)?`,
      'giu',
    ),
    '$1 otherwise',
  ],
  // "at night (night is true) add 5"
  [
    new RegExp(
      `(?<=^|[.;,\\n]\\s*)(?:and |but )?(?:at|on|for|during|in|with|by) (?:an? |the |all |any )?${word}(?: ${word})? \\((?:if |when |i\\.e\\. |that is )?(?:the )?(${plain}) (?:is|=|equals) (${value})\\),? `,
      'giu',
    ),
    'if $1 is $2, ',
  ],
  // "gross is the price plus vat percent of the price"
  [
    new RegExp(`\\b(plus|minus) (?:the )?(${plain}) (?:percent|%) (?:of|on|from) (?:the |its )?(${plain})`, 'giu'),
    '$1 $3 * $2 / 100',
  ],
  // "look in the table for a row where child and adult both match. Found: … Not found: 403 and …"
  [new RegExp(`(?<=[.;\\n]\\s*)(?:if )?((?:not )?found)(?: →|:) (?=${mark}|${deeds} |[1-5]\\d\\d )`, 'giu'), 'if $1, '],
  [new RegExp(`(\\bif (?:not )?found,) (?=${mark})`, 'giu'), '$1 answer '],
  [
    new RegExp(`(?<=\\bfound, |→ |: )([1-5]\\d\\d) (?:and|with) (?:the (?:text|answer|message) )?(${mark})`, 'giu'),
    'answer $2 with status $1',
  ],
  [
    new RegExp(
      `\\b(?:look|search|check)(?: in| through)? (?:the |our |my )?table (${mark}|[\\p{L}\\d_]+) for (?:an? |the |any )?${rows} (?:where|in which|whose) (?:the )?(${plain}) and (?:the )?(${plain}) (?:both )?(?:match|are the same|agree|fit|are equal|are identical)`,
      'giu',
    ),
    'look up the row in the table $1 by $2 and $3',
  ],
  // "if the table bookings already has a row with that desk and that day"
  [
    new RegExp(
      `\\b(?:if|when) (?:the |our |my )?table (${mark}|[\\p{L}\\d_]+) (?:already )?(?:has|holds|contains) (?:already )?(?:an? |any |one )${rows} (?:with|for|of) (?:that|this|the same|the) (${plain}) and (?:(?:that|this|the same|the) )?(${plain}),`,
      'giu',
    ),
    'look up the row in the table $1 by $2 and $3, if found,',
  ],
  // "in the table rentals set status to overdue for every row whose due is earlier"
  [
    new RegExp(
      `\\bin (?:the |our )?table (${mark}|[\\p{L}\\d_]+),? (?:please )?(set|change) (?:the )?(${plain}) to (${value}) (?:for|in|of|on) (?:every|each|all|any) (?:the )?(?:${rows}|rows|entries|records|lines) (?:whose|where|with) (?:the )?(?=${plain} (?:is|=|equals) )`,
      'giu',
    ),
    '$2 $3 to $4 in the table $1 where ',
  ],
  // "saturdays 8.15 am: …"
  [
    /^(?:on )?((?:mon|tues|wednes|thurs|fri|satur|sun)day)s(?: at)? (\d{1,2})[.:](\d\d) ?(am|pm)?[:,] (?=\S)/gi,
    'every $1 at $2:$3$4, ',
  ],
  // "they post a number, we search the table"
  [
    /(?<=[.,;:]\s|\b(?:and|then) )we (?:then |now |also |should |must |want to |will )?(?=(?:search|look|find|save|store|put|write|insert|add|answer|reply|respond|send|keep|check|count|delete|remove|update|set) )/gi,
    '',
  ],
  // "when nothing is found"
  [
    /\b(?:if|when|whenever|in case|should) (?:nothing|none|no such (?:row|entry|record)|no match) (?:is|was|were|could be|can be|comes up|turns up|be) ?(?:found|there)?(?=[,: ])/gi,
    'if not found',
  ],
  [new RegExp(`\\b(?:give|hand|send) back (?=its ${word}|${mark})`, 'giu'), 'answer '],
  // "write hive with kilos into the table honey"
  [
    new RegExp(
      `\\b(?:write|put|store|save|insert|add|record) (?:the )?(${plain}) (?:together with|along with|with|plus|as well as) (?:the |its )?(${plain}) (?:in|into|to) (?:the )?table (?=\\S)`,
      'giu',
    ),
    'store $1 and $2 in the table ',
  ],
  // "remove that plot's row from the table allotments (column plot)"
  [
    new RegExp(
      `\\b(?:remove|delete|drop|erase|take) (?:that|the|this|its) (${plain}?)'s ${rows} (?:from|in|of|out of) (?:the |my |our )?table (${mark}|[\\p{L}\\d_]+)(?: \\((?:column|field) \\1\\))?`,
      'giu',
    ),
    'delete the row with that $1 from the table $2',
  ],
  // "keep a table shelf with one row per drug: update the qty when the drug is known, insert it when it is new"
  [
    new RegExp(
      `\\b(?:keep|hold|have|maintain) (?:an? |the )?table (?:called |named )?(${mark}|[\\p{L}\\d_]+) with (?:exactly |only |just )?one ${rows} (?:per|for each|for every) (${plain})(?:[:;,.] *(?:just |then )?(?:update|change|overwrite|refresh|set|replace) (?:the |its )?[^,.;⟨]*? (?:when|if|where) (?:the |that |this )?(?:${word}) (?:is|exists)(?: already)?(?: known| there| in it| listed| present)?[,;]? ?(?:and |but )?(?:insert|add|create|append) (?:it|one|a row|a new (?:one|row)) (?:when|if|where) (?:it|the ${word}|that ${word}|this ${word}) (?:is (?:new|unknown|missing|not (?:there|known|in it|listed))|does not exist)(?: yet)?)?`,
      'giu',
    ),
    'upsert into the table $1 by $2',
  ],
];

/** "cost 50 in the stalls, 30 in the circle and 15 everywhere else. The webhook is sent area, answer the price". */
const priced = new RegExp(
  `${start}(?:the |our |an? )?[\\p{L} ]{2,40}? (?:costs?|(?:is|are)(?: charged at| priced at)?|amounts? to) ((?:[€$£]?\\d[\\d.]* (?:in|for|on|at|from) (?:the |an? )?${plain},? (?:and )?)+)[€$£]?(\\d[\\d.]*) (?:everywhere else|elsewhere|anywhere else|for (?:all others|everything else|anything else|the rest|all the rest|everyone else)|otherwise|in all other cases)[.;]\\s*((?:the |a |our )?(?:webhook|post|request|form|app) (?:is sent|is given|gets|receives?|brings|sends|posts|has|contains) )(?:only )?(?:an? |the |its )?(${plain})[,.;] (?:and |then |please )*(?:answer|reply|respond|return)(?: with)?(?: only| just)? (?:the |that )(?:price|cost|fee|amount|fare|rate|charge)(?: only| alone)?(?=\\s*(?:[.;!\\n]|$))`,
  'giu',
);

const asCases = (text: string): string =>
  text.replace(priced, (_whole, before: string, list: string, last: string, _who: string, field: string) => {
    const cases = [...list.matchAll(new RegExp(`(\\d[\\d.]*) \\w+ (?:the |an? )?(${plain})`, 'giu'))].map(
      ([, price, name]) => `if ${field} is ${name} answer ${price}`,
    );
    return `${before}A webhook receives ${field}. ${cases.join(', ')}, otherwise answer ${last}`;
  });

/** "Reply with how much …, that is the sum of amount over all minibar rows of the posted room, as "… {total}"". */
const summed = new RegExp(
  `\\b(?:answer|reply|respond|return)(?: with)? (?:how (?:much|many) [^.;⟨]*?, (?:that is|meaning|so|which is) )?(the (?:sum|total|average|mean|highest|lowest|maximum|minimum) (?:of )?(?:the )?${plain}) (?:over|of|in|from|across) (?:all |the )+(?:the )?(?:(${mark}|[\\p{L}\\d_]+) rows|rows (?:of|in) (?:the )?table (${mark}|[\\p{L}\\d_]+)) (?:of|for|with) (?:the |that |this |same |posted |given )+(${plain}),? (?:as|like|in the form) ⟨([qc])(\\d+)⟩`,
  'giu',
);

const asFigures = (text: string, literals: readonly Literal[]): string =>
  text.replace(summed, (whole, ...found: (string | undefined)[]) => {
    const [what, one, other, key, kind, at] = found;
    const holes = [...(literals[Number(at)]?.text ?? '').matchAll(/\{\{?\s*(\w+)\s*\}?\}/g)].map(([, name]) => name);
    const names = [...new Set(holes)].filter(name => name !== key);
    if (names.length !== 1) return whole;
    return `get ${what} of the rows in the table ${one ?? other} with that ${key} as ${names[0]}, then answer ⟨${kind}${at}⟩`;
  });

const figure =
  '(?:highest|lowest|largest|smallest|biggest|maximum|minimum|max|min|mean|average|sum|total|median|number|count)';
const ofWhat = `(?:the |its )?${figure}(?: value| number)?(?: (?:of|in) (?:all )?(?:the |its )?${plain})`;

/** "JSON containing best, the maximum of the scores, and average, the mean of the scores": an apposition names. */
const apposed = new RegExp(
  `\\b(?:containing|including|with|consisting of|made of|holding) ((?:the field |field )?${plain}, (?:which is |being )?${ofWhat}(?:,? and (?:the field )?${plain}, (?:which is |being )?${ofWhat}|, (?:the field )?${plain}, (?:which is |being )?${ofWhat})*)(?=\\s*(?:[.;!\\n]|$))`,
  'giu',
);
const asNamed = (text: string): string =>
  text.replace(apposed, (_whole, list: string) => {
    const one = new RegExp(`(?:the field |field )?(${plain}), (?:which is |being )?(${ofWhat})`, 'giu');
    const named = [...list.matchAll(one)].map(([, name, what]) => `${name} being ${what}`);
    return `with ${named.join(' and ')}`;
  });

/** Sentences told in another order or voice, as the grammar reads them. */
export const toldPlainly = (text: string, literals: readonly Literal[]): string =>
  asFigures(asCases(asNamed(rules.reduce((current, [from, to]) => current.replace(from, to), text))), literals);
