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

/** "keep the ones cheaper than 10" → "keep the ones whose price is less than 10". */
export const measuresAsFields = (text: string): string =>
  text.replace(bare, (whole, things: string, words: string) => {
    const found = measures.find(([form]) => form.test(words));
    return found ? `${things} whose ${found[1]} is ${found[2]} than ` : whole;
  });
