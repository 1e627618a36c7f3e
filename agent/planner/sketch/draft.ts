import type { Step } from '../plan';

/** What reaches nobody and changes nothing by itself: it may be drafted before all is understood. */
export const isDraft = (step: Step): boolean =>
  step.kind === 'missing' ||
  step.kind === 'other' ||
  step.kind === 'feed' ||
  step.kind === 'open' ||
  step.kind === 'loop' ||
  (step.kind === 'http' && step.url === null);
