import { AppError } from '../errors';
import type { CredentialValues } from './credentials';
import type { HttpClient, HttpRequest } from './http-client';
import { toService } from './http-service';

/** How each kind of key goes along with a request: RFC 7617 (basic), RFC 6750 (bearer), or where a service wants it. */
const carry: Readonly<
  Record<string, (request: HttpRequest, fields: CredentialValues['fields']) => Partial<HttpRequest>>
> = {
  'http-basic': ({ headers }, { user = '', password = '' }) => ({
    headers: { ...headers, authorization: `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}` },
  }),
  'http-bearer': ({ headers }, { token = '' }) => ({ headers: { ...headers, authorization: `Bearer ${token}` } }),
  'http-header': ({ headers }, { name = '', value = '' }) => ({ headers: { ...headers, [name.toLowerCase()]: value } }),
  'http-query': ({ query }, { name = '', value = '' }) => ({ query: { ...query, [name]: value } }),
};

export const httpIntegrations = Object.keys(carry);

/** The client with a key that goes to the addresses it was given for, and to no other. */
export function withCredential(http: HttpClient, credential: CredentialValues | null): HttpClient {
  if (credential?.service) {
    const { name, service, fields } = credential;
    return { ...http, request: request => http.request(toService(request, { name, service, fields })) };
  }
  const add = credential && carry[credential.integration];
  if (!add) return http;
  return {
    ...http,
    request: request => {
      const address = request.url.trim();
      if (!URL.canParse(address)) return http.request(request); // which says what is wrong about it
      const { host, hostname } = new URL(address);
      if (!isFor(credential, { host, hostname })) {
        throw new AppError('credential.host_refused', { name: credential.name, host });
      }
      return http.request({ ...request, ...add(request, credential.fields) });
    },
  };
}

/** `api.example.com`, `127.0.0.1:8080`, or `*.example.com` for everything below it. */
function isFor({ fields }: CredentialValues, { host, hostname }: { host: string; hostname: string }): boolean {
  return (fields.hosts ?? '')
    .split(/[\s,]+/)
    .map(allowed =>
      allowed
        .replace(/^https?:\/\//i, '')
        .replace(/\/.*$/, '')
        .toLowerCase(),
    )
    .filter(Boolean)
    .some(allowed =>
      allowed.startsWith('*.') ? hostname.endsWith(allowed.slice(1)) : allowed === host || allowed === hostname,
    );
}
