import { capitalise } from '../language/names';
import type { Step } from '../plan';
import { type ActionOptions, append } from './lower-action';
import type { Place } from './lower-steps';

/** A decision without its condition: it stands where it was told, and cannot run before the condition is given. */
export function lowerOpen({ type, label }: Extract<Step, { kind: 'open' }>, options: ActionOptions): Place {
  const title = capitalise(label);
  const place = append({ type, label: title, params: { conditions: [], match: 'all' } }, options);
  const [end] = place.ends;
  return type === 'core.if' ? { ...place, ends: [{ ...end!, port: 'yes' }] } : place;
}
