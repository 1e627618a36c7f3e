/**
 * Ways of speaking that put one thing in two clauses are said in one: "group the table sales by product and sum up
 * quantity", "look how many rows in the table x have …", "post each of them (name and email) to …".
 */
export function untangle(message: string): string {
  return rewrites.reduce((text, [from, to]) => text.replace(from, to), message);
}

const rewrites: readonly [RegExp, string][] = [
  // if an incoming order has no address …
  [
    /^(\s*)(?:if|when(?:ever)?) (?:an?|the|any|every) (?:incoming|posted|received|submitted) ([\p{L}]+) (?=(?:has|have|does|contains?|lacks?|without|is (?!posted|received|sent|submitted|coming|placed|created))\b)/giu,
    '$1webhook for $2s. if it ',
  ],
  // keep one row per room in the table rooms: the webhook gets room and status, if …
  [
    /^([^.:⟨\n]*\btable\b[^.:⟨\n]*): (?:when )?((?:the|an?|my|our) (?:web ?hook|post|form|endpoint) (?:gets?|receives?|takes|brings|has|sends|contains|with) [^.;:⟨\n]*?)(?:[.,] |\. )(?=(?:if|when|set|update|then|save|store|answer|look|find|check|add|count)\b)/i,
    '$2. $1. ',
  ],
  // on each POST store it …
  [
    /^(\s*(?:on|upon|for|with|at) (?:each|every|any|an?|all|a new) (?:new |incoming |single )*(?:POSTs?|(?:web ?hook|post|http)(?: (?:call|request|post))?s?|calls?|requests?))(?: to (?:the|my|our|this) (?:web ?hook|endpoint))? (?=(?:please |we |it |you )*(?:store|save|add|insert|answer|reply|respond|write|put|log|look|count|delete|update|send|check|take|return|say)s? )/gi,
    '$1, ',
  ],
  [/\b(of|in|from|over) the (?:whole|entire|full|complete) (?:table|list)\b(?! \w+ (?:where|with))/gi, '$1 that table'],
  // look it up in the table tenants, it has tenant and rent
  [
    /(\btable (?:called |named )?[\p{L}_]\w*|\bthe [\p{L}_]\w* table),? \(?(?:it|which|that) (?:has|contains|holds|comes with)(?: the)?(?: columns?| fields?)? [\p{L}_]\w*(?:(?:,? and |, )[\p{L}_]\w*)*\)?(?=\s*(?:[.;]|$|,? (?:and|if|then)\b))/giu,
    '$1',
  ],
  [
    /\bgroup (?:up )?(?:all )?(?:the )?(?:rows? (?:of|in|from) )?(?:the )?(table \w+|\w+ table) by (?:the )?(\w+)(?:,| and)+ (?:then )?(sum|add up|count|average|total)(?: up)?(?: (?:the |their |its )?(?!and\b|then\b|in\b|into\b)(\w+))?/gi,
    '$3 the $4 of the $1 per $2',
  ],
  [
    /\b(?:it |you |the workflow |we )?(?:should |must |will )?(?:then )?(?:looks?|checks?|sees?|counts?|finds? out|tells?|determines?) (?:up )?how many (\w+)( (?:(?:are |there are )?in|of) (?:the |my |our )?(?:table \w+|\w+ table)) (have|has|are|with|where|whose|that)\b/gi,
    'count the $1$2 that $3',
  ],
  [
    /\b(?:it |you |the workflow |we )?(?:should |must |will )?(?:then )?(?:looks?|checks?|sees?|counts?|finds? out|tells?|determines?) (?:up )?how many (\w+) (?:are |there are )?(in (?:the |my |our )?(?:table \w+|\w+ table))/gi,
    'count the $1 $2',
  ],
  [
    /\b(?:them|those|these|each of them|each one|all of them|(?:the|every|each|all) \w+)\s*\((\w+(?:\s*,\s*\w+)*,?\s+and\s+\w+|\w+(?:\s*,\s*\w+)+)\)\s*(?=(?:to|in|into)\b)/gi,
    '$1 ',
  ],
  [/^\s*I (?:want|need|would like)(?: it| that| this)? (?=(?:in the|at|on|every|each)\b)/i, ''],
];
