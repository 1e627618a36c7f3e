import type { LibraryTemplate } from '../library-template';
import { tableSlot } from './slots';

/** Small services that other programs and pages call. */
export const serviceTemplates: readonly LibraryTemplate[] = [
  {
    slug: 'contact-lookup',
    name: 'Look up a contact',
    description:
      'A small API: asked with ?email=…, it answers with the contact from your table, or that there is none.',
    category: 'Services',
    data: {
      ask: 'an API that looks up a contact by e-mail in a table and answers with it as JSON or with not found',
      nodes: [
        { key: 'question', type: 'core.webhook', label: 'Question arrives', params: { method: 'GET' } },
        {
          key: 'find',
          type: 'core.data-table',
          label: 'Find the contact',
          params: {
            ...{ operation: 'find', table: 'contacts', limit: 1, orEmpty: true },
            filters: [{ column: 'email', operator: 'equals', value: '{{ item.query.email }}' }],
          },
        },
        {
          key: 'is_known',
          type: 'core.if',
          label: 'Is it known?',
          params: { conditions: [{ left: '{{ item.email }}', operator: 'is_not_empty' }] },
        },
        { key: 'answer', type: 'core.respond', label: 'Answer with it', params: { body: '{{ item }}' } },
        {
          key: 'unknown',
          type: 'core.respond',
          label: 'Say there is none',
          params: { status: 404, body: { message: 'There is no contact with this address.' } },
        },
      ],
      connections: [
        { from: 'question', to: 'find' },
        { from: 'find', to: 'is_known' },
        { from: 'is_known', port: 'yes', to: 'answer' },
        { from: 'is_known', port: 'no', to: 'unknown' },
      ],
      slots: [
        {
          ...tableSlot({ node: 'find', example: 'contacts', label: 'Table with the contacts (email)' }),
          optional: false,
        },
      ],
      example: {
        items: [{ method: 'GET', query: { email: 'ada@example.com' } }],
        recorded: { find: { next: [{ id: 1, email: 'ada@example.com', name: 'Ada', city: 'London' }] } },
      },
    },
  },
  {
    slug: 'link-shortener',
    name: 'Short links',
    description:
      'One address keeps links under a short code, the other leads whoever calls it with ?code=… to the long one.',
    category: 'Services',
    data: {
      ask: 'a link shortener: keep a long address under a code in a table and redirect whoever calls with the code',
      nodes: [
        { key: 'visit', type: 'core.webhook', label: 'Somebody follows a link', params: { method: 'GET' } },
        {
          key: 'find',
          type: 'core.data-table',
          label: 'Find the link',
          params: {
            ...{ operation: 'find', table: 'short links', limit: 1, orEmpty: true },
            filters: [{ column: 'code', operator: 'equals', value: '{{ item.query.code }}' }],
          },
        },
        {
          key: 'is_known',
          type: 'core.if',
          label: 'Is it known?',
          params: { conditions: [{ left: '{{ item.url }}', operator: 'is_not_empty' }] },
        },
        {
          key: 'redirect',
          type: 'core.respond',
          label: 'Lead there',
          params: { status: 302, body: '', headers: [{ name: 'location', value: '{{ item.url }}' }] },
        },
        {
          key: 'unknown',
          type: 'core.respond',
          label: 'Not known',
          params: { status: 404, body: 'There is no such link.' },
        },
        { key: 'new_link', type: 'core.webhook', label: 'New link arrives' },
        {
          key: 'keep',
          type: 'core.data-table',
          label: 'Keep the link',
          params: {
            ...{ operation: 'upsert', table: 'short links', column: 'code' },
            values: [
              { name: 'code', value: '{{ item.body.code }}' },
              { name: 'url', value: '{{ item.body.url }}' },
            ],
          },
        },
        {
          key: 'kept',
          type: 'core.respond',
          label: 'Say it is kept',
          params: { status: 201, body: { code: '{{ item.code }}' } },
        },
      ],
      connections: [
        { from: 'visit', to: 'find' },
        { from: 'find', to: 'is_known' },
        { from: 'is_known', port: 'yes', to: 'redirect' },
        { from: 'is_known', port: 'no', to: 'unknown' },
        { from: 'new_link', to: 'keep' },
        { from: 'keep', to: 'kept' },
      ],
      example: {
        items: [{ method: 'GET', query: { code: 'news' } }],
        recorded: { find: { next: [{ id: 1, code: 'news', url: 'https://example.com/a/long/address' }] } },
      },
    },
  },
  {
    slug: 'newsletter-sign-up',
    name: 'Newsletter sign-up and leaving',
    description: 'A form signs people up or takes them off your list, each address once; anything else is refused.',
    category: 'Services',
    data: {
      ask: 'newsletter: sign people up or take them off the list with a form, each address once',
      nodes: [
        { key: 'form', type: 'core.webhook', label: 'Form is sent' },
        {
          key: 'wish',
          type: 'core.switch',
          label: 'What do they want?',
          params: {
            value: '{{ item.body.wish }}',
            cases: [
              { name: 'Join', equals: 'join' },
              { name: 'Leave', equals: 'leave' },
            ],
          },
        },
        ...['join', 'leave'].map(wish => ({
          key: wish,
          type: 'core.data-table',
          label: wish === 'join' ? 'Put on the list' : 'Take off the list',
          params: {
            ...{ operation: 'upsert', table: 'newsletter', column: 'email' },
            values: [
              { name: 'email', value: '{{ item.body.email.trim().toLowerCase() }}' },
              { name: 'subscribed', value: wish === 'join' },
              { name: 'changed_at', value: '{{ now }}' },
            ],
          },
        })),
        {
          key: 'done',
          type: 'core.respond',
          label: 'Say it is done',
          params: { body: { subscribed: '{{ item.subscribed }}' } },
        },
        {
          key: 'refuse',
          type: 'core.respond',
          label: 'Say what is possible',
          params: { status: 422, body: 'Send the wish join or leave with an e-mail address.' },
        },
      ],
      connections: [
        { from: 'form', to: 'wish' },
        { from: 'wish', port: 'join', to: 'join' },
        { from: 'wish', port: 'leave', to: 'leave' },
        { from: 'wish', port: 'otherwise', to: 'refuse' },
        { from: 'join', to: 'done' },
        { from: 'leave', to: 'done' },
      ],
      example: { items: [{ body: { wish: 'join', email: 'Ada@example.com' } }] },
    },
  },
  {
    slug: 'feedback-score',
    name: 'Ask how likely they recommend you',
    description:
      'Scores from 0 to 10 are sorted into promoters, passives and critics; critics also go on a list to call back.',
    category: 'Services',
    data: {
      ask: 'sort feedback scores from 0 to 10 into promoters, passives and critics and keep a list of critics to call back',
      nodes: [
        { key: 'feedback', type: 'core.webhook', label: 'Score arrives' },
        {
          key: 'group',
          type: 'core.set',
          label: 'Which group?',
          params: {
            keep: 'only',
            fields: [
              { name: 'customer', value: '{{ item.body.customer }}' },
              { name: 'score', value: '{{ item.body.score }}' },
              {
                name: 'group',
                value: '{{ item.body.score >= 9 ? "promoter" : item.body.score >= 7 ? "passive" : "critic" }}',
              },
            ],
          },
        },
        { key: 'keep', type: 'core.data-table', label: 'Keep the score', params: { table: 'feedback' } },
        {
          key: 'is_critic',
          type: 'core.if',
          label: 'Is it a critic?',
          params: { conditions: [{ left: '{{ item.group }}', operator: 'equals', right: 'critic' }] },
        },
        {
          key: 'call_back',
          type: 'core.data-table',
          label: 'Put on the list',
          params: {
            table: 'call back',
            values: [
              { name: 'customer', value: '{{ item.customer }}' },
              { name: 'score', value: '{{ item.score }}' },
            ],
          },
        },
        {
          key: 'sorry',
          type: 'core.respond',
          label: 'Promise to call',
          params: { body: 'Thank you. We will call you.' },
        },
        { key: 'thank', type: 'core.respond', label: 'Thank them', params: { body: 'Thank you.' } },
      ],
      connections: [
        { from: 'feedback', to: 'group' },
        { from: 'group', to: 'keep' },
        { from: 'keep', to: 'is_critic' },
        { from: 'is_critic', port: 'yes', to: 'call_back' },
        { from: 'call_back', to: 'sorry' },
        { from: 'is_critic', port: 'no', to: 'thank' },
      ],
      example: { items: [{ body: { customer: 'Ada', score: 4 } }] },
    },
  },
];
