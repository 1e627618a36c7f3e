/** A quotation or a field in braces, as they stand while a text is read. */
const mark = '(?:⟨[qc]\\d+⟩|\\{[\\w.]+\\})';
const word = "[\\p{L}_][\\p{L}\\d_'-]*";
const plain = `(?!(?:if|when|unless|otherwise|else|then|is|are|the|a|an|it)\\b)${word}`;
const names = `${plain}(?:(?:,| and|, and) (?:the |its |their )?${plain}){0,5}`;
const kept =
  '(?:kept|saved|stored|filed|recorded|put|written|noted|entered|logged|collected|registered|archived|placed|appended|inserted|added)';
/** Those that the grammar does not know as such. */
const keptOther = '(?:kept|filed|collected|archived|placed|registered|noted|entered|logged|appended)';
const goes = '(?:goes?|lands?|ends? up|moves?|belongs?|gets? (?:moved|put|sent))';
/** Whoever sent something and now hears back. */
const them =
  '(?:the (?:caller|sender|client|app|user|customer|person|visitor|guest|member|device|machine|driver)|them|him|her|whoever (?:posts|asks|sent it|calls)|callers|people)';
const heard = '(?:is|are|gets?|gets? back|receives?|hears?|sees?|is|are)';

/**
 * Other words for what the grammar reads in one form. Each stands for a way of saying that is the same for every
 * subject; none is about a subject of its own.
 */
const paraphrases: readonly (readonly [RegExp, string])[] = [
  // What starts it.
  [
    /(^|[.\n]\s*)(?:please )?(?:take in|accept|receive|catch|listen for|pick up) (?:a |an |the |incoming |all )?(?:http )?(posts?|webhooks?|requests?|calls?) (?:with|of|holding|carrying|that (?:has|have|holds?|carr(?:y|ies)))\b/gim,
    '$1When a webhook receives',
  ],
  [/\b(?:the |a |our |my )?webhook (?:is|gets) (?:sent|given|passed|handed|fed)\b(?! and\b|,)/gi, 'a webhook receives'],
  [
    /\b(?:are|is|get|gets|being) (?:entered|delivered|submitted|handed in|reported|transmitted) (?:by|via|through|over|with|in) (?:a |an |http )?(post|webhook|request)\b/gi,
    'are sent by $1',
  ],
  // Where something is kept.
  [
    new RegExp(
      `\\b(is|are|be|being|gets?|get) (?:then )?${keptOther} (?:in|into|to|on|under) (?=(?:a |the |my |our )?(?:table|list)\\b)`,
      'giu',
    ),
    '$1 stored in ',
  ],
  [
    new RegExp(
      `(\\b(?:then|and|otherwise|else|yes|no) |(?:^|[.;:,\\n→] ?)(?=(?:its|their|the|this|that) |${word}(?:,| and) ))(?:(?:the|its|their|this|that) )?(${names}) ${goes} (?:in|into|to|on) (?:a |the |my |our )?(?:table|list) (?:called |named )?(?=\\S)`,
      'giu',
    ),
    '$1store $2 in the table ',
  ],
  [
    new RegExp(
      `\\b(?:write|enter) (?:down )?(${names}) (?:down )?(?:in|into|to) (?=(?:a |the |my |our )?table\\b)`,
      'giu',
    ),
    'store $1 in ',
  ],
  // What is answered.
  [
    new RegExp(
      `\\b${them} ${heard} (?:the answer |the text |the reply |told |back |answered |a |an )*(?=${mark})`,
      'giu',
    ),
    'answer ',
  ],
  [
    new RegExp(
      `(?<!\\b(?:if|when|unless) (?:the |its |our )?)\\b(?:the |its |our )?(?:reply|response|answer) (?:is|should be|must be|will be|reads|shall be|then is)(?: simply| just| only)?[: ]+(?=${mark})`,
      'giu',
    ),
    'answer ',
  ],
  [
    new RegExp(`(?<=[,.;:] |\\band |\\bthen |^)(?:tell|inform) ${them} (?:back )?(?:that |with )?(?=${mark})`, 'gimu'),
    'answer ',
  ],
  [
    new RegExp(
      `\\b(?:gets?|is|are) (?:back|told|answered(?: with)?|greeted with|informed with|sent back|given back) (?=${mark})`,
      'giu',
    ),
    'gets the answer ',
  ],
];

const value = `(?:${mark}|\\d[\\d.,]*|${word})`;
const missing = `(?:without|lacking|with no|that lacks?|who leaves? out|missing) (?:an? |any |the )?(${word})`;
const opposite = {
  up: '(?:higher|more|above|over|bigger|greater|larger|older|longer|heavier)',
  down: '(?:lower|less|below|under|smaller|fewer|younger|shorter|lighter|cheaper)',
};

