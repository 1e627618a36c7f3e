import { Agent, type Response, fetch as undiciFetch } from 'undici';
import { AppError } from '../errors';
import { type AddressPolicy, checkUrl, guardedLookup, isLoopbackHost, type ResolveName } from './address-guard';
import { createConnect } from './guarded-connect';
import type { HttpAnswer, HttpClient, HttpRequest } from './http-client';
import { failureFor, networkFailure, serviceOf, withoutSecrets } from './http-failures';
import { readAnswer } from './read-answer';
import { toHeaders, toPayload } from './request-parts';

export interface HttpClientOptions extends Partial<AddressPolicy> {
  maxBytes?: number;
  /** For an answer as a whole, redirects included. */
  timeoutMs?: number;
  resolve?: ResolveName;
}

const maxRedirects = 5;

/** The one client that nodes use. What it may reach is checked for every hop, at the moment of connecting. */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient & { close(): Promise<void> } {
  const { allowPrivate = false, allowLoopback = true, maxBytes = 10_000_000, timeoutMs = 30_000, resolve } = options;
  const policy = { allowPrivate, allowLoopback };
  // undici's own fetch: the one in Node is of another version and refuses this agent.
  const agent = new Agent({ connect: { lookup: guardedLookup(policy, resolve), timeout: 10_000 } });

  const client = {
    async request(request: HttpRequest): Promise<HttpAnswer> {
      const limit = request.timeoutMs ?? timeoutMs;
      const deadline = AbortSignal.timeout(limit);
      const signal = AbortSignal.any([request.signal, deadline]);
      let hop = firstHop(request, policy);
      try {
        for (let count = 0; ; count += 1) {
          const response = await send(hop, { signal, agent });
          const location = response.headers.get('location');
          if (!isRedirect(response.status) || !location) return await read(response, { hop, maxBytes });
          await response.body?.cancel();
          if (count === maxRedirects) throw tooManyRedirects(hop.url, response.status);
          hop = nextHop(hop, { location, status: response.status, policy });
        }
      } catch (error) {
        request.signal.throwIfAborted();
        if (deadline.aborted) throw tooSlow(hop.url, limit);
        throw networkFailure(error, hop.url);
      }
    },
    connect: createConnect(policy, resolve),
    close: () => agent.destroy(),
  };
  return client;
}

interface Hop {
  url: URL;
  method: string;
  headers: Record<string, string>;
  payload: string | Buffer | undefined;
}

function firstHop({ url: address, query, method, headers, body }: HttpRequest, policy: AddressPolicy): Hop {
  const url = checkUrl(address.trim(), policy);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.append(name, value);
  const hasBody = method !== 'GET' && method !== 'HEAD' && body !== undefined;
  const sent = toHeaders(headers ?? {});
  const { payload, type } = hasBody ? toPayload(body, sent['content-type']) : { payload: undefined, type: undefined };
  // The boundary of a form with files is known here only.
  const isMultipart = type?.startsWith('multipart/form-data');
  const named: Record<string, string> = type ? { 'content-type': type } : {};
  return { url, method, payload, headers: isMultipart ? { ...sent, ...named } : { ...named, ...sent } };
}

const send = ({ url, method, headers, payload }: Hop, { signal, agent }: { signal: AbortSignal; agent: Agent }) =>
  undiciFetch(url, { method, headers, body: payload, redirect: 'manual', dispatcher: agent, signal });

async function read(response: Response, { hop, maxBytes }: { hop: Hop; maxBytes: number }): Promise<HttpAnswer> {
  const answer = await readAnswer(response, { url: hop.url, maxBytes });
  if (answer.status >= 400) throw failureFor(answer);
  return answer;
}

const isRedirect = (status: number) => [301, 302, 303, 307, 308].includes(status);

/** Keys are for the service they were given for: another origin gets none of them. */
const harmless = new Set(['accept', 'accept-language', 'content-type', 'user-agent']);

function nextHop(
  hop: Hop,
  { location, status, policy }: { location: string; status: number; policy: AddressPolicy },
): Hop {
  const target = URL.canParse(location, hop.url) ? new URL(location, hop.url).href : location;
  const written = /^[a-z][a-z0-9+.-]*:/i.test(location) ? location : target;
  // Only who is on this computer may send us to this computer.
  const allowLoopback = policy.allowLoopback && isLoopbackHost(hop.url);
  const url = checkUrl(written, { ...policy, allowLoopback });
  if (isLoopbackHost(url) && !allowLoopback) {
    throw new AppError('node.address_blocked', { address: url.host, reason: 'another computer pointed to this one' });
  }
  const becomesGet = status === 303 ? hop.method !== 'HEAD' : hop.method === 'POST' && status < 303;
  const sameOrigin = url.origin === hop.url.origin;
  const headers = Object.fromEntries(
    Object.entries(hop.headers)
      .filter(([name]) => sameOrigin || harmless.has(name))
      .filter(([name]) => !becomesGet || name !== 'content-type'),
  );
  return becomesGet ? { url, headers, method: 'GET', payload: undefined } : { ...hop, url, headers };
}

const tooManyRedirects = (url: URL, status: number) =>
  new AppError('node.refused', {
    ...{ service: serviceOf(url), status, url: withoutSecrets(url) },
    reason: `it sends us on more than ${maxRedirects} times`,
  });

const tooSlow = (url: URL, limit: number) =>
  new AppError('node.unavailable', {
    ...{ service: serviceOf(url), status: null, code: 'TIMEOUT', url: withoutSecrets(url) },
    reason: `no whole answer came within ${Math.max(1, Math.round(limit / 1_000))} s`,
  });
