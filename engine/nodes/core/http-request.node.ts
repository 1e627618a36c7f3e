import { z } from 'zod';
import type { Item } from '../../workflow/schema';
import { defineNode } from '../define-node';
import { toFile } from '../file-values';
import type { HttpAnswer, HttpRequest } from '../http-client';
import { listInAnswer } from '../list-in-answer';
import { takeTurn } from '../pace';
import { Pages, readPages } from '../read-pages';
import { NamedText, toPhrase, webAddressOrPath, wholeNumber } from '../settings';
import { anyObject, anything, number, object } from '../shapes';
import { httpIntegrations } from '../with-credential';

const pairs = (description: string) => z.array(NamedText).default([]).describe(description);

export const node = defineNode({
  title: 'HTTP request',
  summary: 'Calls any web address or API and gives its answer. Use it for services that have no step of their own.',
  synonyms: [
    'http',
    'http request',
    'request',
    'api',
    'api call',
    'call',
    'rest',
    'fetch',
    'get from',
    'load',
    'download',
    'post to',
    'send to',
    'url',
    'web address',
    'curl',
    'notify',
    'service',
    'endpoint',
    'push to',
    'ask',
  ],
  kind: 'action',
  icon: 'globe',
  effect: ({ method = 'GET' }) =>
    method === 'GET' || method === 'HEAD' ? 'read' : method === 'DELETE' ? 'destructive' : 'write',
  honoursIdempotencyKey: ({ idempotencyHeader, pages }) => Boolean(idempotencyHeader) && !pages,
  credential: ({ service }) =>
    service ? { integrations: [service], required: true } : { integrations: httpIntegrations, required: false },
  runs: 'each',
  opensFiles: true,
  timeoutMs: 60_000,
  params: z
    .object({
      method: z
        .enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'])
        .default('GET')
        .describe('GET reads; POST, PUT and PATCH change something there; DELETE removes it'),
      url: webAddressOrPath(
        'The whole web address, for example https://example.com/orders; with a service, a path is enough',
      ),
      service: z
        .string()
        .trim()
        .max(80)
        .optional()
        .describe(
          'The name of a listed service: its address and key go along, and the address is a path such as /orders',
        ),
      headers: pairs('HTTP headers to send'),
      query: pairs('Parameters that are added to the address'),
      body: z
        .unknown()
        .optional()
        .describe(
          'What is sent: an object goes as JSON, text as it is, a file as its bytes. Not sent with GET and HEAD',
        ),
      bodyType: z
        .enum(['json', 'form', 'multipart'])
        .optional()
        .describe('form: the fields of an object as a web form sends them; multipart: a form that can hold files'),
      idempotencyHeader: z
        .string()
        .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]*$/, 'Give the name of a header.')
        .optional()
        .describe(
          'A header such as Idempotency-Key in which the service takes a key that makes repeating a request harmless. Only for services that document it: then an interrupted request is sent again by itself',
        ),
      itemsPath: z
        .string()
        .optional()
        .describe(
          'Where in the answer a list stands that becomes one item each; empty when the answer itself is the list',
        ),
      perMinute: wholeNumber('How many requests a minute at most; empty: as fast as the service takes them', {
        min: 10,
        max: 6_000,
      }).optional(),
      pages: Pages.optional().describe('How the service hands out a long list; needs itemsPath'),
    })
    .refine(({ url, service }) => Boolean(service) || !url.startsWith('/'), {
      path: ['url'],
      message:
        'Give a whole web address that begins with http:// or https://, or name the service that the path belongs to.',
    }),
  describe: ({ method, url, service }) =>
    `${toPhrase(method) || 'GET'} ${service ? `${toPhrase(service)} ` : ''}${toPhrase(url) || '…'}`,
  outputShapes: ({ itemsPath, pages }) => ({
    next:
      typeof itemsPath === 'string' || pages
        ? anyObject
        : object({ status: number, headers: anyObject, body: anything }),
  }),
  example: {
    ask: 'get the orders from https://example.com/orders',
    params: { method: 'GET', url: 'https://example.com/orders', itemsPath: 'orders' },
    input: [{}],
    output: {
      next: [
        { id: 1, amount: 120 },
        { id: 2, amount: 20 },
      ],
    },
  },
  execute: async ({ params, http, progress, execution, idempotencyKey, signal }) => {
    const { method, url, body, itemsPath, perMinute, idempotencyHeader } = params;
    const key = idempotencyHeader && !params.pages ? { [idempotencyHeader]: idempotencyKey } : {};
    const turn = async () => {
      if (perMinute) await takeTurn(`${execution.id} ${hostOf(url)}`, { everyMs: 60_000 / perMinute, signal });
    };
    const request: HttpRequest = {
      method,
      url,
      headers: { ...toRecord(params.headers), ...formType(params.bodyType), ...key },
      query: toRecord(params.query),
      ...(method === 'GET' || method === 'HEAD' || body === undefined || body === null ? {} : { body }),
      signal,
    };
    if (params.pages) {
      return {
        next: await readPages({ http, request, itemsPath: itemsPath ?? '', pages: params.pages, progress, turn }),
      };
    }
    await turn();
    const answer = await http.request(request);
    if (itemsPath !== undefined) return { next: listInAnswer(answer, itemsPath) };
    const { status, headers } = answer;
    return { next: [{ status, headers, body: toFile(answer.body, fileNameOf(answer)) } as Item] };
  },
  // What the service would answer is not known, and what was sent is not it.
  simulate: ({ params: { itemsPath } }) => ({
    next: itemsPath === undefined ? [{ status: 200, headers: {}, body: {} }] : [],
  }),
});

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url);

const formTypes = { json: undefined, form: 'application/x-www-form-urlencoded', multipart: 'multipart/form-data' };

function formType(bodyType: keyof typeof formTypes = 'json'): Record<string, string> {
  const type = formTypes[bodyType];
  return type ? { 'content-type': type } : {};
}

/** As the service calls it, else as the address does. */
function fileNameOf({ headers, url }: HttpAnswer): string {
  const disposition = headers['content-disposition'] ?? '';
  const encoded = /filename\*\s*=\s*UTF-8''([^;\s]+)/i.exec(disposition)?.[1];
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(disposition);
  const name = decoded(encoded ?? '') || plain?.[1] || plain?.[2] || decoded(new URL(url).pathname);
  return name.split(/[\\/]/).at(-1) || 'file';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function toRecord(pairs: readonly { name: string; value?: string | undefined }[]): Record<string, string> {
  return Object.fromEntries(pairs.map(({ name, value }) => [name, value ?? '']));
}
