import type { Reader } from './reader';

const mark = '⟨[qc]\\d+⟩';
const word = '[\\p{L}_][\\p{L}\\d_]*';
const name = `(?:${mark}|${word})`;
/** "the table stock", "the stock table", "our table called stock". */
const table = `(?:the |my |our |that |this )?(?:(?:table|list) (?:called |named )?${name}|(?!table\\b)${name} (?:table|list))`;
const the = '(?:the |that |this |its |his |her |their |same |given |posted )+';
const thing = `(?:an? |the |some |any |one |another |such an? |existing |already )*(?!(?:column|field|value)\\b)${word}`;
const having = '(?:with|having|that has|which has|who has|whose|has|have|for|of|by)';
const inside = '(?:in|inside|on|within|at|from)';
const exists = '(?:exists?|is|are|was|can be found|could be found|is found|found|is there|is listed|appears?|stands)';
const already = '(?: (?:already|there|in there|in it|yet|now|listed|registered|present|known|found))*';

/** How rows are told apart: "with that sku", "for it". */
interface Said {
  table: string;
  field: string | undefined;
}

type Rule = readonly [RegExp, 'ask' | 'found' | 'not found'];
const rule = (source: string, kind: Rule[1]): Rule => [new RegExp(source, 'giu'), kind];
const field = `(?<field>${word})`;
const place = `(?<table>${table})`;
const opens = '\\b(?:if|when|whenever|in case|should)';

/** The many ways to ask a table for a row. */
const rules: readonly Rule[] = [
  // if there is no row with this sku in table stock
  rule(
    `${opens} there (?:is|are|exists?) (?:no|not (?:an?|any)) (?:such )?${word} ${having} ${the}${field}${already} ${inside} ${place}${already}`,
    'not found',
  ),
  rule(`${opens} no ${word} ${having} ${the}${field} ${exists}${already} ${inside} ${place}${already}`, 'not found'),
  rule(
    `${opens} ${thing} ${having} ${the}${field} (?:does|do|is|are|can) not (?:already |yet )?(?:exist|be found|found|there|listed)?${already} ?${inside} ${place}${already}`,
    'not found',
  ),
  // if there is already a row with this sku in table stock
  rule(
    `${opens} there (?:is|are|exists?) ${thing} ${having} ${the}${field}${already} ${inside} ${place}${already}`,
    'found',
  ),
  rule(`${opens} ${inside} ${place} there (?:is|exists?) ${thing} ${having} ${the}${field}${already}`, 'found'),
  rule(
    `${opens} ${thing} ${having} ${the}${field} (?:already )?${exists}${already} ${inside} ${place}${already}`,
    'found',
  ),
  // if the email is already in table singers
  rule(`${opens} ${the}?${field} (?:is|are) (?:not|missing)${already} ${inside} ${place}${already}`, 'not found'),
  rule(`${opens} ${the}?${field} (?:already )?${exists}${already} ${inside} ${place}${already}`, 'found'),
  // if the table subscribers already has it
  rule(
    `${opens} ${place} (?:does not|do not) (?:already |yet )?(?:have|contain|hold|know|include|list) (?:it|them|(?:an? |any |${the})?(?:${word} ${having} ${the})?${field})${already}`,
    'not found',
  ),
  rule(
    `${opens} ${place} (?:already )?(?:has|have|contains?|holds?|knows?|includes?|lists?) (?:already )?(?:it|them|(?:an? |any |one |${the})?(?:${word} ${having} ${the})?${field})${already}`,
    'found',
  ),
  // does the table coupons contain that code? · is there a row with the same phone in contacts?
  rule(
    `(?<=^|[.;:,\\n] |\\band )(?:does|do) ${place} (?:already )?(?:have|contain|hold|know|include|list) (?:it|(?:an? |any |${the})?(?:${word} ${having} ${the})?${field})${already}[?,]?`,
    'ask',
  ),
  rule(
    `(?<=^|[.;:,\\n] |\\band )(?:is|are) there ${thing} ${having} ${the}${field}${already} ${inside} ${place}${already}[?,]?`,
    'ask',
  ),
  rule(`(?<=^|[.;:,\\n] |\\band )is ${the}?${field}${already} ${inside} ${place}${already}[?,]?`, 'ask'),
  // search the table books for it · check the stock table for that sku
  rule(
    `\\b(?:search|check|query|scan|consult|go through|look (?:in|into|at|through|inside|up)) ${place} for (?:it|them|(?:an? |the )?${word} ${having} ${the}${field}|${the}?${field})`,
    'ask',
  ),
  rule(
    `\\b(?:search|query|check|look (?:in|into|through)) (?<table>${table}|(?!the\\b|it\\b|for\\b|that\\b)${name}) for (?:an? |the )?(?:row|entry|record|${word}) (?:where|whose|with) ${the}?${field}(?:(?: and ${word})?) (?:are|is) the same`,
    'ask',
  ),
  rule(
    `${opens} there (?:is|exists) (?:already )?(?:an?|one|any) (?:row|entry|record) ${inside} (?<table>${table}|(?!the\\b|it\\b)${name}) ${having} (?:${the}${field}|it)`,
    'found',
  ),
  rule(`\\b(?:search|check|look) (?:for )?${the}?${field} (?:up )?${inside} ${place}`, 'ask'),
  rule(
    `\\b(?:find|look up|look for|search(?: for)?|get|fetch|look) (?:it|him|her|them|that one|this one)(?: up)? ${inside} ${place}`,
    'ask',
  ),
];

