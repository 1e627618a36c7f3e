import { formatPath } from '../workflow/path';
import type { Failure } from './explain-missing';
import type { Evidence, Explanation } from './explanation';
import { fixBody } from './fix-body';
import { refusedRequest } from './refused-request';
import { capital, isAddress, type Part, type Verdict } from './verdict';
import { code, show, timeOf } from './words';

/** The service said no, or nothing: whose fault it is, and which of our values had a part in it. */
export function explainService(failure: Failure): Explanation {
  const { history, record, error } = failure;
  const parts = partsOf(failure);
  const blank = parts.find(({ reading: { value, reference } }) => isBlank(value) && isAddress(reference.param));
  const wanted = ['node.refused', 'node.address_blocked', 'node.unauthorized'].includes(error.code);
  const verdict = wanted && blank ? blankPart(failure, blank) : verdictFor(failure, parts);
  const culprit = wanted ? (blank ?? culpritOf(failure, parts)) : null;
  const fix = verdict.isFormat ? fixBody(history.node(record.nodeKey)) : null;
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
      ...history.evidence(record.nodeKey, 'error.details.code'),
      ...history.evidence(record.nodeKey, 'error.details.url'),
      ...history.evidence(record.nodeKey, 'error.details.seconds'),
      ...(wanted ? parts.flatMap(({ place }): Evidence[] => (place ? history.evidenceAt(place) : [])) : []),
    ],
    fix,
    nextStep: fix ? 'Apply the change, then run it again.' : verdict.nextStep,
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

function blankPart({ history, record, error }: Failure, { reading, place }: Part): Verdict {
  const path = code(place ? formatPath(place.segments) : reading.reference.path);
  return {
    class: 'wrong_value',
    confidence: 'likely',
    sentence: `Step ${history.name(record.nodeKey)} called an address with a gap in it: ${path} from ${history.name(place?.nodeKey ?? null)} was ${show(reading.value)}. ${String(error.details.service ?? 'The service')} answered ${String(error.details.status ?? 'that it is not allowed')}.`,
    nextStep: `Make sure that ${path} holds a value, or leave out the items without one.`,
  };
}

/** The one value that the address was made of, or the one that the service's own words name or repeat. */
function culpritOf({ error }: Failure, parts: readonly Part[]): Part | null {
  const reason = String(error.details.reason ?? '');
  if (error.code === 'node.unauthorized') return null;
  const words = new Set(reason.toLowerCase().split(/[^\p{L}\p{N}_]+/u));
  const named = parts.filter(({ reading: { reference } }) => {
    const names = [reference.segments.at(-1), ...reference.param.split('.').slice(-1)];
    return names.some(name => typeof name === 'string' && words.has(name.toLowerCase()));
  });
  if (named.length === 1) return named[0]!;
  const repeated = parts.filter(({ reading: { value } }) => isRepeated(value, reason));
  if (repeated.length > 0) return repeated.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0]!;
  const inAddress = parts.filter(({ reading }) => isAddress(reading.reference.param));
  const isAbsent = error.details.status === 404 || error.details.status === 410;
  return isAbsent && inAddress.length === 1 ? inAddress[0]! : null;
}

/** A short value only where it stands in quotes: `XL` is within many words. */
function isRepeated(value: unknown, reason: string): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  const text = String(value);
  return text.length > 2 ? reason.includes(text) : [`"${text}"`, `'${text}'`].some(quoted => reason.includes(quoted));
}
const lengthOf = ({ reading }: Part) => String(reading.value).length;

function verdictFor(failure: Failure, parts: readonly Part[]): Verdict {
  const { history, record, error } = failure;
  const { service, status, reason } = error.details;
  const at = timeOf(record.finishedAt ?? record.startedAt, history.execution.workflow.settings.timeZone);
  const who = String(service ?? 'The service');
  const step = `step ${history.name(record.nodeKey)}`;
  const why = reason ? ` (${String(reason)})` : '';
  switch (error.code) {
    case 'node.unavailable':
      return unavailable({ who, step, at, why, status, network: String(error.details.code ?? '') });
    case 'node.timeout':
      return {
        ...{ class: 'timeout', confidence: 'likely' },
        sentence: `${capital(step)} was stopped after ${String(error.details.seconds)} s without a result. Most likely the service was slow.`,
        nextStep: 'Run it again. If it stays slow, give the step a longer time limit or less to do.',
      };
    case 'node.answer_unreadable':
      return {
        ...{ class: 'answer_unreadable', confidence: 'certain' },
        sentence: `${capital(step)} expected ${String(error.details.expected)} from ${who}, but ${who} sent ${String(error.details.got)}. ${String(error.details.got).startsWith('nothing') ? 'There may be nothing to list just now, or the address is that of something else.' : 'The address is probably that of a page, or the service answered with a notice.'}`,
        nextStep: 'Open the address in a browser, and put in the one that gives the data itself.',
      };
    case 'node.address_blocked':
      return {
        ...{ class: 'address_blocked', confidence: 'certain' },
        sentence: `${capital(step)} may not call ${String(error.details.address)}: ${String(error.details.reason)}.`,
        nextStep: 'Use a public address, or ask whoever runs Parley to allow this one.',
      };
    default:
      return refusedRequest({
        ...{ failure, who, step, parts, culprit: culpritOf(failure, parts) },
        status: typeof status === 'number' ? status : statusOf(error.code),
        reason: String(reason ?? ''),
        named: String(error.details.code ?? ''),
      });
  }
}

/** Records of an older release hold no status where the code says it. */
const statusOf = (errorCode: string) => (errorCode === 'node.rate_limited' ? 429 : null);

interface Unavailable {
  who: string;
  step: string;
  why: string;
  at: string;
  status: unknown;
  /** The network's name for it: `ECONNREFUSED`. */
  network: string;
}

function unavailable({ who, step, at, why, status, network }: Unavailable): Verdict {
  if (typeof status === 'number' && status !== 408) {
    return {
      ...{ class: 'provider_fault', confidence: 'certain' },
      sentence: `${who} answered ${status}${why} at ${at}, in ${step}. That is on their side; nothing in the workflow needs to change.`,
      nextStep: 'Run it again in a few minutes.',
    };
  }
  if (network === 'ENOTFOUND' || network === 'ENODATA') {
    return {
      ...{ class: 'configuration', confidence: 'likely' },
      sentence: `${capital(step)} could not reach ${who}${why}. Either the address is misspelled or that name is gone.`,
      nextStep: 'Check the address of the step, letter by letter.',
    };
  }
  if (network === 'EPROTO' || network.startsWith('ERR_SSL')) {
    return {
      ...{ class: 'configuration', confidence: 'likely' },
      sentence: `${capital(step)} could not speak with ${who}${why}.`,
      nextStep: 'Check whether the address should begin with http instead of https, and its port.',
    };
  }
  const isHere = network === 'ECONNREFUSED' && /^(127\.|localhost|\[?::1)/i.test(who);
  return {
    ...{ class: status === 408 || network === 'TIMEOUT' ? 'timeout' : 'provider_fault', confidence: 'likely' },
    sentence: `${who} could not be reached at ${at}${why}, in ${step}. ${isHere ? 'That address means the computer, or the container, that Parley itself runs on, and no program answers there now' : 'That is most likely on their side or in the network'}; nothing was changed.`,
    nextStep: isHere
      ? 'Start that program, then run it again. If it runs already, but outside the container of Parley, use host.docker.internal or the address of its computer; if it listens on only one of 127.0.0.1 and ::1, use that one.'
      : `Run it again in a few minutes. If it stays so, check the address of ${who}.`,
  };
}
