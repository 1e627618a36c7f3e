import { formatPath } from '../workflow/path';
import type { Failure } from './explain-missing';
import type { CauseClass, Evidence, Explanation } from './explanation';
import type { Place, Reading } from './history';
import { code, listOf, show, timeOf } from './words';

type Confidence = Explanation['cause']['confidence'];
interface Verdict {
  class: CauseClass;
  confidence: Confidence;
  sentence: string;
  nextStep: string;
}

/** A value that went into the request, and where it comes from. */
interface Part {
  reading: Reading;
  place: Place | null;
}

/** The service said no, or nothing: whose fault it is, and which of our values had a part in it. */
export function explainService(failure: Failure): Explanation {
  const { history, record, error } = failure;
  const parts = partsOf(failure);
  const blank = parts.find(({ reading: { value, reference } }) => isBlank(value) && isAddress(reference.param));
  const wanted = error.code === 'node.refused' || error.code === 'node.address_blocked';
  const verdict = wanted && blank ? blankPart(failure, blank) : verdictFor(failure, parts);
  const culprit = wanted
    ? (blank ?? culpritOf(verdict.class, { parts, reason: String(error.details.reason ?? '') }))
    : null;
  return {
    cause: {
      class: verdict.class,
      node: record.nodeKey,
      origin: culprit?.place?.nodeKey ?? record.nodeKey,
      confidence: verdict.confidence,
    },
    sentence: verdict.sentence,
    evidence: [
      ...history.evidence(record.nodeKey, 'error.details.status'),
      ...history.evidence(record.nodeKey, 'error.details.reason'),
      ...history.evidence(record.nodeKey, 'error.details.url'),
      ...history.evidence(record.nodeKey, 'error.details.seconds'),
      ...(wanted ? parts.flatMap(({ place }): Evidence[] => (place ? history.evidenceAt(place) : [])) : []),
    ],
    fix: null,
    nextStep: verdict.nextStep,
  };
}

function partsOf({ history, record, error }: Failure): Part[] {
  const itemIndex = error.itemIndex ?? 0;
  return history
    .readings(record, itemIndex)
    .filter(({ found }) => found)
    .map(reading => {
      const place = history.placeOf(record, itemIndex, reading.reference);
      return { reading, place: place && history.trace(place) };
    });
}

const isBlank = (value: unknown) => value === null || value === '' || value === undefined;
const isAddress = (param: string) => param === 'url' || param.startsWith('query.');

function blankPart({ history, record, error }: Failure, { reading, place }: Part): Verdict {
  const path = code(place ? formatPath(place.segments) : reading.reference.path);
  return {
    class: 'wrong_value',
    confidence: 'likely',
    sentence: `Step ${history.name(record.nodeKey)} called an address with a gap in it: ${path} from ${history.name(place?.nodeKey ?? null)} was ${show(reading.value)}. ${String(error.details.service ?? 'The service')} answered ${String(error.details.status ?? 'that it is not allowed')}.`,
    nextStep: `Make sure that ${path} holds a value, or leave out the items without one.`,
  };
}

/** The one value that the address was made of, or the one that the service's own words name. */
function culpritOf(cause: CauseClass, { parts, reason }: { parts: readonly Part[]; reason: string }): Part | null {
  const words = new Set(reason.toLowerCase().split(/[^\p{L}\p{N}_]+/u));
  const named = parts.filter(({ reading: { reference } }) => {
    const names = [reference.segments.at(-1), ...reference.param.split('.').slice(-1)];
    return names.some(name => typeof name === 'string' && words.has(name.toLowerCase()));
  });
  if (named.length === 1) return named[0]!;
  const inAddress = parts.filter(({ reading }) => isAddress(reading.reference.param));
  return cause === 'not_found' && inAddress.length === 1 ? inAddress[0]! : null;
}