/**
 * A table asked for a row, in the one form that steps are read from: "look up the row in the table stock by sku, if
 * found …". What is asked for is the field that is named, or the only one that the request brings.
 */
export function rewordLookups(text: string, reader: Reader): string {
  const only = reader.given.size === 1 ? [...reader.given][0] : undefined;
  const said = (whole: string, groups: Partial<Said>, kind: Rule[1]): string => {
    const field =
      groups.field === undefined || /^(?:it|them|row|one|entry|record)$/i.test(groups.field) ? only : groups.field;
    if (field === undefined || groups.table === undefined || isTalk(field)) return whole;
    const lookup = `look up the row in ${groups.table} by ${field}`;
    return kind === 'ask' ? `${lookup}${/[?]$/.test(whole) ? '.' : ''}` : `${lookup}, if ${kind}`;
  };
  const reworded = rules.reduce(
    (current, [pattern, kind]) =>
      current.replace(pattern, (...match: unknown[]) => said(match[0] as string, match.at(-1) as Partial<Said>, kind)),
    text,
  );
  return /\blook (?:up|for)\b|\bfind the\b|\bfind [\p{L} ]+ in\b|\b(?:get|fetch|take|read) (?:the|its|their) [\p{L}]+ (?:from|in|out of) (?:the )?(?:table|[\p{L}]+ table)\b/iu.test(
    reworded,
  )
    ? answersToLookup(reworded)
    : reworded;
}

const isTalk = (field: string) =>
  /^(?:there|it|is|are|already|value|body|field|row|answer|if|when|not|no|the|one|than|least|most)$/i.test(field);

const deed =
  '[,:]?(?=\\s*(?:→|then |just |please )*(?:answer|reply|respond|return|say|save|store|add|put|insert|send|update|change|set|create|delete|remove|give|write|post|count|⟨[qj]))';
const found: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(
      `\\b(?:if|when) (?:it|he|she|there|that one|so|(?:the )?${word})? ?(?:is|are|does|do|has) ?(?:not|n't)(?: (?:there|in there|in it|exist|listed|known|found|be found))?${deed}`,
      'giu',
    ),
    'if not found,',
  ],
  [
    /\b(?:if|when|in case) (?:there (?:is|are) (?:none|no (?:such )?(?:row|one|entry|record|match|hit|rows|matches))|none(?: (?:is|are|was|were))?(?: (?:there|found|exists?))?|nothing(?: (?:is|was|were))?(?: (?:there|found|comes up))?|(?:there is )?no (?:row|match|hit|result)s?(?: (?:is|was|exists?|found))*)(?= ?[,:;]| (?:then |just |please )*[\p{L}]+)/giu,
    'if not found',
  ],
  [
    /\b(?:if|when|in case) (?:there (?:is|are) (?:one|some|any|a (?:row|match|hit|result)|such an? [\p{L}]+|rows|matches)|one (?:is|was) (?:there|found)|(?:it|he|she|one) exists|you (?:find|found|have) (?:one|it|him|her|some|any|something)|so|yes)(?= ?[,:;]| (?:then |just |please )*[\p{L}]+)/giu,
    'if found',
  ],
  [
    /(?<=^|[.;?,\n]\s*)(?:no [\p{L}]+ (?:known|found|there)|unknown [\p{L}]+|not there|not found|nope?|none|unknown|nothing(?: found)?|no(?:t| match| such row)?|absent|missing)\s*[?:→](?=\s)/giu,
    'if not found,',
  ],
  [/(?<=^|[.;?,\n]\s*)(?:there|found|yes|yep|yeah|known|present|it is there|it is)\s*[?:→](?=\s)/gi, 'if found,'],
];

/** What is done with an answer from the table: "yes: …", "not there? …", "if there are none, …". */
const answersToLookup = (text: string): string =>
  found.reduce((current, [pattern, by]) => current.replace(pattern, by), text);
