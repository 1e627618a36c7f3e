/** What a comparison measures where it names no field: "the ones cheaper than 10" are told by their price. */
const measures: readonly (readonly [RegExp, string, 'less' | 'more'])[] = [
  [/cheaper|less expensive/i, 'price', 'less'],
  [/more expensive|dearer|pricier/i, 'price', 'more'],
  [/heavier/i, 'weight', 'more'],
  [/lighter/i, 'weight', 'less'],
  [/taller/i, 'height', 'more'],
  [/younger/i, 'age', 'less'],
];

const thing =
  '(ones|those|items|products|articles|things|entries|goods|offers|books|people|persons|members|parcels|packages)';
const adjective = `(${measures.map(([words]) => words.source).join('|')})`;
const bare = new RegExp(`\\b${thing} (?:that are |which are |who are )?${adjective} than (?=[€$£]?\\d)`, 'gi');

const bound = '(more than|less than|fewer than|at least|at most|exactly|over|under|up to|only)';
/** "word has more than 5 letters", "the pin is at least 4 characters long": how long a text is. */
const long = new RegExp(
  `\\b(?:the |its )?([\\p{L}_]\\w*) (?:has|have|is|are|contains?|with) (not )?${bound} (\\d+) (?:letters|characters|chars|signs|symbols)(?: long| in it)?`,
  'giu',
);
const longer =
  /\b(?:the |its )?([\p{L}_]\w*) (?:is|are) (not )?(longer|shorter) than (\d+)(?: (?:letters|characters|chars))?/giu;

/** Lengths of texts as a comparison of their length. */
export const lengthsAsNumbers = (text: string): string =>
  text
    .replace(
      long,
      (_all, name: string, not: string | undefined, bounds: string, count: string) =>
        `the length of ${name} is ${not ?? ''}${bounds === 'only' ? 'exactly' : bounds} ${count}`,
    )
    .replace(
      longer,
      (_all, name: string, not: string | undefined, how: string, count: string) =>
        `the length of ${name} is ${not ?? ''}${/^l/i.test(how) ? 'more' : 'less'} than ${count}`,
    );

/** "keep the ones cheaper than 10" → "keep the ones whose price is less than 10". */
export const measuresAsFields = (text: string): string =>
  text.replace(bare, (whole, things: string, words: string) => {
    const found = measures.find(([form]) => form.test(words));
    return found ? `${things} whose ${found[1]} is ${found[2]} than ` : whole;
  });
