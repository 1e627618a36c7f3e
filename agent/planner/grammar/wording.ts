type Rule = readonly [RegExp, string];

const field = '(?:the |a |an |its |this |that |his |her )?([\\p{L}_][\\p{L}\\d_]*)';
const mustBe =
  '(?:must|has to|have to|needs? to|should|may only|can only|is only allowed to|ought to) (?:always )?(?:be|lie)';
const bounds =
  '((?:not )?(?:[-+]?\\d|one of|either|in|at least|at most|between|from|over|above|below|under|up to|more|less|greater|bigger|smaller|higher|lower|larger|longer|shorter|a valid|valid|positive|negative|true|yes|⟨[qc]\\d+⟩|[A-Z])[^.;⟨]*?(?:⟨[qc]\\d+⟩[^.;⟨]*?)*?)';
const failing =
  '(?:,|;|\\.)?\\s*(?:and |or )?(?:if (?:it is |it does )?not|or else|otherwise|else|anything else(?: is| gets| should be)?|everything else(?: is| gets)?|if it is anything else|any other \\p{L}+(?: is| gets)?|in any other case)(?: then)?,?\\s+';
const table =
  '((?:the |my |our )?(?:table|list) (?:called |named )?(?:⟨[qc]\\d+⟩|[\\p{L}\\d_]+)|(?:the |my |our )(?:⟨[qc]\\d+⟩|[\\p{L}\\d_]+) table)';
const opens = '(?:if|when|in case|whenever)';

/** Many ways to say one thing, put into the one that the grammar of branches reads. */
const deeds =
  '(?:answer|reply|respond|return|say|store|save|put|add|insert|send|post|write|delete|update|set|reject|forward)';

