import { refusalOf } from '../nodes/refusal';
import { eachText } from '../workflow/references';
import type { Refused } from './refused-request';
import { capital, pathTo, type Verdict } from './verdict';
import { code, show } from './words';

/** The request came through, but something in it is not as the service wants it. */
export function sentWrong(refused: Refused, because: string): Verdict {
  const { who, step, status, reason, named, failure } = refused;
  const answered = `it answered ${status ?? 200}, "${reason}"`;
  switch (refusalOf({ status, reason, code: named })) {
    case 'https_only':
      return {
        class: 'configuration',
        confidence: 'certain',
        sentence: `${who} calls addresses that begin with https only, and the one that ${step} gave does not: ${answered}.${because}`,
        nextStep:
          'Give an address that begins with https. For addresses of Parley itself: put a proxy with TLS in front and set PARLEY_PUBLIC_URL to its https address.',
      };
    case 'way': {
      const method = String(failure.record.resolvedParams?.method ?? 'this method');
      return {
        class: 'configuration',
        confidence: 'certain',
        sentence: `${who} does not take ${method} at that address: ${answered} to ${step}.`,
        nextStep: 'Choose another method in the step, or check the address against the service’s description.',
      };
    }
    case 'format':
      return wrongFormat(refused, answered);
    default:
      return wrongValue(refused, because);
  }
}

function wrongFormat({ who, step, failure, status }: Refused, answered: string): Verdict {
  const body = failure.record.resolvedParams?.body;
  const isText = typeof body === 'string';
  const isTwice = isText && /^\s*"/.test(body);
  const how = isTwice
    ? 'The body is a text in quotes: it was made into JSON twice.'
    : isText
      ? 'The body is text that was put together, so a quotation mark or a line break in a value breaks it.'
      : 'It expects its data in another form.';
  return {
    class: status === 415 ? 'configuration' : 'bad_request',
    confidence: isText ? 'likely' : 'unsure',
    isFormat: isText,
    sentence: `${who} could not read what ${step} sent: ${answered}. ${how}`,
    nextStep: isText
      ? 'Hand over the object itself as the body, field by field or as one expression, so that the step writes the JSON.'
      : 'Compare the kind of body (JSON, form, file) and the header content-type with what the service expects.',
  };
}

/** Something about the value that its reader may trip over, though it looks right. */
interface Oddity {
  says: string;
  next: string;
  sure: boolean;
}

function wrongValue(refused: Refused, because: string): Verdict {
  const { who, step, status, reason, culprit } = refused;
  const odd = oddityOf(culprit ? culprit.reading.value : null) ?? blankAround(refused) ?? oddityIn(reason);
  const misleads = /permission/i.test(reason)
    ? ' It speaks of permissions, but it is the value that is refused: a key without rights gets another answer.'
    : '';
  const path = culprit ? pathTo(culprit) : 'that value';
  return {
    class: misleads || (odd?.sure ?? false) ? 'wrong_value' : 'bad_request',
    confidence: culprit || odd?.sure || misleads ? 'likely' : 'unsure',
    sentence: `${who} did not take what ${step} sent: it answered ${status ?? 200}, "${reason}".${because}${odd ? ` ${odd.says}` : ''}${misleads}`,
    nextStep: odd
      ? capital(odd.next)
      : misleads
        ? `Use a value that ${who} knows already, spelled exactly; or switch on there, or in the request, that new values are added.`
        : culprit
          ? `Correct ${path}, then run it again.`
          : 'Compare what the step sends, field by field, with what the service expects.',
  };
}

/** What the service repeats in its words, but was sent with a blank around it: written by hand in the step. */
function blankAround({ failure: { record }, reason }: Refused): Oddity | null {
  let found: string | null = null;
  eachText(record.resolvedParams?.body ?? {}, text => {
    const bare = text.trim();
    if (bare.length > 2 && bare !== text && reason.includes(bare)) found ??= text;
  });
  if (found === null) return null;
  const inside = oddityIn(found);
  if (inside) return { ...inside, says: `The text that was sent was ${show(found)}. ${inside.says}` };
  return {
    says: `The text that was sent, ${show(found)}, begins or ends with a blank, which may be why; the record does not prove it.`,
    next: 'take the blank away, then run it again.',
    sure: false,
  };
}

function oddityOf(value: unknown): Oddity | null {
  if (typeof value !== 'string') return null;
  const encoded = /%[0-9a-f]{2}/i.exec(value)?.[0];
  if (encoded) {
    return {
      says: `It is written as in a web address, where ${code(encoded)} stands for ${show(decoded(encoded))}.`,
      next: `send it as it is written, ${show(decoded(value))}, or name the thing by its id.`,
      sure: true,
    };
  }
  if (value !== value.trim()) {
    return {
      says: 'It begins or ends with a blank.',
      next: 'take the blank away, for example with `.trim()`, then run it again.',
      sure: true,
    };
  }
  return oddityIn(value);
}

/** `My Tab!A1:C`, `Mo1!A:B`: the name of a sheet that has to stand in quotes. */
const cells = /(?:^|[\s:])([^'":!\s](?:[^'":!]*[^'":!\s])?)!\$?[A-Za-z]{0,3}\$?\d*(?::\$?[A-Za-z]{0,3}\$?\d*)?(\s*)$/;

function oddityIn(text: string): Oddity | null {
  const [, sheet = '', blank = ''] = cells.exec(text) ?? [];
  const encoded = /%[0-9a-f]{2}/i.exec(text)?.[0];
  if (encoded) {
    return {
      says: `What arrived there is written as in a web address: ${code(encoded)} stands for ${show(decoded(encoded))}.`,
      next: 'send the name as it is written, in single quotes where it holds a blank, or name the thing by its id.',
      sure: true,
    };
  }
  if (!sheet) return null;
  const isLikeCell = /^[A-Za-z]{1,3}\d+$/.test(sheet);
  if (!isLikeCell && !/\s/.test(sheet) && !blank) return null;
  const why = isLikeCell ? 'looks like the name of a cell' : 'holds a blank';
  return {
    says: `${blank ? 'It ends with a blank, and the' : 'The'} name ${show(sheet)} ${why} and stands without quotes, which may be why; the record does not prove it.`,
    next: `try the name in single quotes (${code(`'${sheet}'!A1`)})${blank ? ', take the blank at the end away' : ''}, or name the sheet by its id.`,
    sure: false,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
