import { toNumber } from './numbers';
import { toText } from './settings';

const collator = new Intl.Collator('en', { sensitivity: 'base' });
const isNothing = (value: unknown) => value === undefined || value === null || value === '';

/** Order of two values: numbers as numbers and before text, text as people sort it, nothing last in both directions. */
export function compareValues(left: unknown, right: unknown, { descending = false } = {}): number {
  if (isNothing(left) || isNothing(right)) return Number(isNothing(left)) - Number(isNothing(right));
  const order = ascending(left, right);
  return descending ? -order : order;
}

function ascending(left: unknown, right: unknown): number {
  const [leftNumber, rightNumber] = [toNumber(left), toNumber(right)];
  if (leftNumber !== null && rightNumber !== null) return leftNumber - rightNumber;
  if (leftNumber !== null || rightNumber !== null) return leftNumber !== null ? -1 : 1;
  return collator.compare(toText(left), toText(right));
}
