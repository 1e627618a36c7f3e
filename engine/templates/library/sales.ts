import { chain, type LibraryTemplate } from '../library-template';
import { tableSlot } from './slots';

/** Orders, leads and everything around a sale. */
export const salesTemplates: readonly LibraryTemplate[] = [
  {
    slug: 'order-routing',
    name: 'Route orders by amount',
    description:
      'Large orders go into a table of their own, all others into the usual one, and the shop is told which.',
    category: 'Sales',
    data: {
      ask: 'when an order arrives, store it as a big order if the amount is over 500, otherwise as a usual one, and answer',
      nodes: [
        { key: 'order', type: 'core.webhook', label: 'Order arrives' },
        {
          key: 'is_large',
          type: 'core.if',
          label: 'Is it large?',
          params: { conditions: [{ left: '{{ item.body.amount }}', operator: 'greater', right: 500 }] },
        },
        { key: 'large', type: 'core.data-table', label: 'Keep as large', params: { table: 'large orders' } },
        { key: 'usual', type: 'core.data-table', label: 'Keep as usual', params: { table: 'orders' } },
        { key: 'say_large', type: 'core.respond', label: 'Answer large', params: { body: { order: 'large' } } },
        { key: 'say_usual', type: 'core.respond', label: 'Answer usual', params: { body: { order: 'usual' } } },
      ],
      connections: [
        { from: 'order', to: 'is_large' },
        { from: 'is_large', port: 'yes', to: 'large' },
        { from: 'is_large', port: 'no', to: 'usual' },
        { from: 'large', to: 'say_large' },
        { from: 'usual', to: 'say_usual' },
      ],
      slots: [
        {
          ...{ name: 'limit', kind: 'text', label: 'An order is large above', node: 'is_large' },
          ...{ path: 'conditions.0.right', example: 500, optional: true },
        },
      ],
      example: { items: [{ body: { id: 'A-1001', customer: 'ada@example.com', amount: 720 } }] },
    },
  },
  {
    slug: 'lead-capture',
    name: 'Keep leads from a form',
    description:
      'Each person who fills in your form is kept once, by e-mail address; one without an address is refused.',
    category: 'Sales',
    data: {
      ask: 'when a contact form is submitted, keep the lead in a table once per e-mail address and refuse one without an address',
      nodes: [
        { key: 'form', type: 'core.webhook', label: 'Form is sent' },
        {
          key: 'has_address',
          type: 'core.if',
          label: 'Is there an address?',
          params: { conditions: [{ left: '{{ item.body.email }}', operator: 'is_not_empty' }] },
        },
        {
          key: 'keep',
          type: 'core.data-table',
          label: 'Keep the lead',
          params: {
            operation: 'upsert',
            table: 'leads',
            column: 'email',
            values: [
              { name: 'email', value: '{{ item.body.email.trim().toLowerCase() }}' },
              { name: 'name', value: '{{ item.body.name }}' },
              { name: 'message', value: '{{ item.body.message }}' },
              { name: 'last_seen', value: '{{ now }}' },
            ],
          },
        },
        {
          key: 'thank',
          type: 'core.respond',
          label: 'Thank them',
          params: { body: 'Thank you. We will write to you.' },
        },
        {
          key: 'refuse',
          type: 'core.respond',
          label: 'Ask for the address',
          params: { status: 422, body: 'Please give an e-mail address.' },
        },
      ],
      connections: [
        { from: 'form', to: 'has_address' },
        { from: 'has_address', port: 'yes', to: 'keep' },
        { from: 'has_address', port: 'no', to: 'refuse' },
        { from: 'keep', to: 'thank' },
      ],
      slots: [tableSlot({ node: 'keep', example: 'leads', label: 'Table for the leads' })],
      example: { items: [{ body: { name: 'Ada', email: ' Ada@Example.com', message: 'Please call me.' } }] },
    },
  },
  {
    slug: 'order-lines',
    name: 'Store order lines and answer the total',
    description: 'An order is split into its lines, each with its price; the lines are kept and the total is answered.',
    category: 'Sales',
    data: {
      ask: 'split an order into its lines, compute the price of each, store the lines and answer with the total',
      nodes: [
        { key: 'order', type: 'core.webhook', label: 'Order arrives' },
        { key: 'lines', type: 'core.split-out', label: 'Each line', params: { field: 'body.lines' } },
        {
          key: 'price',
          type: 'core.set',
          label: 'Price of the line',
          params: {
            fields: [
              { name: 'order', value: '{{ trigger.body.id }}' },
              { name: 'total', value: '{{ item.quantity * item.price }}' },
            ],
          },
        },
        { key: 'keep', type: 'core.data-table', label: 'Keep the line', params: { table: 'order lines' } },
        {
          key: 'sum',
          type: 'core.aggregate',
          label: 'Add up',
          params: {
            operations: [
              { operation: 'sum', field: 'total', as: 'total' },
              { operation: 'count', as: 'lines' },
            ],
          },
        },
        {
          key: 'answer',
          type: 'core.respond',
          label: 'Answer the total',
          params: { body: { total: '{{ item.total }}', lines: '{{ item.lines }}' } },
        },
      ],
      connections: chain('order', 'lines', 'price', 'keep', 'sum', 'answer'),
      slots: [tableSlot({ node: 'keep', example: 'order lines', label: 'Table for the lines' })],
      example: {
        items: [
          {
            body: {
              id: 'A-1001',
              lines: [
                { sku: 'chair', quantity: 4, price: 89 },
                { sku: 'table', quantity: 1, price: 340 },
              ],
            },
          },
        ],
      },
    },
  },
  {
    slug: 'stock-alert',
    name: 'Watch the stock',
    description: 'Every morning the articles that are running low are put on a list to reorder.',
    category: 'Sales',
    data: {
      ask: 'every morning look for articles with low stock and put them on a reorder list',
      nodes: [
        { key: 'morning', type: 'core.schedule', label: 'Every morning', params: { mode: 'cron', cron: '0 7 * * *' } },
        {
          key: 'stock',
          type: 'core.data-table',
          label: 'Read the stock',
          params: { operation: 'find', table: 'stock' },
        },
        {
          key: 'low',
          type: 'core.filter',
          label: 'Running low',
          params: { conditions: [{ left: '{{ item.quantity }}', operator: 'less', right: '{{ item.minimum }}' }] },
        },
        {
          key: 'reorder',
          type: 'core.data-table',
          label: 'Put on the list',
          params: {
            operation: 'upsert',
            table: 'reorder',
            column: 'sku',
            values: [
              { name: 'sku', value: '{{ item.sku }}' },
              { name: 'missing', value: '{{ item.minimum - item.quantity }}' },
            ],
          },
        },
      ],
      connections: chain('morning', 'stock', 'low', 'reorder'),
      slots: [
        {
          ...tableSlot({ node: 'stock', example: 'stock', label: 'Table with the stock (sku, quantity, minimum)' }),
          optional: false,
        },
        tableSlot({ node: 'reorder', example: 'reorder', label: 'Table for what to reorder' }),
        {
          ...{ name: 'when', kind: 'schedule', label: 'When it looks', node: 'morning' },
          ...{ path: 'cron', example: '0 7 * * *', optional: true },
        },
      ],
      example: {
        recorded: {
          stock: {
            next: [
              { id: 1, sku: 'chair', quantity: 3, minimum: 10 },
              { id: 2, sku: 'table', quantity: 25, minimum: 5 },
              { id: 3, sku: 'lamp', quantity: 0, minimum: 4 },
            ],
          },
        },
      },
    },
  },
];
