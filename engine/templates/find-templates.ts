/** What a template is found by. */
export interface Findable {
  name: string;
  description: string;
  category: string;
  ask: string;
}

const stopWords = new Set(
  'a an the of to in on at by it is are be and or that this for with from into as i me my we you your when then if each every want please use using make me some any one other its them they'.split(
    ' ',
  ),
);

/** Enough for "requests", "stored" and "sorting" to meet "request", "store" and "sort". */
const stemOf = (word: string) =>
  word.length < 4
    ? word
    : word
        .replace(/ies$/, 'y')
        .replace(/(?:ing|ed|es|s)$/, '')
        .replace(/e$/, '');

const stemsOf = (text: string): Set<string> =>
  new Set((text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(word => !stopWords.has(word)).map(stemOf));

/**
 * Those that fit a request, best first. `fit` runs from 0 to 1: the share of the request's words that the template has,
 * where a word that few templates have counts more. A request that names the template fits wholly.
 */
export function findTemplates<Given extends Findable>(
  templates: readonly Given[],
  request: string,
): (Given & { fit: number })[] {
  const wanted = stemsOf(request);
  if (wanted.size === 0) return templates.map(template => ({ ...template, fit: 0 }));
  const known = templates.map(template => ({
    template,
    name: stemsOf(template.name),
    words: stemsOf(`${template.name} ${template.description} ${template.category} ${template.ask}`),
  }));
  const weight = (word: string) =>
    Math.log(1 + known.length / (1 + known.filter(({ words }) => words.has(word)).length));
  const sum = (words: Iterable<string>) => [...words].reduce((total, word) => total + weight(word), 0);
  const all = sum(wanted);
  return known
    .map(({ template, name, words }) => {
      const named = name.size > 0 && [...name].every(word => wanted.has(word));
      return { ...template, fit: named ? 1 : sum([...wanted].filter(word => words.has(word))) / all };
    })
    .filter(({ fit }) => fit > 0)
    .toSorted((left, right) => right.fit - left.fit || left.name.localeCompare(right.name));
}
