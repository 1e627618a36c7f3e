const Q = '⟨q\\d+⟩';
const answers =
  '(?:answers?|says?|gets?|returns?|repl(?:y|ies)|responds?|should (?:answer|say|get|return|be)|is|=|→|:)';
const thing = `⟨[qc]\\d+⟩|[\\p{L}\\d][\\p{L}\\d_-]*`;

/** Wordings of a change that mean the same as one that a rule reads. */
const rewrites: readonly [RegExp, string][] = [
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