const rules: readonly Rule[] = [
  // also log beans in machine_log each time
  [
    /(?<=^|[.;,\n]\s*|\band )(?:also |and )*((?:save|store|log|write|record|add|insert|keep) [^.;,⟨\n]*?) (?:always|every time|each time|in (?:any|all|every) cases?)(?=\s*(?:[.;!\n]|$))/giu,
    'in every case $1',
  ],
  // tell it "refill"
  [/\btell (?:it|them|him|her|the (?:caller|sender|client|machine|user)) (?=⟨q\d+⟩)/giu, 'answer '],
  // answer yes if …, no if not
  [
    /(?<=^|[.:;\n]\s*|[,:]\s+|\band )(?:then )?(answer|reply|respond|say|return)( with)? ([\p{L}\d_-]+) (?:if|when) ([^.;,⟨\n]+?),? (?:and |or )?(?:otherwise |else |if not |or else )?(?:(?:answer|reply|respond|say|return)(?: with)? )?([\p{L}\d_-]+)(?: (?:if not|otherwise|else|if it is not|in (?:all|every|any) other cases?))?(?=\s*(?:[.;\n]|$))/giu,
    'then if $4, $1 $3, otherwise $1 $5',
  ],
  // good ones go into people and get …
  [
    /(?<=\b(?:if|unless)\b[^\n]*[.;,]\s*)(?:and |but )?(?:the |all |all the )?(?:good|normal|ordinary|regular|usual|valid|correct|proper|accepted|complete|right|allowed|clean|passing|ok) (?:ones|[\p{L}]+s) (?=(?:go(?:es)?|gets?|are|is|should|must|will|land)\b)/giu,
    'otherwise it ',
  ],
  // both are required
  [
    /(?:^|(?<=[.;\n]\s*))(?:both|all|all (?:three|four|fields|of them)|each field|every field)(?: fields?)? (?:is|are) (?:required|mandatory|needed|a must)\s*[.;]\s*/giu,
    '',
  ],
  // if found …, if not found, add it: what is not there is done at once
  [/\b(if (?:not )?found),? (?:then )?(?:add|insert|put) (?=(?!to\b)[\p{L}])/giu, '$1, save '],
  // when nothing is found the answer is …
  [
    /\b((?:if|when) [^.;,⟨\n]+?),? (?:then )?(?:the )?(?:answer|reply|response) (?:is|should be|must be|will be) (?=⟨[qj]|status|\d{3}\b)/giu,
    '$1, answer ',
  ],
  [/\bin (all|any|every) (?:the )?remaining cases\b/gi, 'in $1 other cases'],
  // it should look up …
  [
    /(?<=^|[.;\n]\s*)(?:it|this|the (?:web ?hook|hook|workflow|flow|system)) (?:should|must|has to|needs to|shall) (?:then |first )?(?=(?:look|find|check|compute|calculate|save|store|add|answer|reply|respond|return|send|count|update|delete|set|read|fetch)\b)/giu,
    '',
  ],
  // first check guests: if it is less than 1 …
  [
    /\b(?:first(?:ly)?|then|next|now),? (?=(?:check|look at|see) (?:the |its )?[\p{L}_]+\s*[:,]\s*(?:if|with|when)\b)/giu,
    '',
  ],
  // only accept city Paris or Lyon. for those …
  [
    /\bonly (?:accept|allow|take|process|let in|permit)s? ([\p{L}_]+ (?:(?:is|of|from|=) )?[^.;⟨\n]+?)[.;,]\s*(?:for (?:those|these|them)|then|in that case|those),? /giu,
    'if $1, ',
  ],
  // everything fine: save …
  [
    /(?<=^|[.;\n]\s*)(?:and )?(?:if )?(?:everything|all|it all|that all)(?: is)? (?:fine|ok|okay|good|right|valid|there|correct|in order)\s*[:,→]\s*(?:then )?/giu,
    'otherwise ',
  ],
  // phone is missing too
  [/\b(if [^.;⟨\n]*? (?:missing|empty|given|set|there|yes|no|true|false)) (?:too|as well|also)\b/giu, '$1'],
  // only when age is at least 18 should the gate answer …
  [
    new RegExp(
      `\\bonly (?:if|when) ([^.;⟨\\n]+?),? (?:should|shall|must|will|do|does|can|may) (?:it|you|we|they|the [\\p{L} -]{2,30}?) (?=${deeds}\\b)`,
      'giu',
    ),
    'if $1, ',
  ],
  [
    new RegExp(
      `\\b(otherwise|else|if not|in (?:all |any )?other cases?|in that case|then),? (?:it|we|you|they|the (?:web ?hook|hook|workflow|system|gate|answer)) (?:should|must|will|shall|has to|is to) (?:then |just )?(?=${deeds}\\b)`,
      'giu',
    ),
    '$1 ',
  ],
  // …, answer visitor for all others
  [
    new RegExp(
      `(?<=[,;.]\\s+)(?:and |but )?(${deeds} [^.;,\\n]*?),? (?:for (?:all|any|every|the) (?:the )?(?:others?|rest|other ones?|other \\p{L}+)|for (?:every|any)(?:one|thing|body) else|in (?:all|any|every) other cases?)(?=\\s*(?:[.;\\n]|$))`,
      'giu',
    ),
    'otherwise $1',
  ],
  // answer "a" if member is yes, otherwise "b"
  [
    /(?<=^|[.:;\n]\s*|[,:]\s+)(?:then )?(answer|reply|respond|say|return)( with)? (⟨[qj]\d+⟩) (?:if|when) ([^.;⟨\n]+?),? (?:otherwise|else|or else|if not),? (?:(?:answer|reply|respond|say|return)(?: with)? )?(⟨[qj]\d+⟩)(?! (?:if|when|for)\b)/giu,
    'then if $4, $1 $3, otherwise $1 $5',
  ],
  // unless its paid field is no, those get …
  [
    /\b(unless\b[^.;⟨]*?(?:⟨[qc]\d+⟩[^.;⟨]*?)?)(?:,|;)\s+(?:then )?(?:those|these|they|it|such ones)(?: ones)?(?: then)? (?=(?:gets?|go(?:es)?|are|is|receives?|should|must|will)\b)/gi,
    '$1, otherwise it ',
  ],
  // unless …, in that case …
  [/\b(unless\b[^.;]*?)(?:,|;)?\s+(?:in (?:that|which|this) case|and then|then)\s+/gi, '$1, otherwise '],
  [/\bif so\b(?=,? (?:answer|reply|respond|return|store|save|send|post|put|add))/gi, 'in that case'],
  // size must be one of S, M or else answer …
  [new RegExp(`${field} ${mustBe} ${bounds}${failing}`, 'gu'), 'unless $1 is $2, '],
  [
    new RegExp(`${field} (?:is |are )?((?:between|from) \\S+ (?:and|to) \\S+) only${failing}`, 'giu'),
    'unless $1 is $2, ',
  ],
  [
    new RegExp(
      `\\bonly ${field} ((?:between|from) \\S+ (?:and|to) \\S+)(?: is| are)?(?: allowed| ok| okay| accepted| valid)?${failing}`,
      'giu',
    ),
    'unless $1 is $2, ',
  ],
  [/\b(unless (?:(?!otherwise)[^.;])*?, )(?:it is |is )?(?:rejected|refused)\b/gi, '$1reject'],
  [/\b(unless [^.;]*?, )(?:it is |is )?answered\b/gi, '$1answer'],
  [/,? where (?:the )?[\p{L}_]+ (?:is|comes|are) (?:taken |read )?from the table\b/giu, ''],
  // every reading, whatever it is, has to be stored
  [
    /(^|[.;\n]\s*)(?:every|each|all) (?:single )?[\p{L}]+,? (?:(?:whatever|no matter what|regardless of what|however)[^,.;]*, )?(?:has to|have to|must|should|needs? to) (?:always |also )*be (?=stored|saved|logged|written|recorded|added|kept)/giu,
    '$1in every case it is ',
  ],
  // "goes in files with answer …"
  [/(?<!\b(?:respond|reply|answer)) with (?:the |an? )?(?:answer|reply|response) (?=⟨[qc]\d+⟩)/gi, ' and answer '],
  // check the license: with yes answer …, with no answer …
  [
    /\b(?:check|look at|depending on) (?:the |its )?([\p{L}_]+)\s*[:,]\s*with (?:\1 )?(⟨[qc]\d+⟩|[\p{L}\d_]+),? ((?:answer|reply|return|save|store)[^.;]*?),? (?:and )?with (?:\1 )?(⟨[qc]\d+⟩|[\p{L}\d_]+),? (?=answer|reply|return|save|store)/giu,
    'if $1 is $2, $3, if $1 is $4, ',
  ],
  // under 16 is not allowed, answer …
  [
    /(^|[.;\n]\s*)((?:under|below|over|above|less than|more than|fewer than) \S+) (?:is|are) (?:not (?:allowed|accepted|ok|okay|permitted|valid|possible)|forbidden|refused|rejected|invalid|too \w+)\s*[,:;.]?\s*(?:then )?(?=answer|reply|respond|return|say|send)/gi,
    '$1if $2, ',
  ],
  [
    /\b(if|when|unless) (?:the |its )?(?:(?:webhook|request|json) )?(?:body|payload|request|webhook) (?:has|contains|comes with) an? ([\p{L}_]+) (?:that|which) /giu,
    '$1 the $2 ',
  ],
  // if the room is already in the table reservations
  [
    new RegExp(
      `\\b${opens} ${field} (?:is|are|exists?|appears|stands|can be found|was found)(?: listed| present| registered)? (?:already |also )*(?:in|on|inside) ${table}`,
      'giu',
    ),
    'look up the row in $2 by $1, if found',
  ],
  [
    new RegExp(
      `\\b${opens} ${field} (?:is not|are not|does not exist|can not be found|was not found|is missing|does not appear)(?: listed| present| registered)? (?:already |yet )*(?:in|on|inside|from) ${table}`,
      'giu',
    ),
    'look up the row in $2 by $1, if not found',
  ],
  [
    new RegExp(
      `\\b${opens} (?:someone|somebody|anyone|another \\p{L}+|a row|one|there)(?: is| has| exists)?(?: already| also)*(?: has| have| is| with| a row with| an entry with| one with)* (?:that|the|this|the same) ([\\p{L}_]+)(?: already)? (?:in|on|inside) ${table}`,
      'giu',
    ),
    'look up the row in $2 by $1, if found',
  ],
  [
    new RegExp(
      `\\blook (?:in|into|at|through) ${table} (?:if|whether|for whether) ${field}(?: already)? (?:exists?|is (?:there|in it|in there|listed|known))`,
      'giu',
    ),
    'look up the row in $1 by $2',
  ],
  [new RegExp(`\\blook (?:in|into|through) ${table} for ${field}`, 'giu'), 'look up the row in $1 by $2'],
  [/\blook for (?:the |this |that )?([\p{L}_]+) in (the table)/giu, 'look up $1 in $2'],
  [
    /\b(?:(?:and|then) )*(?:check|look at|see|consider) (?:the |its |his |her )?[\p{L}_]+\s*[:,]\s*(?=(?:if|with|when)\b)/giu,
    '',
  ],
  [/\bif only (?=(?:the )?[\p{L}_]+ is\b)/giu, 'if '],
  [/, if (?:not )?found\s*[.,:;]\s*(?=(?:if|when|in case) )/gi, '. '],
  // if action is something else
  [
    /\b(?:if|when) (?:(?:the |its )?[\p{L}_]+ |it )?is (?:something|anything|none of (?:these|those|them))(?: else)?(?=[ ,:])/giu,
    'otherwise',
  ],
  [
    /\bif (?:its|it is) (?:free|available|new|not there|not taken|not in there|unknown)\b(?! (?:text|field))/gi,
    'if not found',
  ],
  [
    /\b(?:none of (?:them|these|those)|no match|nothing of (?:that|this)|neither of (?:them|these))\s*(?=→|:|,)/gi,
    'otherwise ',
  ],
  [
    /\b(?:answer|reply|respond) (?:with )?(⟨[qc]\d+⟩|[\p{L}\d_-]+)\s+(?:always|every time|each time|in all cases)(?=\s*(?:[.;!\n]|$))/giu,
    'in every case answer $1',
  ],
];

export const reword = (text: string): string =>
  rules.reduce((current, [pattern, by]) => current.replace(pattern, by), text);
