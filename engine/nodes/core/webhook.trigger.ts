import { z } from 'zod';
import { defineNode } from '../define-node';
import { toPhrase } from '../settings';
import { anyObject, anything, list, object, text } from '../shapes';
import { toWebhookItem } from '../webhook-item';

export const node = defineNode({
  title: 'Webhook',
  summary:
    'Starts the workflow when another program calls its web address. Use it for shops, other apps and pages of your own.',
  synonyms: [
    'webhook',
    'web hook',
    'hook',
    'callback',
    'incoming request',
    'http trigger',
    'api call arrives',
    'receives',
    'is called',
    'arrives',
    'comes in',
    'incoming',
    'order arrives',
    'webhook receives',
    'post request',
    'order comes in',
    'endpoint',
    'url is called',
  ],
  kind: 'trigger',
  icon: 'webhook',
  startedBy: 'webhook',
  effect: 'none',
  runs: 'all',
  params: z.object({
    method: z
      .enum(['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'ANY'])
      .default('POST')
      .describe('The HTTP method it takes; ANY takes all of them'),
    respond: z
      .enum(['immediately', 'finally'])
      .default('finally')
      .describe(
        'finally: the caller gets the answer of the workflow. immediately: it is told at once that it was received',
      ),
    check: z
      .enum(['none', 'header', 'github', 'stripe', 'slack', 'standard'])
      .default('none')
      .describe(
        'How callers prove themselves: a secret in a header, or signed as that service or Standard Webhooks do',
      ),
    header: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9-]{0,80}$/, 'A header has letters, digits and - only.')
      .optional()
      .describe('For header: which one holds the secret; else X-Webhook-Secret'),
  }),
  credential: ({ check }) =>
    typeof check === 'string' && check !== 'none' ? { integrations: ['webhook-secret'], required: true } : null,
  describe: ({ method, respond, check }) =>
    `${method === 'ANY' ? 'Any request' : toPhrase(method) || 'POST'} to its address${check && check !== 'none' ? ', signed' : ''}${respond === 'immediately' ? ', answered at once' : ''}`,
  outputShapes: () => ({
    next: object({ method: text, headers: anyObject, query: anyObject, body: anything, files: list(anyObject) }),
  }),
  example: {
    ask: 'when a webhook receives an order',
    params: { method: 'POST', respond: 'finally' },
    input: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        query: {},
        body: { id: 'A-1001', email: 'ada@example.com', amount: 120 },
        files: [],
      },
    ],
    output: {
      next: [
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          query: {},
          body: { id: 'A-1001', email: 'ada@example.com', amount: 120 },
          files: [],
        },
      ],
    },
  },
  execute: ({ params, items }) => ({
    next: (items.length > 0 ? items : [{}]).map(item => toWebhookItem(item, params.method)),
  }),
});