function verdictFor(failure: Failure, parts: readonly Part[]): Verdict {
  const { history, record, error } = failure;
  const { service, status, reason, retryAfterMs } = error.details;
  const at = timeOf(record.finishedAt ?? record.startedAt, history.execution.workflow.settings.timeZone);
  const who = String(service ?? 'The service');
  const step = `step ${history.name(record.nodeKey)}`;
  const why = reason ? ` (${String(reason)})` : '';
  switch (error.code) {
    case 'node.unavailable':
      return unavailable({ who, step, at, why, status });
    case 'node.rate_limited': {
      const after = typeof retryAfterMs === 'number' ? `${Math.ceil(retryAfterMs / 1_000)} s` : 'a minute';
      return {
        ...{ class: 'rate_limited', confidence: 'certain' },
        sentence: `${who} asked us at ${at} to slow down (429): ${step} sent more requests than it takes. The workflow itself is right.`,
        nextStep: `Run it again after ${after}, or let it send fewer items at a time.`,
      };
    }
    case 'node.unauthorized':
      return refusedKey({ who, step, why, status });
    case 'node.timeout':
      return {
        ...{ class: 'timeout', confidence: 'likely' },
        sentence: `${capital(step)} was stopped after ${String(error.details.seconds)} s without a result. Most likely the service was slow.`,
        nextStep: 'Run it again. If it stays slow, give the step a longer time limit or less to do.',
      };
    case 'node.answer_unreadable':
      return {
        ...{ class: 'answer_unreadable', confidence: 'certain' },
        sentence: `${capital(step)} expected ${String(error.details.expected)} from ${who}, but ${who} sent ${String(error.details.got)}. The address is probably that of a page, or the service answered with a notice.`,
        nextStep: 'Open the address in a browser, and put in the one that gives the data itself.',
      };
    case 'node.address_blocked':
      return {
        ...{ class: 'address_blocked', confidence: 'certain' },
        sentence: `${capital(step)} may not call ${String(error.details.address)}: ${String(error.details.reason)}.`,
        nextStep: 'Use a public address, or ask whoever runs Parley to allow this one.',
      };
    default:
      return refused(failure, parts);
  }
}

interface Said {
  who: string;
  step: string;
  why: string;
  status: unknown;
}

function unavailable({ who, step, at, why, status }: Said & { at: string }): Verdict {
  if (typeof status === 'number' && status !== 408) {
    return {
      ...{ class: 'provider_fault', confidence: 'certain' },
      sentence: `${who} answered ${status}${why} at ${at}, in ${step}. That is on their side; nothing in the workflow needs to change.`,
      nextStep: 'Run it again in a few minutes.',
    };
  }
  return {
    ...{ class: status === 408 ? 'timeout' : 'provider_fault', confidence: 'likely' },
    sentence: `${who} could not be reached at ${at}${why}, in ${step}. That is most likely on their side or in the network; nothing was changed.`,
    nextStep: `Run it again in a few minutes. If it stays so, check the address of ${who}.`,
  };
}

function refusedKey({ who, step, why, status }: Said): Verdict {
  if (status === 403) {
    return {
      ...{ class: 'forbidden', confidence: 'certain' },
      sentence: `${who} knows who is asking, but does not allow it: it answered 403${why} to ${step}. A right is missing there; the workflow itself can stay as it is.`,
      nextStep: `Give the key the missing right at ${who}, or use another key.`,
    };
  }
  return {
    ...{ class: 'unauthorized', confidence: 'certain' },
    sentence: `${who} did not accept the key that ${step} sent (${String(status ?? 401)}), or none was sent.`,
    nextStep: `Check the key for ${who} in the headers of the step.`,
  };
}

function refused({ history, record, error }: Failure, parts: readonly Part[]): Verdict {
  const { service, status, reason, url } = error.details;
  const who = String(service ?? 'The service');
  const step = `Step ${history.name(record.nodeKey)}`;
  const told = ({ reading, place }: Part) =>
    `${code(reading.reference.path || reading.reference.expression)} was ${show(reading.value)}${place ? `, from ${history.name(place.nodeKey)}` : ''}`;
  if (status === 404 || status === 410) {
    const pieces = parts.filter(({ reading }) => isAddress(reading.reference.param));
    const made = pieces.length > 0 ? ` In that address, ${listOf(pieces.map(told))}.` : '';
    return {
      class: 'not_found',
      confidence: pieces.length > 0 ? 'likely' : 'certain',
      sentence: `${step} asked ${who} for ${code(String(url ?? 'an address'))}, and nothing is there (${String(status)}).${made}`,
      nextStep:
        pieces.length > 0
          ? 'Check whether that value is the right one, and the address around it.'
          : 'Check the address of the step.',
    };
  }
  const culprit = culpritOf('bad_request', { parts, reason: String(reason ?? '') });
  const because = culprit ? ` There, ${told(culprit)}.` : '';
  return {
    class: 'bad_request',
    confidence: culprit ? 'likely' : 'unsure',
    sentence: `${who} did not take what ${step.replace('Step', 'step')} sent: it answered ${String(status)}, "${String(reason)}".${because}`,
    nextStep: culprit
      ? 'Correct that value, then run it again.'
      : 'Compare what the step sends with what the service expects.',
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
