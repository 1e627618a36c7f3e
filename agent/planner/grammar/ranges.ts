/** How measures are told: "90 or more", "from 6 to 17", "under 5 kg"; and how all that is left is. */
const number = '[-+]?[€$£]?\\d[\\d.,]*\\d?(?:k|%)?(?: ?(?:€|\\$))?';
export const unit =
  '(?: (?:%|percent|euros?|dollars?|years?(?: old)?|kg|kilos?|g|km|degrees|points?|stars?|people|persons?|days?|hours?|minutes?|items?|pieces?|seats?|[\\p{L}_]+s))?';
const more = '(?:more|up|upwards?|above|over|higher|better|older|bigger|larger|greater|longer)';
const less = '(?:less|below|lower|under|fewer|younger|smaller|worse|shorter|cheaper|down)';
export const range = [
  `(?:from |between )?${number}${unit} ?(?:to|until|till|and|-|–|~) ?${number}(?!(?: or|,? and) )`,
  `(?:from )?${number}${unit} (?:or|and) (?:${more}|${less})(?: than that)?`,
  `${number} ?\\+`,
  `(?:over|above|under|below|beyond|more than|less than|fewer than|at least|at most|up to|starting (?:at|from)|from|until|exactly|greater than|higher than|lower than|smaller than|bigger than|older than|younger than|[<>]=?|anything (?:over|above|under|below)) ?${number}`,
].join('|');
export const other =
  '(?:(?:any|every|some)(?:thing|one|body) (?:else|lower|higher|below(?: that)?|above(?: that)?|under(?: that)?|over(?: that)?|more|less|bigger|smaller|other)|(?:below|above|under|over|beyond) (?:that|this|it)|(?:the |all |all the |any |every )?(?:rest|others?|other ones?|other [\\p{L}_]+|remaining(?: ones?)?|smaller ones|bigger ones|lower ones|higher ones|smaller|bigger|lower|higher)|otherwise|else|or else|default|by default|if (?:none|nothing)(?: of (?:these|them|those))?(?: matches| fits)?|in (?:all|any|every) other cases?|(?:more|less)(?: than that)?)';
