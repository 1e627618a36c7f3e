import { z } from 'zod';
import { defineNode } from '../define-node';
import { FormField, shapeOfField, takenNames } from '../form-fields';
import { objectsIn, textSetting, toPhrase } from '../settings';
import { object, text } from '../shapes';

export const node = defineNode({
  title: 'Form',
  summary:
    'Shows a form on a page of its own and starts when somebody sends it. Use it for contact, sign-up or orders.',
  synonyms: [
    'form',
    'web form',
    'hosted form',
    'form page',
    'form trigger',
    'contact form',
    'sign-up form',
    'signup form',
    'order form',
    'feedback form',
    'survey',
    'questionnaire',
    'registration',
    'application form',
    'fills in a form',
    'fills out a form',
    'form is submitted',
    'form is sent',
    'submits a form',
    'form submission',
    'form with',
  ],
  kind: 'trigger',
  icon: 'clipboard-list',
  startedBy: 'form',
  effect: 'none',
  runs: 'all',
  params: z
    .object({
      title: textSetting('What stands at the top of the page').prefault('Form'),
      description: textSetting('A text below the title').prefault(''),
      fields: z.array(FormField).min(1, 'Add at least one field.').max(60).describe('What is asked for, in this order'),
      button: z.string().trim().min(1).max(60).default('Send').describe('What stands on the button'),
      answer: textSetting('What is shown once it was sent').prefault('Thank you. Your answer has arrived.'),
      redirect: z
        .string()
        .trim()
        .max(2_000)
        .refine(
          address => address === '' || /^https?:\/\//i.test(address),
          'Give a whole address that begins with https://.',
        )
        .optional()
        .describe('A web address to go to instead of showing a text'),
    })
    .superRefine(({ fields }, context) => {
      const names = fields.map(({ name }) => name);
      for (const [index, name] of names.entries()) {
        const isTwice = names.indexOf(name) < index;
        if (!isTwice && !takenNames.includes(name)) continue;
        const message = isTwice ? `Two fields are called ${name}.` : `${name} is there already; choose another name.`;
        context.addIssue({ code: 'custom', path: ['fields', index, 'name'], message });
      }
    }),
  describe: ({ title, fields }) => {
    const names = objectsIn(fields).map(({ label, name }) => toPhrase(label) || toPhrase(name) || '…');
    return `${toPhrase(title) || 'Form'}: ${names.slice(0, 5).join(', ') || '…'}`;
  },
  outputShapes: ({ fields }) => {
    const known = objectsIn(fields).filter(({ name }) => typeof name === 'string' && name);
    const shapes = known.map(({ name, type }) => [String(name), shapeOfField(type)] as const);
    return { next: object({ submitted_at: text, ...Object.fromEntries(shapes) }) };
  },
  example: {
    ask: 'when somebody fills in a contact form with name, e-mail and message',
    params: {
      title: 'Contact',
      fields: [
        { name: 'name', required: true },
        { name: 'email', label: 'E-mail', type: 'email', required: true },
        { name: 'message', type: 'paragraph' },
      ],
    },
    input: [{ submitted_at: '2026-03-02T08:00:00.000Z', name: 'Ada', email: 'ada@example.com', message: 'Hello' }],
    output: {
      next: [{ submitted_at: '2026-03-02T08:00:00.000Z', name: 'Ada', email: 'ada@example.com', message: 'Hello' }],
    },
  },
  execute: ({ items, now }) => ({
    next: (items.length > 0 ? items : [{}]).map(item =>
      Object.hasOwn(item, 'submitted_at') ? item : { submitted_at: now.toISOString(), ...item },
    ),
  }),
});
