import type { Failure } from './explain-missing';
import type { CauseClass, Explanation } from './explanation';

type Verdict = Pick<Explanation, 'nextStep'> & { class: CauseClass };

const setUp = 'Open Settings, Models, and add a key or a local model; then run it again.';

/** Why a language model did not give what a step asked it for. Nothing was written in its place. */
const verdicts: Readonly<Record<string, Verdict>> = {
  'model.none': { class: 'configuration', nextStep: setUp },
  'model.none_embeds': {
    class: 'configuration',
    nextStep: 'Open Settings, Models, and add a key or a local server with an embedding model; then run it again.',
  },
  'model.cannot_embed': { class: 'not_found', nextStep: 'Choose one of those models in the step, then run it again.' },
  'model.no_key': { class: 'unauthorized', nextStep: setUp },
  'model.no_address': { class: 'configuration', nextStep: setUp },
  'model.unknown': { class: 'not_found', nextStep: 'Choose one of those models in the step, then run it again.' },
  'model.unauthorized': {
    class: 'unauthorized',
    nextStep: 'Enter the key again in Settings, Models; then run it again.',
  },
  'model.rate_limited': { class: 'rate_limited', nextStep: 'Wait a minute, then run it again, or use another model.' },
  'model.quota_used_up': {
    class: 'billing',
    nextStep: 'Set up billing or add credit there, or choose another model in the step.',
  },
  'model.unavailable': { class: 'provider_fault', nextStep: 'Run it again later, or use another model.' },
  'model.refused': { class: 'bad_request', nextStep: 'Shorten what is sent, or choose another model in the step.' },
  'model.declined': {
    class: 'bad_request',
    nextStep: 'Word the request otherwise, or choose another model in the step.',
  },
  'model.answer_invalid': {
    class: 'answer_unreadable',
    nextStep: 'Say more exactly in the step what you want, or choose a stronger model.',
  },
};

export const isModelFailure = (code: string): boolean => code in verdicts;

export function explainModel({ history, record, error }: Failure): Explanation {
  const { class: cause, nextStep } = verdicts[error.code]!;
  return {
    cause: { class: cause, node: record.nodeKey, origin: record.nodeKey, confidence: 'certain' },
    sentence: `Step ${history.name(record.nodeKey)} stopped. ${error.message}`,
    evidence: [...history.evidence(record.nodeKey, 'error.code'), ...history.evidence(record.nodeKey, 'error.details')],
    fix: null,
    nextStep,
  };
}
