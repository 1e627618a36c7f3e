import { AppError } from '../errors';
import { isLoopbackHost } from './address-guard';
import { wordsOf } from './answer-words';
import type { HttpAnswer } from './http-client';
import { refusalOf } from './refusal';
import { isExhausted, waitTime } from './wait-time';

/** What a service is called in sentences. On this computer the port tells services apart. */
export const serviceOf = (url: URL): string => (isLoopbackHost(url) ? url.host : url.hostname);

/** Where it was, without what may be secret: keys stand in queries. */
export const withoutSecrets = (url: URL): string => `${url.origin}${url.pathname}${url.search ? '?…' : ''}`;

/** The failure that a status of 400 and above stands for, or a no within an answer of success. */
export function failureFor(answer: HttpAnswer): AppError {
  const url = new URL(answer.url);
  const { status } = answer;
  const said = wordsOf(answer);
  const details = { service: serviceOf(url), status, ...said, url: withoutSecrets(url) };
  const wait = waitTime(answer);
  if (status >= 500 || status === 408 || status === 425)
    return new AppError('node.unavailable', { ...details, ...wait });
  const mayWait = 'retryAfterMs' in wait;
  const isCounted = status === 403 && (isExhausted(answer.headers) || answer.headers['retry-after'] !== undefined);
  switch (isCounted ? 'rate_limited' : refusalOf({ ...said, status: status < 400 ? null : status, mayWait })) {
    case 'rate_limited':
      return new AppError('node.rate_limited', { ...details, ...wait });
    case 'billing':
      return new AppError('node.quota_used_up', details);
    case 'key':
      return new AppError('node.unauthorized', details);
    case 'right':
      return status === 403 ? new AppError('node.unauthorized', details) : new AppError('node.refused', details);
    default:
      return new AppError('node.refused', details);
  }
}

/** The failure behind an exception of the network; bugs are thrown on. */
export function networkFailure(error: unknown, url: URL): AppError {
  const causes = causesOf(error);
  const known = causes.find(AppError.is);
  if (known) return known;
  const codes = causes.map(codeOf);
  if (causes.some(cause => (cause as Error).message === 'bad port')) {
    return new AppError('node.address_blocked', {
      address: url.host,
      reason: `port ${url.port} is not for web addresses`,
    });
  }
  const code =
    codes.find(name => name in plainReasons) ?? codes.find(name => /^(ERR_(SSL|TLS)|CERT_|UNABLE_TO)/.test(name));
  if (!code && !codes.some(Boolean)) throw error;
  const reason = plainReasons[code ?? '']?.(url) ?? tlsReason(code ?? codes.find(Boolean)!);
  const name = code ?? codes.find(Boolean);
  const details = {
    service: serviceOf(url),
    status: null,
    reason,
    url: withoutSecrets(url),
    ...(name ? { code: name } : {}),
  };
  return new AppError('node.unavailable', details, { cause: error });
}

/** What cannot be read as HTTP has only a name. */
const codeOf = (cause: unknown): string => {
  const { code, name } = cause as NodeJS.ErrnoException;
  return code ?? (name === 'HTTPParserError' ? 'HPE_INVALID_VERSION' : '');
};

function causesOf(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof AggregateError ? error.errors : [];
  return [error, ...inner.flatMap(causesOf), ...causesOf(error.cause)];
}

const cut = () => 'the connection was cut off before the answer was complete';
const slow = () => 'no connection came about in time';
const selfSigned = () => 'its security certificate is not signed by anyone we trust';

const plainReasons: Record<string, (url: URL) => string> = {
  ENOTFOUND: url => `there is no computer called ${url.hostname}. Check the spelling`,
  ENODATA: url => `there is no computer called ${url.hostname}. Check the spelling`,
  EAI_AGAIN: url => `the name ${url.hostname} could not be looked up just now`,
  ECONNREFUSED: url => `nothing listens at port ${url.port || (url.protocol === 'https:' ? 443 : 80)}`,
  ECONNRESET: cut,
  EPIPE: cut,
  UND_ERR_SOCKET: cut,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: cut,
  ETIMEDOUT: slow,
  UND_ERR_CONNECT_TIMEOUT: slow,
  UND_ERR_HEADERS_TIMEOUT: () => 'it did not answer in time',
  UND_ERR_BODY_TIMEOUT: () => 'it stopped in the middle of its answer',
  EHOSTUNREACH: () => 'there is no way to it from here',
  ENETUNREACH: () => 'there is no way to it from here. Is this computer online',
  EADDRNOTAVAIL: () => 'there is no way to it from here',
  CERT_HAS_EXPIRED: () => 'its security certificate has expired',
  CERT_NOT_YET_VALID: () => 'its security certificate is not valid yet. Check the clock of this computer',
  ERR_TLS_CERT_ALTNAME_INVALID: url => `its security certificate is for another name than ${url.hostname}`,
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: selfSigned,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: selfSigned,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: selfSigned,
  EPROTO: () => 'it does not speak https at this port. Try http',
  ERR_SSL_WRONG_VERSION_NUMBER: () => 'it does not speak https at this port. Try http',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: () => 'it does not speak https at this port. Try http',
  HPE_INVALID_CONSTANT: () => 'it does not answer in HTTP',
  HPE_INVALID_VERSION: () => 'it does not answer in HTTP',
};

const tlsReason = (code: string) =>
  /SSL|TLS|CERT/.test(code) ? `the secure connection failed (${code})` : `the connection failed (${code})`;
