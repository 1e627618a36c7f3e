import { refusalOf } from '../nodes/refusal';
import type { Failure } from './explain-missing';
import { rightMissing } from './right-missing';
import { sentKey } from './sent-key';
import { sentWrong } from './sent-wrong';
import { capital, isAddress, type Part, told, type Verdict } from './verdict';
import { code, listOf } from './words';

export interface Refused {
  failure: Failure;
  who: string;
  /** `step *Send it*`. */
  step: string;
  status: number | null;
  reason: string;
  /** The service's own names for it. */
  named: string;
  parts: readonly Part[];
  /** The value that the service means, where its words tell. */
  culprit: Part | null;
}

/** `it answered 403, "Missing access"`. */
export const saying = ({ status, reason }: Refused) => `it answered ${status ?? 200}, "${reason}"`;

/** A service took the request and said no: what kind of no, and what follows from it. */
export function refusedRequest(refused: Refused): Verdict {
  switch (kindOf(refused)) {
    case 'billing':
      return spent(refused);
    case 'rate_limited':
      return slowDown(refused);
    case 'key':
      return keyRefused(refused);
    case 'right':
      return rightMissing(refused);
    case 'absent':
      return nothingThere(refused);
    case 'there_already':
      return {
        class: 'wrong_value',
        confidence: 'likely',
        sentence: `${refused.who} has that already: ${saying(refused)} to ${refused.step}.${because(refused)}`,
        nextStep: 'Look it up first and change what is there, or let the step go on when one is there already.',
      };
    case 'too_much':
      return {
        class: 'wrong_value',
        confidence: 'likely',
        sentence: `${capital(refused.step)} sent more than ${refused.who} takes at once: ${saying(refused)}.${because(refused)}`,
        nextStep: 'Send less: fewer entries at a time, a shorter text, or a smaller file.',
      };
    default:
      return sentWrong(refused, because(refused));
  }
}

/** What the client made of the whole answer, its headers too; otherwise what the words tell. */
function kindOf({ status, reason, named, failure: { error } }: Refused) {
  if (error.code === 'node.rate_limited') return 'rate_limited';
  if (error.code === 'node.quota_used_up') return 'billing';
  // A sign-in that was refused is one whatever the words, also that of a mail server (535).
  if (error.code === 'node.unauthorized' && status !== 403) return 'key';
  return refusalOf({ status, reason, code: named });
}

export const because = ({ culprit, failure }: Refused): string =>
  culprit ? ` There, ${told(failure.history, culprit)}.` : '';

function spent(refused: Refused): Verdict {
  const none = /limit: ?0\b/i.test(refused.reason);
  return {
    class: 'billing',
    confidence: none || refused.status === 402 || refused.named !== '' ? 'certain' : 'likely',
    sentence: `The account at ${refused.who} has nothing left to spend on this: ${saying(refused)} to ${refused.step}. ${
      none
        ? 'A limit of 0 means that its plan holds nothing of the kind, so neither waiting nor another key of the same plan helps.'
        : 'Neither a change of the workflow nor another try soon helps.'
    }`,
    nextStep: `Set up billing or add credit at ${refused.who}, or use what its plan does include (another model or service); then run it again.`,
  };
}

function slowDown({ who, step, reason, named, failure, status }: Refused): Verdict {
  const { retryAfterMs } = failure.error.details;
  const isLong = /\b(daily|per day|24 hours?|midnight|monthly|per month)\b/i.test(`${reason} ${named}`);
  const after = typeof retryAfterMs === 'number' ? inWords(retryAfterMs) : 'a minute';
  const said = reason && !/^too many requests$/i.test(reason) ? `: "${reason}"` : '';
  return {
    class: 'rate_limited',
    confidence: 'certain',
    sentence: `${who} asked us to slow down (${status ?? 429})${said}. ${capital(step)} sent more requests than it takes. The workflow itself is right.`,
    nextStep:
      isLong && typeof retryAfterMs !== 'number'
        ? `Wait until the allowance begins anew, ask ${who} for a larger one, or let the workflow run less often.`
        : `Run it again after ${after}, or let it send fewer items at a time.`,
  };
}

const inWords = (ms: number) => {
  const seconds = Math.ceil(ms / 1_000);
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;
};

function keyRefused(refused: Refused): Verdict {
  const { failure, who, step, reason, named, status } = refused;
  const { node, isHttp, sends } = sentKey(refused);
  const where = node?.options.credentialId
    ? 'in Settings, Keys'
    : isHttp
      ? 'in the headers of the step'
      : 'of the step';
  const words = `${reason} ${named}`.replace(/[_-]/g, ' ');
  const isMail = failure.record.type.includes('mail') || (status !== null && status > 500);
  const isOld = /expired|revoked|invalid grant|session/i.test(words);
  // Who calls a key wrong or old has seen one: it may stand in the path.
  if (isHttp && !sends && !isOld && !/invalid|not valid|incorrect|wrong/i.test(words)) {
    return {
      class: 'unauthorized',
      confidence: 'certain',
      sentence: `${who} wants to know who is asking, and ${step} sent no key: ${saying(refused)}.`,
      nextStep: `Choose a key for ${who} in the step, or make one in Settings, Keys.`,
    };
  }
  return {
    class: 'unauthorized',
    confidence: 'certain',
    sentence: `${who} did not accept the key that ${step} sent: ${saying(refused)}. ${
      isOld
        ? 'A key that worked before has run out or was withdrawn.'
        : isMail
          ? 'Many mail services refuse the password of the account itself here, above all once sign-in takes two steps.'
          : 'The workflow itself can stay as it is.'
    }`,
    nextStep: isOld
      ? `Make a new key at ${who}, or sign in there again, and enter it ${where}.`
      : isMail
        ? 'Make an app password in the settings of that mail account (two-step sign-in has to be on for it), and enter it as the password, or check the name and password.'
        : `Check the key for ${who} ${where}: all of it, without blanks, and for this service.`,
  };
}

function nothingThere(refused: Refused): Verdict {
  const { failure, who, step, status, reason, parts } = refused;
  const { history, error } = failure;
  const pieces = parts.filter(({ reading }) => isAddress(reading.reference.param));
  const named = refused.culprit && !pieces.includes(refused.culprit) ? [...pieces, refused.culprit] : pieces;
  const made = named.length > 0 ? ` There, ${listOf(named.map(part => told(history, part)))}.` : '';
  const own = /^(not found|gone)?$/i.test(reason) ? '' : `, "${reason}"`;
  const what = status === 404 || status === 410 ? code(String(error.details.url ?? 'an address')) : 'something';
  const mayBeHidden = /access|permission|exist/i.test(reason);
  return {
    class: 'not_found',
    confidence: named.length > 0 || mayBeHidden || status === null || status < 404 ? 'likely' : 'certain',
    sentence: `${capital(step)} asked ${who} for ${what}, and nothing is there (${status ?? 200}${own}).${made}${mayBeHidden ? ' It may also be that the key may not see it.' : ''}`,
    nextStep:
      named.length > 0
        ? 'Check whether that value is the right one, and the address around it.'
        : own
          ? `Compare the name or id in the step with what ${who} shows, to the letter, and whether the account behind the key can see it.`
          : 'Check the address of the step.',
  };
}
