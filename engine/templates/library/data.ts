import { chain, type LibraryTemplate } from '../library-template';
import { addressSlot, scheduleSlot, tableSlot } from './slots';

/** Getting data in, clean, and the same in two places. */
export const dataTemplates: readonly LibraryTemplate[] = [
  {
    slug: 'api-to-table',
    name: 'Copy an API into a table',
    description: 'Once an hour the records of an API are read and kept in a table, each once by its id.',
    category: 'Data',
    data: {
      ask: 'every hour read the records from an API and keep them in a table, updated by id',
      nodes: [
        { key: 'hourly', type: 'core.schedule', label: 'Every hour', params: { mode: 'cron', cron: '0 * * * *' } },
        {
          key: 'records',
          type: 'core.http-request',
          label: 'Read the records',
          params: { method: 'GET', url: 'https://example.com/api/customers', itemsPath: '' },
        },
        {
          key: 'fields',
          type: 'core.set',
          label: 'Only what is needed',
          params: {
            keep: 'only',
            fields: [
              { name: 'id', value: '{{ item.id }}' },
              { name: 'name', value: '{{ item.name }}' },
              { name: 'email', value: '{{ item.email }}' },
            ],
          },
        },
        {
          key: 'keep',
          type: 'core.data-table',
          label: 'Keep them',
          params: { operation: 'upsert', table: 'customers', column: 'id' },
        },
      ],
      connections: chain('hourly', 'records', 'fields', 'keep'),
      slots: [
        addressSlot({
          ...{ name: 'api', label: 'Address that lists the records', node: 'records', path: 'url' },
          example: 'https://example.com/api/customers',
        }),
        tableSlot({ node: 'keep', example: 'customers', label: 'Table for the records' }),
        scheduleSlot('hourly', '0 * * * *'),
      ],
      example: {
        recorded: {
          records: {
            next: [
              { id: 7, name: 'Ada', email: 'ada@example.com', city: 'London' },
              { id: 8, name: 'Bob', email: 'bob@example.com', city: 'Vienna' },
            ],
          },
        },
      },
    },
  },
  {
    slug: 'deduplicate-contacts',
    name: 'Free contacts of doubles',
    description:
      'Reads a table of contacts, takes each e-mail address once whatever its capitals, and keeps the clean list.',
    category: 'Data',
    data: {
      ask: 'remove duplicate contacts by e-mail address and store the clean list in another table',
      nodes: [
        { key: 'start', type: 'core.manual', label: 'Start by hand' },
        {
          key: 'contacts',
          type: 'core.data-table',
          label: 'Read the contacts',
          params: { operation: 'find', table: 'contacts' },
        },
        {
          key: 'once',
          type: 'core.remove-duplicates',
          label: 'Each address once',
          params: { by: ['email'], ignoreCase: true, keep: 'last' },
        },
        {
          key: 'keep',
          type: 'core.data-table',
          label: 'Keep the clean list',
          params: {
            operation: 'upsert',
            table: 'clean contacts',
            column: 'email',
            values: [
              { name: 'email', value: '{{ item.email.trim().toLowerCase() }}' },
              { name: 'name', value: '{{ item.name }}' },
            ],
          },
        },
        {
          key: 'count',
          type: 'core.aggregate',
          label: 'Count them',
          params: { operations: [{ operation: 'count', as: 'contacts' }] },
        },
      ],
      connections: chain('start', 'contacts', 'once', 'keep', 'count'),
      slots: [
        {
          ...tableSlot({ node: 'contacts', example: 'contacts', label: 'Table with the contacts (email, name)' }),
          optional: false,
        },
        tableSlot({ node: 'keep', example: 'clean contacts', label: 'Table for the clean list' }),
      ],
      example: {
        items: [{}],
        recorded: {
          contacts: {
            next: [
              { id: 1, email: 'ada@example.com', name: 'Ada' },
              { id: 2, email: 'Ada@Example.com', name: 'Ada Lovelace' },
              { id: 3, email: 'bob@example.com', name: 'Bob' },
            ],
          },
        },
      },
    },
  },
  {
    slug: 'import-clean-up',
    name: 'Import and clean a list',
    description:
      'Takes a list that is sent to an address, renames its columns, drops rows without an e-mail address and doubles, and says how many stayed.',
    category: 'Data',
    data: {
      ask: 'import a list of contacts, rename the columns, drop rows without e-mail and duplicates, and say how many stayed',
      nodes: [
        { key: 'list', type: 'core.webhook', label: 'List arrives' },
        { key: 'rows', type: 'core.split-out', label: 'Each row', params: { field: 'body.rows' } },
        {
          key: 'names',
          type: 'core.rename-fields',
          label: 'Rename the columns',
          params: {
            missing: 'skip',
            fields: [
              { from: 'E-Mail', to: 'email' },
              { from: 'Full name', to: 'name' },
            ],
          },
        },
        {
          key: 'with_address',
          type: 'core.filter',
          label: 'Only with an address',
          params: { conditions: [{ left: '{{ item.email }}', operator: 'is_not_empty' }] },
        },
        {
          key: 'once',
          type: 'core.remove-duplicates',
          label: 'Each once',
          params: { by: ['email'], ignoreCase: true },
        },
        {
          key: 'keep',
          type: 'core.data-table',
          label: 'Keep the rows',
          params: { operation: 'upsert', table: 'contacts', column: 'email' },
        },
        {
          key: 'count',
          type: 'core.aggregate',
          label: 'Count them',
          params: { operations: [{ operation: 'count', as: 'kept' }] },
        },
        { key: 'answer', type: 'core.respond', label: 'Say how many', params: { body: { kept: '{{ item.kept }}' } } },
      ],
      connections: chain('list', 'rows', 'names', 'with_address', 'once', 'keep', 'count', 'answer'),
      slots: [tableSlot({ node: 'keep', example: 'contacts', label: 'Table for the rows' })],
      example: {
        items: [
          {
            body: {
              rows: [
                { 'E-Mail': 'ada@example.com', 'Full name': 'Ada' },
                { 'E-Mail': '', 'Full name': 'Nobody' },
                { 'E-Mail': 'ADA@example.com', 'Full name': 'Ada again' },
                { 'E-Mail': 'bob@example.com', 'Full name': 'Bob' },
              ],
            },
          },
        ],
      },
    },
  },
  {
    slug: 'clean-up-old-rows',
    name: 'Delete old rows',
    description: 'On the first of each month the rows that are older than 90 days are removed from a table.',
    category: 'Data',
    data: {
      ask: 'on the first of each month delete rows of a table that are older than 90 days',
      nodes: [
        { key: 'monthly', type: 'core.schedule', label: 'Every month', params: { mode: 'cron', cron: '0 3 1 * *' } },
        {
          key: 'rows',
          type: 'core.data-table',
          label: 'Read the rows',
          params: { operation: 'find', table: 'events' },
        },
        {
          key: 'old',
          type: 'core.filter',
          label: 'Older than 90 days',
          params: {
            conditions: [
              {
                left: '{{ item.at }}',
                operator: 'before',
                right: '{{ new Date(Date.parse(now) - 90 * 86400000).toISOString() }}',
              },
            ],
          },
        },
        {
          key: 'remove',
          type: 'core.data-table',
          label: 'Remove them',
          params: {
            operation: 'delete',
            table: 'events',
            filters: [{ column: 'id', operator: 'equals', value: '{{ item.id }}' }],
          },
        },
      ],
      connections: chain('monthly', 'rows', 'old', 'remove'),
      slots: [
        {
          ...tableSlot({ node: 'rows', example: 'events', label: 'Table to read (with a column at)' }),
          optional: false,
        },
        {
          ...tableSlot({ node: 'remove', example: 'events', label: 'Table to remove from: the same' }),
          optional: false,
        },
        scheduleSlot('monthly', '0 3 1 * *'),
      ],
      example: {
        recorded: {
          rows: {
            next: [
              { id: 1, at: '2020-01-01T00:00:00.000Z', kind: 'user.created' },
              { id: 2, at: '2999-01-01T00:00:00.000Z', kind: 'user.created' },
            ],
          },
        },
      },
    },
  },
];
