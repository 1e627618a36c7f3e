import { chain, type LibraryTemplate } from '../library-template';
import { posts } from './reports';
import { addressSlot, mailSlots, scheduleSlot, tableSlot } from './slots';

/** What ends in somebody's inbox, and what a model reads first. */
export const messageTemplates: readonly LibraryTemplate[] = [
  {
    slug: 'email-alert',
    name: 'E-mail on serious errors',
    description:
      'Another program reports what happens to it; errors are mailed at once, everything is kept in a table.',
    category: 'Messages',
    data: {
      ask: 'when a program reports an error to a webhook, send an e-mail alert, and keep every report in a table',
      nodes: [
        { key: 'report', type: 'core.webhook', label: 'Report arrives', params: { respond: 'immediately' } },
        {
          key: 'keep',
          type: 'core.data-table',
          label: 'Keep the report',
          params: { operation: 'insert', table: 'reports' },
        },
        {
          key: 'is_serious',
          type: 'core.filter',
          label: 'Only serious ones',
          params: { conditions: [{ left: '{{ trigger.body.level }}', operator: 'equals', right: 'error' }] },
        },
        {
          key: 'mail',
          type: 'core.send-email',
          label: 'Mail it',
          params: {
            to: 'alerts@example.com',
            subject: 'Error in {{ trigger.body.program }}',
            text: '{{ trigger.body.message }}',
          },
        },
      ],
      connections: [
        { from: 'report', to: 'keep' },
        { from: 'keep', to: 'is_serious' },
        { from: 'is_serious', to: 'mail' },
      ],
      slots: [
        ...mailSlots({ node: 'mail', example: 'alerts@example.com' }),
        tableSlot({ node: 'keep', example: 'reports', label: 'Table for the reports' }),
      ],
      example: {
        items: [{ body: { program: 'Shop', level: 'error', message: 'The payment service did not answer.' } }],
      },
    },
  },
  {
    slug: 'contact-form',
    name: 'Contact form with its own page',
    description: 'A form that Parley shows; whoever writes is kept once by address, and you get the message by e-mail.',
    category: 'Messages',
    data: {
      ask: 'a contact form with name, e-mail and message that keeps who wrote in a table and mails me the message',
      nodes: [
        {
          key: 'form',
          type: 'core.form',
          label: 'Contact form',
          params: {
            title: 'Write to us',
            fields: [
              { name: 'name', label: 'Name', required: true },
              { name: 'email', label: 'E-mail', type: 'email', required: true },
              { name: 'message', label: 'Message', type: 'paragraph', required: true },
            ],
            answer: 'Thank you. We will write to you.',
          },
        },
        {
          key: 'keep',
          type: 'core.data-table',
          label: 'Keep who wrote',
          params: {
            ...{ operation: 'upsert', table: 'contacts', column: 'email' },
            values: [
              { name: 'email', value: '{{ item.email }}' },
              { name: 'name', value: '{{ item.name }}' },
              { name: 'last_message', value: '{{ item.message }}' },
            ],
          },
        },
        {
          key: 'mail',
          type: 'core.send-email',
          label: 'Mail the message',
          params: { to: 'me@example.com', subject: 'Message from {{ item.name }}', text: '{{ item.last_message }}' },
        },
      ],
      connections: chain('form', 'keep', 'mail'),
      slots: [
        ...mailSlots({ node: 'mail', example: 'me@example.com' }),
        tableSlot({ node: 'keep', example: 'contacts', label: 'Table for who wrote' }),
      ],
      example: { items: [{ name: 'Ada', email: 'ada@example.com', message: 'Do you deliver to Vienna?' }] },
    },
  },
  {
    slug: 'mail-digest',
    name: 'Mail me a digest of a feed',
    description: 'Every weekday morning a model sums up the newest posts of a feed, and the summary comes by e-mail.',
    category: 'Messages',
    data: {
      ask: 'every weekday at 8 mail me a summary of the newest posts of a feed',
      nodes: [
        {
          key: 'morning',
          type: 'core.schedule',
          label: 'Every weekday',
          params: { mode: 'cron', cron: '0 8 * * 1-5' },
        },
        {
          key: 'feed',
          type: 'core.rss-read',
          label: 'Read the feed',
          params: { url: 'https://example.com/feed.xml', limit: 10 },
        },
        {
          key: 'digest',
          type: 'ai.summarize',
          label: 'Sum them up',
          params: { instructions: 'Five short points, each with the link of its post.' },
        },
        {
          key: 'mail',
          type: 'core.send-email',
          label: 'Mail the digest',
          params: { to: 'me@example.com', subject: 'What is new today', text: '{{ item.summary }}' },
        },
      ],
      connections: chain('morning', 'feed', 'digest', 'mail'),
      slots: [
        addressSlot({
          ...{ name: 'feed', label: 'Address of the feed', node: 'feed', path: 'url' },
          example: 'https://example.com/feed.xml',
        }),
        ...mailSlots({ node: 'mail', example: 'me@example.com' }),
        scheduleSlot('morning', '0 8 * * 1-5'),
      ],
      example: { recorded: { feed: { next: posts() } } },
    },
  },
  {
    slug: 'csv-report',
    name: 'Mail a table as CSV',
    description: 'Every Monday the rows of a table are put into a CSV file and sent to whoever needs them.',
    category: 'Messages',
    data: {
      ask: 'every monday mail the rows of a table as a CSV file',
      nodes: [
        { key: 'monday', type: 'core.schedule', label: 'Every Monday', params: { mode: 'cron', cron: '0 7 * * 1' } },
        {
          key: 'rows',
          type: 'core.data-table',
          label: 'Read the rows',
          params: { operation: 'find', table: 'orders' },
        },
        {
          key: 'file',
          type: 'core.make-csv',
          label: 'Make the file',
          params: { fileName: 'report.csv', forSpreadsheets: true },
        },
        {
          key: 'mail',
          type: 'core.send-email',
          label: 'Mail the file',
          params: {
            to: 'office@example.com',
            subject: 'The rows of this week',
            text: 'The file is attached.',
            attachments: '{{ item.file }}',
          },
        },
      ],
      connections: chain('monday', 'rows', 'file', 'mail'),
      slots: [
        { ...tableSlot({ node: 'rows', example: 'orders', label: 'Table to send' }), optional: false },
        ...mailSlots({ node: 'mail', example: 'office@example.com' }),
        scheduleSlot('monday', '0 7 * * 1'),
      ],
      example: {
        recorded: {
          rows: {
            next: [
              { id: 1, customer: 'Ada', amount: 120 },
              { id: 2, customer: 'Bob', amount: 80 },
            ],
          },
        },
      },
    },
  },
  {
    slug: 'sort-messages-by-model',
    name: 'Let a model sort messages',
    description:
      'A model reads each message, tells complaints from questions and praise, and each goes into its table.',
    category: 'Messages',
    data: {
      ask: 'let AI read each message that arrives and sort it into complaints, questions and praise',
      nodes: [
        { key: 'message', type: 'core.webhook', label: 'Message arrives', params: { respond: 'immediately' } },
        {
          key: 'what',
          type: 'ai.classify',
          label: 'What is it?',
          params: {
            text: '{{ item.body.text }}',
            categories: [{ name: 'Complaint' }, { name: 'Question' }, { name: 'Praise' }],
          },
        },
        ...['complaint', 'question', 'praise', 'otherwise'].map(key => ({
          key: `to_${key}`,
          type: 'core.data-table',
          label: key === 'otherwise' ? 'Everything else' : `Keep the ${key}`,
          params: { operation: 'insert', table: key === 'otherwise' ? 'messages' : `${key}s` },
        })),
      ],
      connections: [
        { from: 'message', to: 'what' },
        ...['complaint', 'question', 'praise', 'otherwise'].map(port => ({ from: 'what', port, to: `to_${port}` })),
      ],
      example: { items: [{ body: { from: 'ada@example.com', text: 'My parcel never arrived.' } }] },
    },
  },
  {
    slug: 'csv-import',
    name: 'Import a CSV file',
    description:
      'A CSV text that is sent to an address is read, each row is kept once by its id, and the count is answered.',
    category: 'Data',
    data: {
      ask: 'import a CSV that is posted to a webhook into a table, each row once by its id, and answer how many there were',
      nodes: [
        { key: 'file', type: 'core.webhook', label: 'CSV arrives' },
        { key: 'rows', type: 'core.read-csv', label: 'Each row', params: { text: '{{ item.body.csv ?? item.body }}' } },
        {
          key: 'keep',
          type: 'core.data-table',
          label: 'Keep the row',
          params: { operation: 'upsert', table: 'imported', column: 'id' },
        },
        {
          key: 'count',
          type: 'core.aggregate',
          label: 'Count them',
          params: { operations: [{ operation: 'count', as: 'rows' }] },
        },
        { key: 'answer', type: 'core.respond', label: 'Say how many', params: { body: { rows: '{{ item.rows }}' } } },
      ],
      connections: chain('file', 'rows', 'keep', 'count', 'answer'),
      slots: [tableSlot({ node: 'keep', example: 'imported', label: 'Table for the rows' })],
      example: { items: [{ body: { csv: 'id;name;amount\n1;Ada;12.5\n2;Bob;3\n' } }] },
    },
  },
];
