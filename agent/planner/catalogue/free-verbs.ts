import { hasMeaning, lemma } from '../language/verbs';
import { stem } from './stems';

const rules = [
  'answer',
  'store',
  'find',
  'update',
  'remove',
  'http',
  'feed',
  'keep',
  'drop',
  'sort',
  'limit',
  'aggregate',
  'set',
] as const;

/** A verb that means nothing else to the grammar: "wait", "email", "classify". */
export function isFree(verb: string): boolean {
  const plain = [verb, `${verb}e`].map(lemma).find(each => each !== null && stem(each) === verb);
  return typeof plain === 'string' && !rules.some(each => hasMeaning(plain, each));
}
