import { z } from 'zod';
import { AppError } from '../errors';
import { credentialFields } from '../workflow/credential-fields';
import type { HttpRequest } from './http-client';

/** How a service that has no steps of its own is called: where it is, and how a key goes along. */
export interface HttpService {
  /** May name fields of the credential: `https://{subdomain}.example.com`. */
  baseUrl: string;
  auth: 'bearer' | 'basic' | 'header' | 'query' | 'none';
  /** Of the header or parameter that holds the key. */
  name: string;
  /** The field whose value is the key; with `basic` the password. */
  field: string;
  /** With `basic`: the field that holds the user; empty for a key that is sent as the user, with no password. */
  user: string;
  /** What stands before the key in its header. */
  prefix: string;
  /** Sent with every request, such as the version of the API. */
  headers: Readonly<Record<string, string>>;
}

const Stored = z.object({
  base_url: z.string(),
  auth: z.enum(['bearer', 'basic', 'header', 'query', 'none']).default('bearer'),
  name: z.string().default('Authorization'),
  field: z.string().default('token'),
  user: z.string().default(''),
  prefix: z.string().default(''),
  headers: z.record(z.string(), z.string()).default({}),
});

const addressField = /^(base_?url|url|endpoint|api_url)$/i;

/**
 * What a row of `integrations` says: its `http`, also where that stands in its form, else what the fields tell. A form with an address and a key, as
 * `{"api_key": "string", "base_url": "string"}`, is a service at that address whose key goes along as a bearer token
 * (RFC 6750); one with a user and a password uses them as RFC 7617 says. Null: not a service of this kind.
 */
export function httpServiceOf({ http, form }: { http: unknown; form: unknown }): HttpService | null {
  const stored = Stored.safeParse(http ?? (isObject(form) ? form.http : null));
  if (stored.success) {
    const { base_url: baseUrl, ...rest } = stored.data;
    return { baseUrl, ...rest };
  }
  const fields = credentialFields(form);
  const address = fields.find(({ name }) => addressField.test(name));
  if (!address) return null;
  const key = fields.find(({ secret }) => secret);
  const user = fields.find(({ name }) => /^(user|user_?name|login|e?mail)$/i.test(name));
  const auth = key ? (user ? 'basic' : 'bearer') : 'none';
  const at = { baseUrl: `{${address.name}}`, name: 'Authorization', prefix: '', headers: {} };
  return { ...at, auth, field: key?.name ?? '', user: user?.name ?? '' };
}

const isObject = (value: unknown): value is { http?: unknown } => typeof value === 'object' && value !== null;

interface Keyed {
  name: string;
  service: HttpService;
  fields: Readonly<Record<string, string>>;
}

/**
 * A request to the service with its key: a path stands for the base address with that path, a whole address has to be
 * at the same origin. Throws `credential.host_refused` for any other: nothing is sent then.
 */
export function toService(request: HttpRequest, { name, service, fields }: Keyed): HttpRequest {
  const base = baseOf({ name, service, fields });
  const address = request.url.trim();
  const isWhole = /^[a-z][a-z0-9+.-]*:/i.test(address);
  const joined = isWhole ? address : `${base.href.replace(/\/+$/, '')}${/^[/?]/.test(address) ? '' : '/'}${address}`;
  if (!URL.canParse(joined) || new URL(joined).origin !== base.origin) {
    throw new AppError('credential.host_refused', {
      name,
      host: URL.canParse(joined) ? new URL(joined).host : address,
    });
  }
  const given = Object.fromEntries(
    Object.entries(request.headers ?? {}).map(([key, value]) => [key.toLowerCase(), value]),
  );
  const own = Object.fromEntries(Object.entries(service.headers).map(([key, value]) => [key.toLowerCase(), value]));
  return withKey({ ...request, url: joined, headers: { ...own, ...given } }, { service, fields });
}

function withKey(request: HttpRequest, { service, fields }: Omit<Keyed, 'name'>): HttpRequest {
  const { auth, name, field, user, prefix } = service;
  const key = fields[field] ?? '';
  const header = (header: string, value: string) => ({ ...request, headers: { ...request.headers, [header]: value } });
  if (auth === 'bearer') return header('authorization', `Bearer ${key}`);
  if (auth === 'header') return header(name.toLowerCase(), `${prefix}${key}`);
  if (auth === 'query') return { ...request, query: { ...request.query, [name]: key } };
  if (auth === 'none') return request;
  const pair = user === '' ? `${key}:` : `${fields[user] ?? ''}:${key}`;
  return header('authorization', `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`);
}

/** Where the service is for this key. What is put into the address can only be part of a name, never a new address. */
export function baseOf({ name, service, fields }: Keyed): URL {
  const isWhole = /^\{\w+\}$/.test(service.baseUrl);
  const filled = service.baseUrl.replaceAll(/\{(\w+)\}/g, (_whole, field: string) => {
    const value = (fields[field] ?? '').trim();
    return isWhole || /^[\w.-]+$/.test(value) ? value : ' ';
  });
  const whole = /^https?:\/\//i.test(filled) ? filled : `https://${filled}`;
  if (!URL.canParse(whole) || /\s/.test(whole)) throw new AppError('credential.address_invalid', { name });
  const url = new URL(whole);
  url.search = '';
  url.hash = '';
  return url;
}
