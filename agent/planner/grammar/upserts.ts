const table =
  '((?:the |my |our )?(?:table|list) (?:called |named )?(?:⟨[qc]\\d+⟩|[\\p{L}\\d_]+)|(?:the |my |our )?(?:⟨[qc]\\d+⟩|[\\p{L}\\d_]+)(?: table)?)';
const changes =
  '(?:then |please |just |only )*(?:change|update|overwrite|replace|set|refresh|edit) (?:only )?(?:its|the|their|it|that|this)\\b[^.;,]*?';
const missing =
  '(?:if (?:there is (?:none|no such row|not)|not found|it is not(?: there)?|not|none|it is new|it does not exist)|otherwise|or else|else)';
const adds =
  '(?:then |please |just )*(?:add|insert|create|append|save|store|put) (?:it|a (?:new )?(?:row|one|entry)|one|the row|them|a new one|the \\p{L}+|[\\p{L}_]+(?:, [\\p{L}_]+)* and [\\p{L}_]+)(?: (?:there|in there|in it|to it|as a new row|to the table))?';
const between = '(?:[,;.]|,? (?:and|but))?\\s*';

const rules: readonly (readonly [RegExp, string])[] = [
  // the table stock must be updated: if there is already a row with that sku change its count, if there is none add it
  [
    new RegExp(
      `(?:the )?${table} (?:must|should|has to|needs to|shall) be (?:updated|kept up to date|changed|filled)[:,.]? *if (?:there is|there exists|it has|it contains)(?: already)? (?:a|one|some) (?:row|entry|record|one) with (?:that|this|the same|the) ([\\p{L}_]\\w*),? ${changes}${between}${missing},? ${adds}`,
      'giu',
    ),
    'upsert into $1 by $2',
  ],
  [
    new RegExp(
      `if (?:there is|there exists)(?: already)? (?:a|one|some) (?:row|entry|record|one) (?:in ${table} )with (?:that|this|the same|the) ([\\p{L}_]\\w*),? ${changes}${between}${missing},? ${adds}`,
      'giu',
    ),
    'upsert into $1 by $2',
  ],
  [
    new RegExp(
      `if (?:there is|there exists)(?: already)? (?:a|one|some) (?:row|entry|record|one) with (?:that|this|the same|the) ([\\p{L}_]\\w*) (?:in|inside) ${table},? ${changes}${between}${missing},? ${adds}`,
      'giu',
    ),
    'upsert into $2 by $1',
  ],
  // look up the row in the table stock by sku, if found update its count, otherwise add it
  [
    new RegExp(
      `look up the row in ${table} by ([\\p{L}_]\\w*), if found,? ${changes}${between}${missing},? ${adds}`,
      'giu',
    ),
    'upsert into $1 by $2',
  ],
];

/** "If it is there change it, else add it" is one thing for a table: the row is kept up to date. */
export const rewordUpserts = (text: string): string =>
  rules.reduce((current, [pattern, by]) => current.replace(pattern, by), asked(explained(text)));

/** "answer "{total}" where total is the sum of …": what it speaks of is found first. */
const explained = (text: string): string =>
  text.replace(
    /\b((?:and |then )*(?:answer|reply|respond|return)\b(?:(?!\b(?:answer|reply|respond|return|otherwise)\b)[^.;\n])*?),? (?:where|and) (?:the )?([\p{L}_]\w*) is (the (?:number|count|sum|total|average|mean|highest|lowest|maximum|minimum)\b [^.;\n]+)/giu,
    (_all, answer: string, name: string, what: string) =>
      `then get ${what.trim()} as ${name}, then ${answer.replace(/^(?:(?:and|then) )+/i, '')}`,
  );

/** "Look for … If yes …, if no …" asks whether something was found. */
const asked = (text: string): string =>
  /\blook (?:up|for)\b|\bfind the\b/i.test(text)
    ? text
        .replace(/\bif (?:yes|so|it does|it is there|there is one|there is a match)\b(?=[,: ]|$)/gi, 'if found')
        .replace(
          /\bif (?:it|he|she|they|none|the \p{L}+) (?:is|was|are|were|can) not (?:be )?(?:found|there|known)\b/giu,
          'if not found',
        )
        .replace(/\bif (?:it|he|she|they) (?:is|was|are|were) (?:found|there|known)\b/gi, 'if found')
        .replace(
          /\bif (?:no|not|there is none|there is no match|it is not there)\b(?=[,:]|\s+(?:then\s+)?(?:answer|reply|respond|return|say|save|store|add|put|insert|send)\b)/gi,
          'if not found',
        )
    : text;
