/** Words for one thing that people and services mix up. */
const sameWords = [
  ['mail', 'email', 'e-mail'],
  ['phone', 'telephone', 'tel', 'mobile'],
  ['amount', 'total', 'sum', 'price'],
  ['zip', 'postcode', 'postal'],
  ['id', 'identifier', 'number', 'no'],
  ['url', 'link', 'href', 'address'],
  ['title', 'name', 'subject'],
  ['text', 'content', 'message', 'body'],
  ['date', 'time', 'timestamp', 'at'],
  ['delete', 'remove'],
  ['add', 'insert', 'create', 'append'],
];
const groupOf = new Map(sameWords.flatMap((words, group) => words.map(word => [word, `=${group}`] as const)));

const wordsOf = (name: string): string[] =>
  name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
const plain = (name: string) => wordsOf(name).join('');
const singular = (word: string) => (word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word);
const sortedWords = (name: string) => wordsOf(name).map(singular).sort().join(' ');
const sortedMeanings = (name: string) =>
  wordsOf(name)
    .map(word => groupOf.get(singular(word)) ?? singular(word))
    .sort()
    .join(' ');

/** How many letters must be typed, dropped, changed or swapped to get from one to the other. */
function distance(from: string, to: string): number {
  let [beforeLast, last]: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + same);
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) cost = Math.min(cost, beforeLast[column - 2]! + 1);
      current.push(cost);
    }
    [beforeLast, last] = [last, current];
  }
  return last[to.length]!;
}

const allowedTypos = (length: number) => (length < 4 ? 0 : length < 6 ? 1 : length < 12 ? 2 : 3);

function overlap(name: string, candidate: string): number {
  const [left, right] = [new Set(wordsOf(name).map(singular)), new Set(wordsOf(candidate).map(singular))];
  const shared = [...left].filter(word => right.has(word)).length;
  return shared / (left.size + right.size - shared || 1);
}

type Kinship = (name: string, candidate: string) => number;
const yes = (holds: boolean) => (holds ? 1 : 0);

/** From the surest likeness to the vaguest; 0 means not alike. The first kind that finds anything decides. */
const kinships: readonly Kinship[] = [
  (name, candidate) => yes(plain(name) === plain(candidate)),
  (name, candidate) => yes(sortedWords(name) === sortedWords(candidate)),
  (name, candidate) => {
    const typos = distance(plain(name), plain(candidate));
    return typos <= allowedTypos(plain(name).length) ? 1 / (1 + typos) : 0;
  },
  (name, candidate) => yes(sortedMeanings(name) === sortedMeanings(candidate)),
  (name, candidate) => {
    const [short, long] = [plain(name), plain(candidate)].sort((a, b) => a.length - b.length) as [string, string];
    const close = short.length > 2 || (short.length === 2 && long.length === 3);
    return yes(close && (long.startsWith(short) || long.endsWith(short)));
  },
  (name, candidate) => (overlap(name, candidate) >= 0.5 ? overlap(name, candidate) : 0),
];

/** How many of the kinds are about letters alone. */
const ofSpelling = 3;

/** The one candidate that was probably meant; null when none is near, or when two are equally near. */
export function nearestName(
  name: string,
  candidates: Iterable<string>,
  by: 'spelling' | 'meaning' = 'meaning',
): string | null {
  const others = [...new Set(candidates)].filter(candidate => candidate !== name);
  if (plain(name) === '') return null;
  for (const kinship of by === 'spelling' ? kinships.slice(0, ofSpelling) : kinships) {
    const scored = others.map(candidate => ({ candidate, score: kinship(name, candidate) }));
    const best = Math.max(0, ...scored.map(({ score }) => score));
    if (best === 0) continue;
    const nearest = scored.filter(({ score }) => score === best);
    return nearest.length === 1 ? nearest[0]!.candidate : null;
  }
  return null;
}

const lastOf = (path: string) => path.slice(path.lastIndexOf('.') + 1);
const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('.')));

/** As `nearestName`, for dotted paths: a sibling first, then the same name elsewhere, then the whole path. */
export function nearest(path: string, candidates: Iterable<string>): string | null {
  const others = [...new Set(candidates)].filter(candidate => candidate !== path);
  const siblings = others.filter(candidate => parentOf(candidate) === parentOf(path));
  const sibling = nearestName(lastOf(path), siblings.map(lastOf));
  if (sibling) return siblings.find(candidate => lastOf(candidate) === sibling)!;
  const namesakes = others.filter(candidate => plain(lastOf(candidate)) === plain(lastOf(path)));
  if (namesakes.length === 1) return namesakes[0]!;
  if (namesakes.length > 1) return nearestName(path, namesakes);
  const bySegment = others.filter(candidate => isNearBySegment(path, candidate));
  if (bySegment.length > 0) return bySegment.length === 1 ? bySegment[0]! : null;
  const lastNames = nearestName(lastOf(path), others.map(lastOf));
  const owners = others.filter(candidate => lastOf(candidate) === lastNames);
  return owners.length === 1 ? owners[0]! : null;
}

function isNearBySegment(path: string, candidate: string): boolean {
  const [left, right] = [path.split('.'), candidate.split('.')];
  if (left.length !== right.length) return false;
  return left.every((name, index) => name === right[index] || nearestName(name, [right[index]!]) !== null);
}
