import { capitalise } from '../language/names';
import type { Step } from '../plan';
import { type ActionOptions, append } from './lower-action';
import { lowerSteps, type Place } from './lower-steps';

/** A loop and what it owns. Behind it only what stood before it can be referred to. */
export function lowerLoop(
  { mode, label, steps, size }: Extract<Step, { kind: 'loop' }>,
  options: ActionOptions,
): Place {
  const { context, place } = options;
  const params = { mode, ...(mode === 'batch' ? { batchSize: size ?? 10 } : {}) };
  const behind = append({ type: 'core.loop', label: capitalise(label), params }, options, {
    here: null,
    carried: new Set(),
  });
  const loop = behind.ends[0]!.key;
  context.builder.inside(loop, () =>
    lowerSteps(steps, context, {
      ends: [{ key: loop, port: 'next', answered: false, opens: true }],
      scope: { ...place.scope },
    }),
  );
  return behind;
}
