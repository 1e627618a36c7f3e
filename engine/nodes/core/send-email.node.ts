import { z } from 'zod';
import { AppError } from '../../errors';
import { isObject } from '../../workflow/equal';
import type { Item } from '../../workflow/schema';
import { defineNode } from '../define-node';
import { contentOf } from '../file-values';
import { htmlToText } from '../html-text';
import { addressesSetting, bareAddress, toAddresses } from '../mail-addresses';
import { textSetting, toPhrase } from '../settings';
import { list, object, text } from '../shapes';

const mostBytes = 20_000_000;

export const node = defineNode({
  title: 'Send an e-mail',
  summary: 'Sends an e-mail through your mail server, with text, HTML and files. Use it to tell people something.',
  synonyms: [
    'send an e-mail',
    'send email',
    'send an email',
    'send e-mail',
    'send a mail',
    'email',
    'e-mail',
    'mail',
    'email me',
    'mail me',
    'mail it to',
    'email it to',
    'by email',
    'by e-mail',
    'by mail',
    'smtp',
    'newsletter',
    'notify by email',
    'with an attachment',
  ],
  kind: 'action',
  icon: 'mail',
  effect: 'write',
  runs: 'each',
  opensFiles: true,
  timeoutMs: 120_000,
  retry: { attempts: 3, delayMs: 10_000 },
  credential: { integrations: ['smtp'], required: true },
  params: z
    .object({
      to: addressesSetting('Who gets it: one address or several with commas between').prefault(''),
      subject: textSetting('The subject').prefault(''),
      text: textSetting('The text of the e-mail').prefault(''),
      html: textSetting('The text as HTML, where it should look like more').prefault(''),
      cc: addressesSetting('Who gets a copy and is seen by all').prefault([]),
      bcc: addressesSetting('Who gets a copy without being seen').prefault([]),
      from: addressesSetting('Who it comes from; nothing: the sender of the credential').prefault([]),
      replyTo: addressesSetting('Where answers go, when it is not the sender').prefault([]),
      attachments: z
        .unknown()
        .optional()
        .describe('A file or a list of files, such as {{ item.file }} of a CSV step or {{ trigger.files }}'),
    })
    .superRefine(({ to, cc, bcc, subject, text: plain, html, from }, context) => {
      const issue = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
      if (to.length + cc.length + bcc.length === 0) issue('to', 'Say who gets the e-mail.');
      if (!subject.trim() && !plain.trim() && !html.trim()) issue('text', 'Write a subject or a text.');
      if (from.length > 1) issue('from', 'An e-mail comes from one address.');
    }),
  describe: ({ to, subject }) =>
    `To ${
      toAddresses(to)
        .map(address => toPhrase(address))
        .join(', ')
        .slice(0, 120) || '…'
    }: ${toPhrase(subject) || '…'}`,
  // One for each item, word for word: what is approved is what is sent.
  describeEffects: outputs => outputs.map(sayMail),
  outputShapes: () => ({
    next: object({
      ...{ message_id: text, from: text, to: list(text), cc: list(text), bcc: list(text) },
      ...{ subject: text, text, attachments: list(text), rejected: list(text), response: text },
    }),
  }),
  example: {
    ask: 'send an e-mail to ada@example.com with the subject New order',
    params: { to: 'ada@example.com', subject: 'New order {{ item.id }}', text: 'It is worth {{ item.amount }} €.' },
    input: [{ id: 7, amount: 120 }],
    output: {
      next: [
        {
          ...{ message_id: '<1f3870be274f6c49b3e31a0c6728957f@example.com>', from: 'shop@example.com' },
          ...{ to: ['ada@example.com'], cc: [], bcc: [], subject: 'New order 7', text: 'It is worth 120 €.' },
          ...{ attachments: [], rejected: [], response: '250 OK' },
        },
      ],
    },
  },
  execute: async ({ params, credential, http, idempotencyKey, signal }) => {
    if (!credential) throw new AppError('credential.missing', { label: 'Send an e-mail' });
    if (!http.connect)
      throw new AppError('node.unavailable', { service: 'The mail server', status: null, reason: 'no way out' });
    const { fields } = credential;
    const user = fields.username ?? fields.user ?? '';
    const from = params.from[0] ?? (fields.from?.trim() || (user.includes('@') ? user : ''));
    if (!from)
      throw new AppError('node.params_invalid', {
        param: 'from',
        reason: 'neither the step nor its key says who the e-mail comes from',
      });
    const attachments = filesOf(params.attachments);
    const { sendMail } = await import('../send-mail');
    const mail = { ...params, from, attachments, html: params.html || null, text: textOf(params) };
    const sent = await sendMail(mail, { credential, connect: http.connect, idempotencyKey, signal });
    return {
      next: [
        {
          ...{ message_id: sent.messageId, from, to: params.to, cc: params.cc, bcc: params.bcc },
          ...{ subject: params.subject, text: mail.text, attachments: attachments.map(({ filename }) => filename) },
          ...{ rejected: sent.rejected, response: sent.response },
        },
      ],
    };
  },
  simulate: ({ params }) => ({
    next: [
      {
        ...{ message_id: '', from: params.from[0] ?? '', to: params.to, cc: params.cc, bcc: params.bcc },
        ...{
          subject: params.subject,
          text: textOf(params),
          attachments: filesOf(params.attachments).map(({ filename }) => filename),
        },
        ...{ rejected: [], response: 'not sent' },
      },
    ],
  }),
});

/** Who reads no HTML gets the same as text. */
const textOf = (params: { text: string; html: string }) => params.text || htmlToText(params.html);

function filesOf(value: unknown): { filename: string; content: Buffer; contentType?: string }[] {
  if (value === undefined || value === null || value === '') return [];
  const files = (Array.isArray(value) ? value : [value]).map((entry, index) => {
    const content = contentOf(entry);
    if (!content) throw notAFile(entry);
    const contentType = content.type ? { contentType: content.type } : {};
    return {
      filename: content.name ?? `attachment-${index + 1}.${content.type === null ? 'txt' : 'bin'}`,
      content: content.bytes,
      ...contentType,
    };
  });
  const size = files.reduce((sum, { content }) => sum + content.length, 0);
  if (size <= mostBytes) return files;
  const reason = `The files are ${Math.ceil(size / 1e6)} MB together, and mail servers take ${mostBytes / 1e6} MB at most`;
  throw new AppError('node.data_wrong', { reason, param: 'attachments' });
}

function notAFile(value: unknown): AppError {
  const isLarge = isObject(value) && typeof value.name === 'string';
  const what = isLarge
    ? `"${String(value.name)}" came without its content`
    : `${JSON.stringify(value)?.slice(0, 80)} is no file`;
  return new AppError('node.data_wrong', { reason: `${what}, so it cannot be attached`, param: 'attachments', value });
}

function sayMail(item: Item): string {
  const names = (field: string) => toAddresses(item[field]).map(bareAddress).join(', ');
  const more = ['cc', 'bcc'].filter(field => names(field)).map(field => ` (${field} ${names(field)})`);
  const files = toAddresses(item.attachments);
  const attached = files.length > 0 ? `\nAttached: ${files.join(', ')}` : '';
  return `To ${names('to')}${more.join('')}: ${String(item.subject ?? '')}\n${String(item.text ?? '').slice(0, 4_000)}${attached}`;
}
