import { z } from 'zod';
import { AppError } from '../../errors';
import { defineNode } from '../define-node';
import { pollSettings, sayPeriod } from '../poll';
import { toPhrase } from '../settings';
import { anyObject, list, object, text } from '../shapes';

const mail = {
  ...{ from: 'ada@example.com', from_name: 'Ada', to: ['orders@example.com'], cc: [], subject: 'An order' },
  ...{ text: 'Three of them, please.', html: '', date: '2026-03-02T07:00:00.000Z', message_id: '<1@example.com>' },
  files: [],
};
const mostAtOnce = 25;

export const node = defineNode({
  title: 'E-mail received',
  summary: 'Looks into a mailbox by IMAP and starts the workflow with the e-mails that are new, files included.',
  synonyms: [
    'e-mail received',
    'email received',
    'email arrives',
    'e-mail arrives',
    'mail arrives',
    'new email',
    'new mail',
    'incoming email',
    'incoming mail',
    'when i get an email',
    'imap',
    'mailbox',
    'inbox',
    'email trigger',
  ],
  kind: 'trigger',
  icon: 'mail-open',
  startedBy: 'email',
  effect: 'none',
  runs: 'all',
  credential: { integrations: ['imap'], required: true },
  params: z.object({
    folder: z
      .string()
      .trim()
      .min(1, 'Name the folder.')
      .max(200)
      .default('INBOX')
      .describe('The folder that is looked at'),
    ...pollSettings(5),
  }),
  describe: params => `Looks at ${toPhrase(params.folder) || 'INBOX'} ${sayPeriod(params, 5)}`,
  outputShapes: () => ({
    next: object({
      ...{ from: text, from_name: text, to: list(text), cc: list(text), subject: text, text, html: text },
      ...{ date: text, message_id: text, files: list(anyObject) },
    }),
  }),
  example: {
    ask: 'when an e-mail arrives in my inbox',
    params: { folder: 'INBOX' },
    input: [mail],
    output: { next: [mail] },
  },
  execute: ({ items }) => ({ next: items.length > 0 ? items : [{ ...mail }] }),
  simulate: ({ items }) => ({ next: items }),
  async poll({ params, credential, http, cursor, signal }) {
    if (!credential) throw new AppError('credential.missing', { label: 'E-mail received' });
    const service = 'The mail server';
    if (!http.connect) throw new AppError('node.unavailable', { service, status: null, reason: 'no way out' });
    const [{ MailboxCursor, readMailbox }, { readMail }] = await Promise.all([
      import('../read-mailbox'),
      import('../read-mail'),
    ]);
    const known = MailboxCursor.safeParse(cursor).data ?? null;
    const from = (box: { validity: string; next: number }) => {
      if (known?.validity === box.validity) return known.next;
      return params.first === 'all' && !known ? 1 : box.next; // a mailbox made anew begins where it is
    };
    const access = { credential, connect: http.connect, signal };
    const found = await readMailbox({ folder: params.folder, most: mostAtOnce, from }, access);
    const mails = await Promise.all(found.messages.map(({ source }) => readMail(source)));
    const entries = mails.map((entry, index) => ({
      ...entry,
      key: `${found.cursor.validity}/${found.messages[index]!.uid}`,
    }));
    return { entries, cursor: found.cursor };
  },
});
