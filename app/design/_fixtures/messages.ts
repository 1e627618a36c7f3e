import type { ChatMessage } from '@/agent/messages';
import { changeAnswer, firstChange, long, orders, secondChange } from './order-workflow';
import { failedRun, twoRuns } from './runs';

const user = (id: string, text: string) => ({ id, role: 'user', parts: [{ type: 'text', text }] });
const assistant = (id: string, parts: unknown[], metadata = {}) => ({ id, role: 'assistant', metadata, parts });
const said = (text: string) => ({ type: 'text', text, state: 'done' });
const called = (name: string, input: unknown, rest: object) => ({
  type: `tool-${name}`,
  toolCallId: `${name}-${JSON.stringify(rest).length}`,
  input,
  ...rest,
});
const answered = (name: string, input: unknown, output: unknown) =>
  called(name, input, { state: 'output-available', output });

const explanation = {
  cause: { class: 'field_missing', node: 'save', origin: 'order', confidence: 'certain' },
  sentence:
    'Step "Save the order" needs `customer.email`. The order had `customer.mail`. Everything before it went through.',
  evidence: [
    { execution: 'a1', node: 'order', path: 'body.customer.mail', value: 'ann@example.com' },
    { execution: 'a1', node: 'save', path: 'values[0].value', value: '{{ item.body.customer.email }}' },
  ],
  fix: {
    changes: [],
    summary: ['"Save the order": value {{ item.body.customer.email }} → {{ item.body.customer.mail }}'],
    proof: { status: 'works', sentence: 'Ran on the recorded order of 08:02: all four steps went through.' },
  },
};

const table = { nodes: [{ type: 'core.data-table', title: 'Data table', summary: 'Keeps rows.', kind: 'data' }] };

/** A conversation with every part in every state. Parts are written as the wire carries them. */
export const messages = [
  user('1', 'When a webhook receives an order, if the amount is over 100 store it in a table called big orders'),
  assistant('2', [
    answered('findNodes', { query: 'store in a table' }, table),
    answered('changeWorkflow', { baseVersion: 0, changes: [] }, firstChange),
    said('It starts when an order arrives. Orders over 100 are kept in **big orders** and answered with `big`.'),
  ]),
  user('3', 'Run it with an example'),
  assistant('4', [answered('runWorkflow', { mode: 'verify' }, { runs: twoRuns, sentence: 'Both went through.' })]),
  user('5', 'Make the limit 250, sort the others and drop the small answer'),
  assistant('6', [answered('changeWorkflow', { baseVersion: 2, changes: [] }, secondChange)], {
    notice: 'Only the limit was saved. The assistant also spoke of an e-mail: no such step exists.',
  }),
  user('7', 'Why did it fail?'),
  assistant('8', [
    answered('runWorkflow', { mode: 'verify' }, { runs: [failedRun], sentence: failedRun.sentence }),
    answered('explainFailure', {}, { executionId: failedRun.executionId, explanation }),
  ]),
  assistant('9', [
    called(
      'runWorkflow',
      { mode: 'live' },
      {
        state: 'approval-requested',
        approval: {
          id: 'ap1',
          requestReason: 'POST https://api.example.com/orders\namount 120, customer ann@example.com',
        },
      },
    ),
    called('setActive', { active: true }, { state: 'output-denied', approval: { id: 'ap2', approved: false } }),
    answered(
      'setActive',
      { active: true },
      {
        active: true,
        effects: ['Adds a row to your table "big orders"'],
        addresses: [
          {
            node: 'order',
            url: 'http://127.0.0.1:3000/api/hooks/7d3f0f52-5f5f-4f7e-9f0c-1f6a4b0c9d11',
            testUrl: 'http://127.0.0.1:3000/api/hooks/test/7d3f0f52-5f5f-4f7e-9f0c-1f6a4b0c9d11',
            note: 'This address works on this computer only. Set PARLEY_PUBLIC_URL to be reached from outside.',
          },
        ],
        schedules: [
          {
            node: 'daily',
            next: ['2027-01-05T07:00:00Z', '2027-01-06T07:00:00Z'],
            note: 'Parley has to be running then.',
          },
        ],
        problems: [],
      },
    ),
    answered('changeWorkflow', { baseVersion: 3 }, { error: { code: 'x', message: 'The step "Save" is not there.' } }),
    called('readWorkflow', {}, { state: 'input-available' }),
  ]),
  assistant('10', [answered('changeWorkflow', {}, changeAnswer(orders, long, 4))]),
  assistant(
    '11',
    [
      said('I understood the trigger and the table, not *the usual format*.'),
      answered(
        'askUser',
        {
          questions: [
            { question: 'Which format should the table have?', choices: ['One row an order', 'One row an item'] },
          ],
        },
        { asked: 1 },
      ),
    ],
    { model: 'the built-in planner' },
  ),
  {
    ...{ id: '12', role: 'user' },
    parts: [
      { type: 'text', text: 'What is in these, and could you run it with them?' },
      { type: 'file', url: '#orders', filename: 'orders.csv', mediaType: 'text/csv' },
      {
        ...{ type: 'file', url: '#offer', mediaType: 'application/pdf' },
        filename: 'Leistungsbeschreibung-Auftragsabwicklung-endgültig-2.pdf',
      },
    ],
  },
  assistant('13', [said('Two orders, 92 in all.')], {
    ...{ model: 'GPT-6.1 Terra', usage: { inputTokens: 12_400, outputTokens: 310 }, costUsd: 0.01395 },
    switches: [{ from: 'Claude Sonnet 5.5', to: 'GPT-6.1 Terra', reason: 'it did not answer properly' }],
  }),
] as unknown as ChatMessage[];
