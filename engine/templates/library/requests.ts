import { chain, type LibraryTemplate } from '../library-template';
import { tableSlot } from './slots';

/** What comes in by itself and has to land with the right people. */
export const requestTemplates: readonly LibraryTemplate[] = [
  {
    slug: 'support-triage',
    name: 'Sort support requests',
    description:
      'Each request that arrives at an address goes into the table of the team it belongs to, by its topic, and the sender gets a number back.',
    category: 'Requests',
    data: {
      ask: 'when a support request arrives, sort it by topic into the table of the right team and answer with a number',
      nodes: [
        { key: 'request', type: 'core.webhook', label: 'Request arrives' },
        {
          key: 'topic',
          type: 'core.switch',
          label: 'Which topic?',
          params: {
            value: '{{ item.body.topic }}',
            cases: [
              { name: 'Billing', equals: 'billing' },
              { name: 'Technical', equals: 'technical' },
            ],
          },
        },
        { key: 'billing', type: 'core.data-table', label: 'For billing', params: toTable('billing requests') },
        {
          key: 'technical',
          type: 'core.data-table',
          label: 'For the technicians',
          params: toTable('technical requests'),
        },
        { key: 'other', type: 'core.data-table', label: 'For everyone', params: toTable('other requests') },
        {
          key: 'answer',
          type: 'core.respond',
          label: 'Tell the number',
          params: { body: { received: true, number: '{{ item.id }}' } },
        },
      ],
      connections: [
        { from: 'request', to: 'topic' },
        { from: 'topic', port: 'billing', to: 'billing' },
        { from: 'topic', port: 'technical', to: 'technical' },
        { from: 'topic', port: 'otherwise', to: 'other' },
        ...['billing', 'technical', 'other'].map(from => ({ from, to: 'answer' })),
      ],
      example: {
        items: [
          { body: { email: 'ada@example.com', topic: 'billing', text: 'The invoice of May names the old address.' } },
        ],
      },
    },
  },
  {
    slug: 'approval-routing',
    name: 'Route requests for approval',
    description:
      'Small requests are approved at once, larger ones wait in a table for the team lead or for the board. The sender learns which.',
    category: 'Requests',
    data: {
      ask: 'when a purchase request arrives, approve small amounts at once and route larger ones to the team lead or the board',
      nodes: [
        { key: 'request', type: 'core.webhook', label: 'Request arrives' },
        {
          key: 'who_decides',
          type: 'core.switch',
          label: 'Who decides?',
          params: {
            cases: [
              { name: 'Nobody', conditions: [{ left: '{{ item.body.amount }}', operator: 'less', right: 100 }] },
              { name: 'Team lead', conditions: [{ left: '{{ item.body.amount }}', operator: 'less', right: 2000 }] },
            ],
          },
        },
        ...[
          { key: 'approved', label: 'Approved', status: 'approved', by: 'rule' },
          { key: 'team_lead', label: 'Waits for the team lead', status: 'waiting', by: 'team lead' },
          { key: 'board', label: 'Waits for the board', status: 'waiting', by: 'board' },
        ].map(({ key, label, status, by }) => ({
          key,
          type: 'core.data-table',
          label,
          params: {
            operation: 'insert',
            table: 'approvals',
            values: [
              { name: 'requester', value: '{{ item.body.requester }}' },
              { name: 'what', value: '{{ item.body.what }}' },
              { name: 'amount', value: '{{ item.body.amount }}' },
              { name: 'status', value: status },
              { name: 'decided_by', value: by },
            ],
          },
        })),
        {
          key: 'answer',
          type: 'core.respond',
          label: 'Tell how it stands',
          params: { body: { status: '{{ item.status }}', decided_by: '{{ item.decided_by }}' } },
        },
      ],
      connections: [
        { from: 'request', to: 'who_decides' },
        { from: 'who_decides', port: 'nobody', to: 'approved' },
        { from: 'who_decides', port: 'team_lead', to: 'team_lead' },
        { from: 'who_decides', port: 'otherwise', to: 'board' },
        ...['approved', 'team_lead', 'board'].map(from => ({ from, to: 'answer' })),
      ],
      example: { items: [{ body: { requester: 'Ada', what: 'Two monitors', amount: 640 } }] },
    },
  },
  {
    slug: 'expense-check',
    name: 'Check expenses',
    description:
      'An expense without a receipt, or over your limit, is put aside with the reason; the others are booked. The sender gets the result.',
    category: 'Requests',
    data: {
      ask: 'when an expense arrives, put it aside if it is over the limit or has no receipt, otherwise book it',
      nodes: [
        { key: 'expense', type: 'core.webhook', label: 'Expense arrives' },
        {
          key: 'needs_a_look',
          type: 'core.if',
          label: 'Does it need a look?',
          params: {
            match: 'any',
            conditions: [
              { left: '{{ item.body.amount }}', operator: 'greater', right: 250 },
              { left: '{{ item.body.receipt }}', operator: 'is_empty' },
            ],
          },
        },
        { key: 'aside', type: 'core.data-table', label: 'Put aside', params: toTable('expenses to check') },
        { key: 'book', type: 'core.data-table', label: 'Book it', params: toTable('expenses') },
        {
          key: 'say_checked',
          type: 'core.respond',
          label: 'Say it is checked',
          params: { body: 'A person will look at this expense.' },
        },
        {
          key: 'say_booked',
          type: 'core.respond',
          label: 'Say it is booked',
          params: { body: 'The expense is booked.' },
        },
      ],
      connections: [
        { from: 'expense', to: 'needs_a_look' },
        { from: 'needs_a_look', port: 'yes', to: 'aside' },
        { from: 'needs_a_look', port: 'no', to: 'book' },
        { from: 'aside', to: 'say_checked' },
        { from: 'book', to: 'say_booked' },
      ],
      slots: [
        {
          name: 'limit',
          kind: 'text',
          label: 'Amount from which a person looks at it',
          node: 'needs_a_look',
          path: 'conditions.0.right',
          example: 250,
          optional: true,
        },
      ],
      example: { items: [{ body: { employee: 'Ada', amount: 310, receipt: 'hotel.pdf', purpose: 'Conference' } }] },
    },
  },
  {
    slug: 'event-log',
    name: 'Keep a log of events',
    description: 'Whatever another program sends is kept as a row with its time; the program is answered at once.',
    category: 'Requests',
    data: {
      ask: 'keep every event that another program sends to a webhook in a table with the time',
      nodes: [
        { key: 'event', type: 'core.webhook', label: 'Event arrives', params: { respond: 'immediately' } },
        {
          key: 'keep',
          type: 'core.data-table',
          label: 'Keep it',
          params: {
            operation: 'insert',
            table: 'events',
            values: [
              { name: 'at', value: '{{ now }}' },
              { name: 'kind', value: '{{ item.body.kind }}' },
              { name: 'details', value: '{{ item.body }}' },
            ],
          },
        },
      ],
      connections: chain('event', 'keep'),
      slots: [tableSlot({ node: 'keep', example: 'events', label: 'Table for the events' })],
      example: { items: [{ body: { kind: 'user.created', user: 'ada', plan: 'team' } }] },
    },
  },
];

function toTable(table: string) {
  return { operation: 'insert', table };
}
