import type { NodeFact } from '../facts';
import type { EditContext } from './edit-context';
import { lastTouched } from './graph';

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** "the second one", "step 3", "the last step", "that step": a step by its place, by being chosen on the canvas, or by what was changed last. */
export function byPlace(phrase: string, { workflow, conversation, chosen }: EditContext): readonly NodeFact[] {
  const plain = phrase
    .trim()
    .toLowerCase()
    .replace(/^(?:the|this|that|these|those|my) (?=\S)/, '')
    .replace(/ (?:step|node|one)s?$/, '');
  const { nodes } = workflow;
  const at = ordinals.indexOf(plain);
  if (at >= 0) return nodes.slice(at, at + 1);
  if (plain === 'last') return nodes.slice(-1);
  const number = /^(?:step |node |number )?(?:no\.? ?|#)?(\d{1,2})(?:st|nd|rd|th)?$/.exec(plain)?.[1];
  if (number !== undefined) return nodes.slice(Number(number) - 1, Number(number));
  if (!/^(?:it|that|this|these|those|them|steps?|ones?|that new|new|this new)$/.test(plain)) return [];
  if (chosen.length > 0) return nodes.filter(({ key }) => chosen.includes(key));
  const touched = lastTouched(conversation);
  return nodes.filter(({ key }) => touched.has(key));
}

/** "These", said of several chosen steps: each of them. */
export const allChosen = (phrase: string, { chosen }: EditContext): readonly string[] | null =>
  chosen.length > 1 && /^(?:these|those|them|all|both)(?: (?:steps|nodes))?$/i.test(phrase.trim()) ? chosen : null;
