import { type NodeType, type NodeTypes, waitsForAnswer } from '../workflow/node-types';
import { pathsOf, type Shape, shapeAt } from '../workflow/shape';
import { between, type Habits } from './habits';
import type { Place } from './suggest-steps';

interface Options {
  nodeTypes: NodeTypes;
  habits: Habits;
}

/** Every type that may stand there, likeliest first: by habit, by what arrives, and by what is still missing. */
export function rankTypes(place: Place, { nodeTypes, habits }: Options): { type: string; score: number }[] {
  const wantsTrigger = place.previous === null;
  return Object.entries(nodeTypes)
    .filter(([, { kind }]) => (kind === 'trigger') === wantsTrigger)
    .map(([type, node]) => ({ type, score: scoreOf(type, node, { place, habits, nodeTypes }) }))
    .sort((a, b) => b.score - a.score || (a.type < b.type ? -1 : 1));
}

interface Judging {
  place: Place;
  habits: Habits;
  nodeTypes: NodeTypes;
}

function scoreOf(type: string, node: NodeType, { place, habits, nodeTypes }: Judging): number {
  const habit = Math.log(between(habits, { previous: place.previous, next: place.next, type }));
  return habit + shapeBonus(type, place.input) + needBonus(type, node, place, nodeTypes) + wordBonus(node, place.words);
}

/** A list wants to be split or counted, many items to be cut or put in order; nothing is checked twice in a row. */
function shapeBonus(type: string, input: Shape): number {
  const kinds = new Set(pathsOf(input).map(path => shapeAt(input, path)?.kind));
  if (type === 'core.split-out') return kinds.has('list') ? 1.2 : -1;
  if (['core.sort', 'core.summarize'].includes(type)) return kinds.has('number') ? 0.3 : -0.3;
  return 0;
}

/** Somebody waits for an answer until a step gives one; the same step twice in a row is rare. */
function needBonus(type: string, node: NodeType, place: Place, nodeTypes: NodeTypes): number {
  const waits = place.upstream.some(each => waitsForAnswer(nodeTypes[each]?.startedBy));
  const answered =
    place.upstream.some(each => nodeTypes[each]?.answers) || (place.next && nodeTypes[place.next]?.answers);
  let bonus = 0;
  if (node.answers) bonus += !waits ? -4 : answered ? -2.5 : place.next ? -1 : 1;
  if (type === place.previous) bonus -= 0.8;
  if (place.siblings.includes(type) && place.next === null) bonus += 0.5; // branches often end alike
  return bonus;
}

/** What the workflow is called and said to be for names its steps more often than not. */
function wordBonus({ title, synonyms }: NodeType, words: string): number {
  if (words.trim() === '') return 0;
  const text = ` ${words.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const found = [title.toLowerCase(), ...synonyms].some(name => text.includes(` ${name} `));
  return found ? 0.9 : 0;
}
