import { describe, expect, it } from 'vitest';
import { flow, step } from '@/tests/support/flow';
import { testTypes } from '@/tests/support/node-types';
import type { Item, Workflow } from './schema';
import { validateWorkflow } from './validate';

const issuesOf = (workflow: Workflow) => validateWorkflow(workflow, testTypes);
const codes = (workflow: Workflow) =>
  issuesOf(workflow).map(({ code, nodeKey }) => (nodeKey ? `${code} ${nodeKey}` : code));
const note = (params: Item, key = 'note') => step(key, { params });
const reading = (expression: string) => flow('start > note', note({ text: expression }));

describe('validateWorkflow', () => {
  it('finds nothing wrong with a finished workflow', () => {
    const text =
      'For {{ item.customer.email }}: {{ nodes.start.item.lines[0].sku }}, {{ trigger.amount * 2 }} on {{ now }}';

    expect(issuesOf(flow('start > note', 'note > tell', note({ text, limit: '{{ item.amount }}' })))).toEqual([]);
  });

  it('says what a workflow lacks to run at all', () => {
    expect(codes(flow())).toEqual(['workflow_empty']);
    expect(codes(flow('note > tell'))).toEqual(['trigger_missing']);
    expect(codes(flow('start > note', 'lonely'))).toEqual(['node_unreachable lonely']);
  });

  it('refuses to save what is no graph', () => {
    const circle = flow('start > a', 'a > b', 'b > a');
    const broken = flow('start > note', 'note yes> start');

    expect(codes(circle)).toEqual(['cycle a']);
    const dangling = { ...broken.connections[0]!, to: crypto.randomUUID() };
    expect(codes({ ...broken, connections: [...broken.connections, dangling] }).sort()).toEqual([
      'connection_dangling start',
      'cycle start',
      'port_unknown note',
      'trigger_has_input start',
    ]);
    expect(codes(flow('start > note', step('note'), { ...step('other'), key: 'note' }))).toContain(
      'node_key_taken note',
    );
  });

  it('checks settings against the schema, and lets an expression stand for any value', () => {
    const problems = issuesOf(flow('start > note', note({ limit: 5000, mode: 'carefull', colour: 'red' })));

    expect(
      problems.map(({ code, param, blocks, message, suggestion }) => ({ code, param, blocks, message, suggestion })),
    ).toEqual([
      {
        code: 'param_invalid',
        param: 'limit',
        blocks: 'run',
        message: '"Note": limit must be at most 1000.',
        suggestion: null,
      },
      {
        code: 'param_invalid',
        param: 'mode',
        blocks: 'run',
        message: '"Note": mode must be quick or careful. Did you mean careful?',
        suggestion: { from: 'carefull', to: 'careful' },
      },
      {
        code: 'param_unknown',
        param: 'colour',
        blocks: 'none',
        message: '"Note" has no setting called colour, so it does nothing.',
        suggestion: null,
      },
    ]);
    expect(codes(flow('start > pick', step('pick', { type: 'test.pick' })))).toEqual(['param_missing pick']);
    expect(codes(flow('start > note', note({ limit: '{{ item.amount }}', mode: '{{ item.customer.name }}' })))).toEqual(
      [],
    );
  });

  it('names the nearest path when one is not there', () => {
    expect(issuesOf(reading('{{ item.customer.mail }}'))).toMatchObject([
      {
        code: 'path_unknown',
        param: 'text',
        message:
          '"Note" needs customer.mail, but what arrives there has no such field. It has customer.email. Use that instead?',
        suggestion: { from: 'item.customer.mail', to: 'item.customer.email' },
      },
    ]);
    expect(issuesOf(reading('{{ trigger.email }}'))).toMatchObject([
      { code: 'path_unknown', suggestion: { from: 'trigger.email', to: 'trigger.customer.email' } },
    ]);
    expect(issuesOf(reading('{{ nodes.start.items[0].amout }}'))).toMatchObject([
      { code: 'path_unknown', suggestion: { to: 'nodes.start.items[0].amount' } },
    ]);
    expect(issuesOf(reading('{{ nodes.start.amount }}'))).toMatchObject([
      { code: 'path_unknown', suggestion: { from: 'nodes.start.amount', to: 'nodes.start.item.amount' } },
    ]);
    expect(issuesOf(reading('{{ customer.email }}'))).toMatchObject([
      { code: 'reference_unknown', suggestion: { from: 'customer.email', to: 'item.customer.email' } },
    ]);
  });

  it('accepts any path below what is open or unknown, and where the expression handles its absence', () => {
    expect(codes(flow('hook > note', note({ text: '{{ item.body.a.b }} {{ trigger.query.page }}' })))).toEqual([]);
    expect(codes(reading('{{ item.coupon ?? "none" }}'))).toEqual([]);
  });

  it('checks names of fields that are no expressions', () => {
    const pick = (field: string) =>
      flow('start > pick', step('pick', { type: 'test.pick', params: { by: [{ field }] } }));

    expect(codes(pick('amount'))).toEqual([]);
    expect(issuesOf(pick('amuont'))).toMatchObject([
      { code: 'path_unknown', param: 'by.0.field', suggestion: { from: 'amuont', to: 'amount' } },
    ]);
  });

  it('knows which steps run before', () => {
    expect(
      issuesOf(
        flow(
          'start > note',
          'start > fetch_orders',
          'fetch_orders > tell',
          note({ text: '{{ nodes.fetch_order.item.x }}' }, 'tell'),
        ),
      ),
    ).toMatchObject([
      {
        code: 'reference_unknown',
        nodeKey: 'tell',
        suggestion: { from: 'nodes.fetch_order', to: 'nodes.fetch_orders' },
      },
    ]);
    expect(codes(flow('start > note', 'start > tell', note({ text: '{{ nodes.tell.item.amount }}' })))).toEqual([
      'reference_not_upstream note',
    ]);
    expect(codes(reading('{{ item. }}'))).toEqual(['expression_invalid note']);
    expect(codes(reading('{{ item.a'))).toEqual(['expression_invalid note']);
  });

  it('advises on a way that ends while another goes on', () => {
    expect(issuesOf(flow('start > check', 'check yes> tell'))).toMatchObject([
      {
        code: 'branch_open',
        blocks: 'none',
        message: 'Nothing more happens when "Check" goes "no". That is fine if it is meant.',
      },
    ]);
  });

  it('notices when a caller is answered on some ways only', () => {
    const open = codes(flow('hook > check', 'check yes> answer', 'check no> store'));

    expect(open).toEqual(['answer_never_sent check']);
    expect(codes(flow('hook > check', 'check yes> answer', 'check no> answer_other'))).toEqual([]);
    expect(codes(flow('hook > answer', 'hook > store'))).toEqual([]);
    expect(codes(flow('hook > store'))).toEqual([]);
    expect(codes(flow('start > answer'))).toEqual(['answer_without_webhook answer']);
  });

  it('refuses an answer that only ever comes after another one', () => {
    expect(codes(flow('hook > answer', 'answer > answer_other'))).toEqual(['answer_too_late answer_other']);
    expect(
      codes(flow('hook > check', 'check yes> answer', 'check no> store', 'answer > answer_all', 'store > answer_all')),
    ).toEqual([]);
  });

  it('says once what is missing where a way is open and unanswered', () => {
    expect(codes(flow('hook > check', 'check yes> answer'))).toEqual(['answer_never_sent check']);
  });

  it('says that a type is not known, and which one may be meant', () => {
    expect(issuesOf(flow('start > note', step('note', { type: 'test.notes' })))).toMatchObject([
      { code: 'node_type_unknown', suggestion: { from: 'test.notes', to: 'test.note' } },
    ]);
  });
});
