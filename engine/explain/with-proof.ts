import type { Explanation, Proof } from './explanation';

/** A change is offered with what its trial showed; one that did not help is not offered, and nothing asks to apply it. */
export function withProof(explanation: Explanation, proof: Proof): Explanation {
  const { fix } = explanation;
  if (fix === null || proof.status !== 'fails') return { ...explanation, fix: fix && { ...fix, proof } };
  return {
    ...explanation,
    fix: null,
    nextStep:
      'A change that looked right was tried on the recorded input and did not help. Correct the value or the setting named above, then run it again.',
  };
}
