import { z } from 'zod';
import { isObject } from '../../workflow/equal';
import { defineNode } from '../define-node';
import { NamedText, objectsIn, toPhrase, toText, wholeNumber } from '../settings';

export const node = defineNode({
  title: 'Respond to webhook',
  summary: 'Answers whoever called the webhook. Use it to send back text or data, such as a result or "ok".',
  synonyms: [
    'respond',
    'response',
    'reply',
    'answer',
    'answer the caller',
    'answer with',
    'return',
    'send back',
    'give back',
    'respond with',
    'reply with',
    'http response',
    'status code',
  ],
  kind: 'action',
  icon: 'reply',
  effect: 'none',
  runs: 'all',
  params: z.object({
    status: wholeNumber('HTTP status of the answer', { min: 200, max: 599 }).default(200),
    body: z
      .unknown()
      .optional()
      .describe('What is answered: text, which may hold expressions, or an object, which is sent as JSON'),
    headers: z
      .union([z.array(NamedText), z.record(z.string(), z.unknown())])
      .optional()
      .describe('Further HTTP headers of the answer, as a list of name and value')
      .meta({ type: 'array', items: headerItem(), anyOf: undefined }),
  }),
  describe: ({ status = 200, body }) => {
    const phrase = toPhrase(body);
    const text = typeof body === 'string' && phrase ? `"${phrase}"` : phrase || 'nothing';
    return `Answers ${text}${Number(status) === 200 ? '' : ` with status ${status}`}`;
  },
  outputShapes: (_params, input) => ({ next: input }),
  example: {
    ask: 'and answer with "big"',
    params: { body: 'big' },
    input: [{ amount: 120 }],
    output: { next: [{ amount: 120 }] },
  },
  execute: ({ items }) => ({ next: items }),
  toAnswer: ({ params: { status, body, headers } }) => {
    const isText = body === undefined || body === null || typeof body === 'string';
    const type = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
    return { status, headers: { 'content-type': type, ...toHeaders(headers) }, body: body ?? '' };
  },
});

function headerItem() {
  return { type: 'object', properties: { name: { type: 'string' }, value: { type: 'string' } }, required: ['name'] };
}

function toHeaders(headers: unknown): Record<string, string> {
  const pairs = isObject(headers)
    ? Object.entries(headers)
    : objectsIn(headers).map(({ name, value }) => [String(name), value] as const);
  return Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), toText(value)]));
}
