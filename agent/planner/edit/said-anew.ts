const Q = '⟨q\\d+⟩';
const answers =
  '(?:answers?|says?|gets?|returns?|repl(?:y|ies)|responds?|should (?:answer|say|get|return|be)|is|=|→|:)';
const gets =
  '(?:should (?:get|be answered with|have|give)|gets?|is answered(?: with)?|are answered(?: with)?|must get|means?|gives?) (?:the )?(?:answer |reply |text )?';
const thing = `⟨[qc]\\d+⟩|[\\p{L}\\d][\\p{L}\\d_-]*`;

/** Wordings of a change that mean the same as one that a rule reads. */
const rewrites: readonly [RegExp, string][] = [
  // how about answering "x", what if we made …
  [/^(?:how|what) about (answer|return|reply|say|send|keep|read|call|add|sort|wait)ing /i, '$1 '],
  [/^(?:how|what) about (mak|us|stor|sav|tak|remov|chang|renam|writ)ing /i, '$1e '],
  [
    /^(?:(?:would|is) it (?:be )?possible to|could we|can we|i think (?:we|you|it) should|maybe|perhaps|why (?:don't|do not) (?:we|you)|we should) (?=\S)/i,
    '',
  ],
  // rank "major" gets the answer "x" · more than 20 should be answered with "x"
  [new RegExp(`^(?:also |and |please )*(?:the )?([\\p{L}_]+) (${Q}) ${gets}(${Q})$`, 'iu'), 'if $1 is $2 answer $3'],
  [
    new RegExp(
      `^(?:also |and |please )*((?:the )?(?:[\\p{L}_]+ )?(?:(?:more|less|greater|higher|lower|fewer) than \\S+|(?:over|under|above|below|at least|at most|up to|from) \\d\\S*)) ${gets}(${Q})$`,
      'iu',
    ),
    'if $1 answer $2',
  ],
  // also store a column state with the value "open" · add the paid field to the table too, it is always "no" at first
  [
    new RegExp(
      `^(?:also |and |please )*(?:add|store|save|put|keep|include|write) (?:an? |the |another )?(?:new |extra |further )?(?:(?:column|field) (?:called |named )?([\\p{L}_]\\w*)|([\\p{L}_]\\w*) (?:column|field))(?: (?:in|to|into|on) (?:the|that|this) (?:same )?(?:table|row)| there)?(?: too| as well| also)?\\s*,?\\s*(?:(?:it|that|this|which) (?:is|should be|must be|stays)|with(?: the)?(?: fixed| constant)? (?:value|text)(?: of)?|set to|always|being|=)\\s*(?:always |first |set to |just |simply )*(${Q}|-?\\d+(?:\\.\\d+)?)(?: at first| in the beginning| to begin with| for now| to start with| always| for all(?: of them)?| everywhere)*$`,
      'iu',
    ),
    'add $1$2 = $3, stored too',
  ],
  // store it in a table called all orders instead · change that step to table prospects
  [
    /^(?:store|save|put|write|log|keep) (?:it|them|that|this|everything|the \w+) (?:in(?:to)?|to|as) (?:an?other |an? |the )?table (?:called |named )?(⟨q\d+⟩|[\p{L}_][\w -]*?) instead$/iu,
    'rename the table to $1',
  ],
  [
    /^(?:change|set|switch) (?:it|that|this|that step|this step|the table|the store step) to (?:the )?table (?:called |named )?(⟨q\d+⟩|[\p{L}_][\w -]*?)$/iu,
    'rename the table to $1',
  ],
  // add the field budget to the table
  [/^(?:please |also )*add (?:the |a )?(?:field |column |value )?([\p{L}_]\w*) to the table$/iu, 'also store the $1'],
  // the answer should be "tiny" instead of "small" · mention "b" instead of "a"
  [
    /^(?:the \w+ (?:should|must) (?:be|say|mention|contain) |mention |keep posts (?:that mention |about )|look for )(⟨q\d+⟩) (?:instead of|rather than|not) (⟨q\d+⟩)$/i,
    'change $2 to $1',
  ],
  // store at most 3
  [
    /^(?:store|save|keep|send|write) (?:at most|no more than|only|a maximum of|max(?:imum)?|up to) (?:the )?(?:first )?(\d+)(?: (?:of them|items|posts|rows|entries|ones))?$/i,
    'take the first $1 before storing',
  ],
  // instead of "see me" answer "come in"
  [
    /^instead of (?:the )?(⟨[qc]\d+⟩|\S+?),? (?:it should |please |just |you should )?(answer|say|reply|respond|return|use|take|store|save|post|send|keep)s?(?: with)? (.+)$/i,
    '$2 $3 instead of $1',
  ],
  // add XL, that one answers "18 euro" · add a case for team: "team support"
  [
    new RegExp(
      `^(?:also |and |please )*add (?:(?:an?|another|one more|the) (?:case|option|branch|way|value|choice|size|kind|type)(?: for| called| named|:)? |also )?(?:the )?(${thing})(?: too)?\\s*(?:,|:|;|→|-|and|with)*\\s*(?:(?:that one|this one|that|this|which|it|where it|where|in which case)\\s+)?(?:the )?(?:answer |reply )?(?:should )?(?:${answers}\\s+)?(?:with )?(${Q})$`,
      'iu',
    ),
    'for $1 answer $2',
  ],
  [/^(?:also |and |please )*add (?:an?|another|one more) (?:case|branch|option|condition|rule|way)\s*[:,]\s*/i, ''],
  // add a check before: if …
  [
    /^(?:also |and |please |can you )*(?:add|put|insert|make|do|include) (?:an?|one|another)? ?(?:check|test|validation|guard|condition)(?: (?:before|first|at the (?:start|beginning|top|front)|in front|up front|before (?:that|it|everything|saving|storing|anything(?: else)?)|that|which|so that))*\s*[:,]?\s*(?=(?:if|when|unless)\b)/i,
    '',
  ],
  // … 50 or more, not more than 50
  [
    /^((?:it|that|this|the [\p{L}_ ]+) (?:should|must|has to|needs to) be .*?(?:or|and) (?:more|less|above|below|over|under|up|higher|lower|older|younger)),? (?:and )?not .+$/iu,
    '$1',
  ],
  // also store it in log whenever we water
  [
    /^(?:also |and |please )*(.+?),? (?:whenever|every time|each time) (?:we |it |you |they |the workflow |that )?(?:is |are |have to |has to )?([\p{L}_-]+(?: it| them)?)$/iu,
    'when $2, also $1',
  ],
];

export const saidAnew = (text: string): string =>
  rewrites.reduce((current, [from, to]) => current.replace(from, to), text);
