type Rule = readonly [RegExp, string];

const word = '[\\p{L}_][\\p{L}\\d_]*';
const list = `${word}(?:, (?:and )?${word}| and ${word})*`;
const doing = '(?=send|post|insert|add|save|store|write|put|make|do|call|create|forward|update|delete|answer)';

/** Ways to tell values, lists and places that a plainer sentence tells as well. */
const rules: readonly Rule[] = [
  // make course upper case, put the code in capitals, uppercase the sku
  [
    /(?<=^|[.,;:\n]\s*|\b(?:and|then|please|to|should|must) )(?:make|put|turn|convert|write|change|set|transform|bring)s? (?:the |its )?([\p{L}_]\w*)(?: field)? (?:all )?(?:in|into|to)?(?: all)? ?(upper|lower)[- ]?case(?:d| letters)?(?=\s*(?:[.,;\n]|$|and |then ))/giu,
    '$1 = $1 in $2 case',
  ],
  [
    /(?<=^|[.,;:\n]\s*|\b(?:and|then|please|to|should|must) )(?:make|put|turn|convert|write|change|set)s? (?:the |its )?([\p{L}_]\w*)(?: field)? (?:in|into|to)(?: all)? (?:capitals|capital letters|caps|all caps)(?=\s*(?:[.,;\n]|$|and |then ))/giu,
    '$1 = $1 in upper case',
  ],
  [
    /(?<=^|[.,;:\n]\s*|\b(?:and|then|please|to|should|must) )(upper|lower)-?case (?:the |its )?([\p{L}_]\w*)(?=\s*(?:[.,;\n]|$|and |then ))/giu,
    '$2 = $2 in $1 case',
  ],
  // when humidity drops below 40 → is below 40
  [
    /(?<=\b[\p{L}_]\w* )(?:drops?|falls?|sinks?|dips?|goes|rises?|climbs?|gets|jumps?|moves?)(?: to)? (?=(?:below|under|above|over|beyond|higher than|lower than|more than|less than)\b)/giu,
    'is ',
  ],
  [
    /(?<=\b[\p{L}_]\w* )(?:drops?|falls?|sinks?|dips?|goes|rises?|climbs?|jumps?)(?: down| up)? to (?=\S+ or (?:less|lower|below|under|more|higher|above|over)\b)/giu,
    'is ',
  ],
  // answer "LABEL: {name}" where name is product in upper case
  [
    /\b(answer|reply|respond|return)( with)? (⟨[qj]\d+⟩),? where (?:the )?([\p{L}_]\w*) (?:is|=|means) (?!(?:the )?(?:number|count|sum|total|average|mean|highest|lowest|maximum|minimum)\b|(?:all )?in |from |taken |written |upper|lower)(?=[^.;\n]*\b(?:in (?:upper|lower)|times|plus|minus|divided|followed by|joined|rounded|[*+]))([^.;\n]+)/giu,
    '$4 is $5, $1$2 $3',
  ],
  // look the member up in …
  [/\blook (the|this|that|their|its|his|her) ([\p{L}_]\w*) up\b/giu, 'look up $1 $2'],
  // if a is "x" and b is "y" → …
  [/\bif ([^.;,→\n]+? and [^.;,→\n]+?) → /gi, 'if $1, '],
  // the answer is always "stored"
  [
    /(?<=^|[.;,\n]\s*|\band )(?:the |my |our )?(?:answer|reply|response) (?:is|should be|must be|will be|stays) (?:always|in any case|every time) (?:the same: )?(?=⟨[qc]\d+⟩)/gi,
    'in every case answer ',
  ],
  // answer "forwarded" or else "ignored"
  [
    /\b(answer|reply|respond|return)( with)? (⟨[qc]\d+⟩),? (?:or else|or otherwise|otherwise|else|if not,?) (?=⟨[qc]\d+⟩)/gi,
    '$1 $3, otherwise answer ',
  ],
  // answer just the sum, like "Total: {sum}"
  [
    /\b(answer|reply|respond|return)( with)?(?: back)?(?: just| only| simply)? (?:the|that|this) (?:sum|total|count|number|average|mean|maximum|max|minimum|min|highest|lowest|result|value|price|cost|figure)(?: [\p{L}_]+)?,? (?:like|as|in the form|in form|formatted as|such as|for example)(?: this)?:? (?=⟨q\d+⟩)/giu,
    '$1 ',
  ],
  // and for each of them send …
  [
    new RegExp(
      `,? ?(?:\\band )?(?:then )?for (?:each|every|any)(?: single)? (?:of (?:them|these|those)|one(?: of (?:them|these|those))?|row|item|entry|match|result),? (?:please )?${doing}`,
      'gi',
    ),
    ', then ',
  ],
  // webhook, no fields needed: …
  [
    /[,;]? ?\(?\b(?:there are |with |has |needs )?no (?:input )?(?:fields?|body|input|data|parameters?|params?|payload)(?: (?:is |are )?(?:needed|required|necessary|expected|at all))?\)?(?=[:,.;])/gi,
    '',
  ],
  [/(?<=\bweb ?hook) without (?:an? |any )?(?:body|fields?|input|data|payload|parameters?)(?=[:,.; ])/gi, ''],
  // set checked_in to "yes" on that row
  [
    /(?<=\bto (?:⟨[qc]\d+⟩|\d+|[\p{L}]+)) (?:on|in|for|at|of) (?:that|this|the same|the found) (?:row|entry|record|line)\b/giu,
    ' of that row',
  ],
  // the cost should be calculated as kwh * 0.5 and saved together with meter and kwh to …
  [
    new RegExp(
      `(?:the )?(${word}) (?:should|must|has to|will|shall) be (?:calculated|computed|worked out) (?:as|by|from) ((?:[^.;⟨]|\\.(?=\\d))+?) and (?:then )?(?:be )?(?:saved|stored|written|put|kept|inserted) (?:together |along )?with (${list}) (?=(?:in|into|to) )`,
      'giu',
    ),
    '$1 is $2. Save $1, $3 ',
  ],
  [
    new RegExp(
      `(?:the )?(${word}) (?:should|must|has to|will|shall) be (?:calculated|computed|worked out) (?:as|by|from) (?=\\S)`,
      'giu',
    ),
    '$1 is ',
  ],
  // 100 or more are written to the table patrons, smaller ones to the table supporters
  [
    /,? (?:and )?(?:smaller|lower|bigger|larger|higher|older|younger|cheaper|shorter|longer|other|the other|all other|all the other) (?:ones|[\p{L}]+s) (?:go |are (?:written|saved|stored|put) )?(?=(?:to|into|in) (?:the )?table\b)/giu,
    ', otherwise store it ',
  ],
  // but do not add it when a row with the same link is already in there
  [
    /,? (?:but |and )?(?:please )?(?:do not (?:add|store|save|insert|write|put) (?:it|them|one|that)|not|skip (?:it|them)|never) (?:again )?(?:when|if|where) (?:a|there is (?:already )?(?:a|an)|another) (?:row|entry|record|one) with (?:the same|that|this) ([\p{L}_]\w*)(?: (?:is|exists?|stands))?(?: already| there| in there| in it| in the table| in that table)*/giu,
    ', skip those whose $1 is already there',
  ],
  // items with "a" or "b" in the title
  [
    /\b(?:with|having) (⟨q\d+⟩(?:(?:,| or|, or) ⟨q\d+⟩)*) in (?:the|its|their) ([\p{L}_]\w*)\b/giu,
    'whose $2 contains $1',
  ],
  // with a rating of at least 4 and under 30 minutes
  [
    /\b((?:with|where|whose|having) [^.;⟨]*?) and (under|over|above|below|at least|at most|less than|more than|up to) (\d+) (?!euros\b|dollars\b|years old|days old)([\p{L}_]{3,}s)\b/giu,
    '$1 and $4 is $2 $3',
  ],
  // webhook returns … of all rows
  [
    /^(?:an? |the |my )?(?:new )?web ?hook (?:that |which )?(?:should )?(?:returns?|gives? back|answers? with) /i,
    'webhook. Return ',
  ],
  // return dish and price of all rows of the table menu where …, sorted by price, as a JSON list
  [
    new RegExp(
      `\\b(?:return|answer(?: with)?|reply with|respond with|give back) (?:the )?(${list}) (?:of|from) ((?:all|the|every) (?:the )?(?:rows?|entries|records)[^.;⟨]*?),? (sorted|ordered) by ([^.;,⟨]+?),? (?:as|in) (?:an? )?(?:json )?(?:list|array)`,
      'giu',
    ),
    'find $2, sort by $4, answer as JSON list with $1',
  ],
  // update the row of that device if it exists, create it if it doesn't: with the table named before
  [
    new RegExp(
      `\\b(?:we |i )?(?:keep|have|use) a table (?:called |named )?(⟨[qc]\\d+⟩|${word})(?: with ${list})?\\.\\s*(?:([^.]*?)[:;,.]\\s*)?(?:please )?(?:update|change|overwrite) (?:the |its )?(?:row|entry|record) (?:of|for|with|by) (?:that|this|the|the same) (${word}) if (?:it|there|one|that) (?:already )?(?:exists?|is (?:one|there|already there))(?: already)?(?:,|;| and|, and)? (?:otherwise |or )?(?:create|add|insert|make) (?:it|one|a new one|a row)(?: if (?:it does not(?: exist)?|not|there is none|it is new|it is not there))?`,
      'giu',
    ),
    '$2. Upsert into $1 by $3',
  ],
  // sum up … and insert a row into weekly with the field hours holding that sum
  [
    new RegExp(
      `\\b(insert|add|write|put|store|save) (?:an? )?(?:new )?(?:row|entry|record) (?:in|into|to) (?:the )?(?:table )?(⟨[qc]\\d+⟩|${word}) (?:with|where|in which) (?:the )?(?:field|column) (?:called |named )?(${word}) (?:holding|containing|being|is|set to|as|equal to|having) (?=the |that |this |⟨)`,
      'giu',
    ),
    '$1 into the table $2 with $3 = ',
  ],
];

export const rewordValues = (text: string): string =>
  rules.reduce((current, [pattern, by]) => current.replace(pattern, by), text);
