import { z } from 'zod';
import { AppError } from '../../errors';
import type { Item } from '../../workflow/schema';
import type { Shape } from '../../workflow/shape';
import { sendApprovalMails } from '../approval-mail';
import { deadlineAfter, deadlineUnits, sayUnit } from '../deadline';
import { defineNode } from '../define-node';
import { derivedFrom } from '../derived';
import { exampleOfField, FormField, shapeOfField } from '../form-fields';
import { addressesSetting, toAddresses } from '../mail-addresses';
import type { Came } from '../run-waits';
import { objectsIn, textSetting, toPhrase } from '../settings';
import { object, text, withField } from '../shapes';

export const node = defineNode({
  title: 'Approval',
  summary:
    'Asks a person and waits: approved and refused go different ways. They answer in the chat, on a page or by e-mail.',
  synonyms: [
    'approval',
    'approve',
    'ask for approval',
    'wait for approval',
    'needs approval',
    'human approval',
    'human in the loop',
    'sign-off',
    'sign off',
    'ask a person',
    'ask me first',
    'confirm with me',
    'confirmation',
    'review by a person',
    'let somebody decide',
    'approve or reject',
    'approve or refuse',
    'four-eyes',
  ],
  kind: 'logic',
  icon: 'user-check',
  effect: ({ email }) => (toAddresses(email).length > 0 ? 'write' : 'none'),
  runs: 'all',
  retry: { attempts: 3, delayMs: 2_000 },
  // The same mail with the same link: it is answered once, however often it came.
  honoursIdempotencyKey: true,
  credential: ({ email }) => (toAddresses(email).length > 0 ? { integrations: ['smtp'], required: true } : null),
  ports: ({ onTimeout }) => (onTimeout === 'route' ? ['approved', 'refused', 'timed_out'] : ['approved', 'refused']),
  params: z
    .object({
      title: textSetting('What is asked, in one line').prefault('May this go on?'),
      text: textSetting('What the person has to know to decide').prefault(''),
      who: z
        .enum(['owner', 'members', 'link'])
        .default('owner')
        .describe('owner: of the workflow. members: all who may run it. link: anybody who has the link'),
      email: addressesSetting('Addresses that get the link by e-mail').prefault([]),
      fields: z.array(FormField).max(20).default([]).describe('What is to be filled in with the answer'),
      amount: z.coerce
        .number('Give a number.')
        .min(1, 'Give 1 or more.')
        .max(100_000, 'Give less.')
        .default(3)
        .describe('How long it waits, for example 3'),
      unit: z.enum(deadlineUnits).default('days').describe('The unit of the amount'),
      onTimeout: z
        .enum(['approve', 'refuse', 'fail', 'route'])
        .default('refuse')
        .describe('When nobody answers in time: as if approved or refused, fail, or route: its own way out'),
    })
    .superRefine(({ fields }, context) => {
      for (const [index, { name, type }] of fields.entries()) {
        const isTwice = fields.findIndex(other => other.name === name) < index;
        const message = isTwice ? `Two fields are called ${name}.` : 'A file cannot be asked for here.';
        if (isTwice || type === 'file') context.addIssue({ code: 'custom', path: ['fields', index, 'name'], message });
      }
    }),
  describe: ({ title, who, amount, unit }) => {
    const whom = { owner: 'the owner', members: 'a member', link: 'whoever has the link' }[who ?? 'owner'];
    const name = toPhrase(unit) || 'days';
    return `Asks ${whom ?? 'the owner'}: ${toPhrase(title) || '…'} (${toPhrase(amount) || 3} ${sayUnit(amount ?? 3, name)})`;
  },
  outputShapes: ({ fields, onTimeout }, input) => {
    const known = objectsIn(fields).filter(({ name }) => typeof name === 'string' && name);
    const values = object(Object.fromEntries(known.map(({ name, type }) => [String(name), shapeOfField(type)])));
    const answer: Shape = object({ decision: text, by: { kind: 'unknown' }, at: text, fields: values });
    const shape = withField(input, ['approval'], answer);
    return { approved: shape, refused: shape, ...(onTimeout === 'route' ? { timed_out: shape } : {}) };
  },
  example: {
    ask: 'ask me for approval before it goes on',
    params: { title: 'Pay the invoice {{ item.number }}?', text: 'It is about {{ item.amount }} €.' },
    input: [{ number: 'R-7', amount: 900 }],
    output: {
      approved: [
        {
          ...{ number: 'R-7', amount: 900 },
          approval: { decision: 'approved', by: null, at: '2026-03-02T08:00:00.000Z', fields: {} },
        },
      ],
    },
  },
  waitFor: ({ params, timeZone }, began) => ({
    ...{ kind: 'approval', who: params.who },
    until: deadlineAfter(began, { ...params, zone: timeZone, param: 'amount' }),
    asks: { title: params.title, text: params.text, email: params.email, fields: params.fields },
  }),
  announce: ({ params, credential, http, idempotencyKey, signal }, told) =>
    sendApprovalMails({ ...params, ...told, credential, http, idempotencyKey, signal }),
  simulate: ({ params, items, now }) => ({ approved: answered(items, supposed(params.fields, now)) }),
  execute: ({ params, items, now, came }) => {
    const answer = came ?? supposed(params.fields, now);
    const given = answered(items, answer);
    if (answer.outcome !== 'timed_out') return { [answer.outcome === 'refused' ? 'refused' : 'approved']: given };
    if (params.onTimeout === 'fail') throw new AppError('approval.nobody_answered', { title: params.title });
    return { [{ approve: 'approved', refuse: 'refused', route: 'timed_out' }[params.onTimeout]]: given };
  },
});

/** A test run goes on as if somebody had approved. */
const supposed = (fields: readonly FormField[], now: Date): Came => ({
  ...{ outcome: 'approved', by: null, at: now.toISOString() },
  values: Object.fromEntries(fields.map(field => [field.name, exampleOfField(field)])),
});

const answered = (items: readonly Item[], { outcome, by, at, values }: Came): Item[] =>
  items.map(item => derivedFrom(item, { ...item, approval: { decision: outcome, by, at, fields: values } }));
