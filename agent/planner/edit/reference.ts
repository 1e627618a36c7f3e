import type { NodeFact } from '../facts';
import type { EditContext } from './edit-context';
import { lastTouched } from './graph';

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** "the second one", "step 3", "the last step", "that step": a step by its place, or by what was changed last. */
export function byPlace(phrase: string, { workflow, conversation }: EditContext): readonly NodeFact[] {
  const plain = phrase
    .trim()
    .toLowerCase()
    .replace(/^(?:the|this|that|my) (?=\S)/, '')
    .replace(/ (?:step|node|one)$/, '');
  const { nodes } = workflow;
  const at = ordinals.indexOf(plain);
  if (at >= 0) return nodes.slice(at, at + 1);
  if (plain === 'last') return nodes.slice(-1);
  const number = /^(?:step |node |number )?(?:no\.? ?|#)?(\d{1,2})(?:st|nd|rd|th)?$/.exec(plain)?.[1];
  if (number !== undefined) return nodes.slice(Number(number) - 1, Number(number));
  if (!/^(?:it|that|this|step|one|that new|new|this new)$/.test(plain)) return [];
  const touched = lastTouched(conversation);
  return nodes.filter(({ key }) => touched.has(key));
}