/** Conditions told in other words. */
const conditions: readonly (readonly [RegExp, string])[] = [
  // "whoever posts without a name or without an age is told …"
  [
    new RegExp(
      `\\b(?:whoever|anyone|anybody|everyone|everybody|those|requests?|calls?|posts?|orders?|callers?|people|someone)(?: who| that| which)?(?: (?:posts?|sends?|calls?|comes?|asks?|arrives?|is|are))*(?: it| in)? ${missing}(?: (or|and) (?:(?:without|with no) )?(?:an? |the )?(${word}))?,? (?=(?:is|are|gets?|receives?|hears?|→|:|⟨))`,
      'giu',
    ),
    'if $1 is missing@$2@$3@, it ',
  ],
  // "8 or higher … . When it is lower …"
  [
    new RegExp(
      `(\\b(?:at least \\d[\\d.]*|\\d[\\d.]* or ${opposite.up})\\b[^.\\n]*[.;,]\\s*)(?:but |and )?(?:when|if|whenever) (?:it|that|this) (?:is|'s) ${opposite.down}\\b(?: than that)?[,:]?`,
      'giu',
    ),
    '$1otherwise',
  ],
  [
    new RegExp(
      `(\\b(?:at most \\d[\\d.]*|\\d[\\d.]* or ${opposite.down})\\b[^.\\n]*[.;,]\\s*)(?:but |and )?(?:when|if|whenever) (?:it|that|this) (?:is|'s) ${opposite.up}\\b(?: than that)?[,:]?`,
      'giu',
    ),
    '$1otherwise',
  ],
  // "otherwise look at the fever: above 39 …"
  [
    new RegExp(
      `\\b(?:look at|check|consider|have a look at|go by|see) (?:the |its |their )?(${word}): ((?:above|below|over|under|at least|at most|more than|less than|exactly) ${value}),? `,
      'giu',
    ),
    'if $1 is $2, ',
  ],
  [/,? (?:provided(?: that)?|as long as|on condition that|on the condition that|given that) (?=\S)/gi, ' only if '],
  [/\bshould there be (no|none|a|an)\b/gi, 'if there is $1'],
  // "if allergy is none the child goes to table kids"
  [
    new RegExp(
      `\\b(if (?:the |its )?${word} (?:is|=|equals) (?:not )?${value}) (?:the |its |their )?(${names}) ${goes} (?:in|into|to|on) (?:a |the )?table (?=\\S)`,
      'giu',
    ),
    '$1, store $2 in the table ',
  ],
];

/** The rest of what can come, in other words. */
const rest: readonly (readonly [RegExp, string])[] = [
  [
    /(?<=[.;\n,]\s*|\band )(?:any|every|all) (?:other|others|remaining|further) (?:[\p{L}]+ )?(?=(?:(?:gets?|is|are|receives?|hears?) (?:told|back|answered|the answer|the reply|⟨)|⟨))/giu,
    'otherwise it ',
  ],
  [
    /(?<=[.;\n,]\s*|\band )(?:everybody|everyone|anybody|anyone|anything|everything|all|whoever) else (?=(?:(?:gets?|is|are|receives?|hears?) (?:told|back|answered|the answer|the reply|⟨)|⟨))/giu,
    'otherwise it ',
  ],
  [
    /\b(?:and |but )?(?:lighter|heavier|lower|higher|less|more|smaller|bigger|larger|shorter|longer|younger|older|cheaper|warmer|colder|earlier|later|fewer|slower|faster) or (?:equal|the same|just as much)(?: to (?:it|that))?,? (?=(?:gets?|is|are|receives?|means|→|:|⟨))/giu,
    'otherwise it ',
  ],
];

const told = new RegExp(
  `(?<=\\botherwise |@, )it (?:is|are|gets?|gets? back|receives?|hears?) (?:told|back|answered(?: with)?|the answer|the reply|greeted with|→|:)* ?(?=${mark})`,
  'giu',
);
const stated = /\banswer (⟨[qc]\d+⟩) \(([1-5]\d\d)\)/giu;

/** Posts that are kept: "posts with a and b get stored into rounds". */
const keptPosts = new RegExp(
  `(^|[.\\n]\\s*)(?:all |the |incoming |new )?(?:posts?|webhooks?|requests?|calls?) (?:with|of|holding|carrying) (?:an? |the )?(${names}) (?:gets?|are|is) ${kept} (?:in|into|to|on) (?:a |the |my |our )?(?:table |list )?(?:called |named )?`,
  'gimu',
);
/** ", kept in the table guests" behind what came. */
const keptThen = new RegExp(
  `(\\b(?:posted|sent|received|delivered|submitted)), (?:then |and )?${kept} (?:in|into|to|on) (?:a |the |my |our )?(?:table|list) (?:called |named )?`,
  'giu',
);

export const inPlainWords = (text: string): string =>
  [...paraphrases, ...conditions, ...rest]
    .reduce((current, [from, to]) => current.replace(from, to), text)
    .replace(told, 'answer ')
    .replace(/@(or|and)@([^@]*)@/g, ' $1 $2 is missing')
    .replace(/@@@/g, '')
    .replace(stated, 'answer $1 with status $2')
    .replace(keptPosts, '$1When a webhook receives $2, store $2 in the table ')
    .replace(keptThen, '$1, store it in the table ');

/** "save both": what "both" and "all of them" name was said before. */
export function pairsNamed(text: string): string {
  const given = new RegExp(
    `\\b(?:receives?|with|sends?|posts?|gets?|brings?|has|have|of) (?:an? |the )?(${word}) and (?:an? |the )?(${word})\\b`,
    'iu',
  ).exec(text);
  if (!given) return text;
  const [, one, two] = given;
  return text.replace(
    /\b(save|store|keep|put|write|record|insert|add|log|note) (?:them both|both of them|both|the two|the pair)\b(?! (?:rows|tables|answers|cases))/gi,
    `$1 ${one} and ${two}`,
  );
}
