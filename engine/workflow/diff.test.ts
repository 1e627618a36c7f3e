import { expect, it } from 'vitest';
import { flow, step } from '@/tests/support/flow';
import { testTypes } from '@/tests/support/node-types';
import { applyChanges } from './apply-changes';
import type { Change } from './change';
import { describeDiff, diffWorkflows } from './diff';
import { outlineWorkflow } from './outline';

const conditions = (right: number) => [{ left: '{{ trigger.body.amount }}', operator: 'greater', right }];
const before = flow(
  'start > check',
  'check yes> note',
  'note > old',
  step('check', { label: 'Check amount', params: { limit: 100, conditions: conditions(100) } }),
  step('note', {
    params: {
      text: 'Hello',
      fields: [
        { name: 'total', value: 1 },
        { name: 'tax', value: 2 },
      ],
    },
  }),
);
const said = (...changes: Change[]) => {
  const { workflow, skipped } = applyChanges(before, changes, testTypes);
  expect(skipped).toEqual([]);
  return describeDiff(diffWorkflows(before, workflow));
};

it('says in plain sentences what is different', () => {
  expect(
    said(
      { type: 'add-node', node: { type: 'test.answer', label: 'Answer big' } },
      { type: 'update-node', node: 'check', params: { limit: 250, conditions: conditions(250) } },
      {
        type: 'update-node',
        node: 'note',
        params: {
          fields: [
            { name: 'total', value: 3 },
            { name: 'tax', value: 2 },
          ],
        },
        unset: ['text'],
        options: { onError: 'route' },
      },
      { type: 'remove-node', node: 'old' },
      { type: 'rename-node', node: 'start', label: 'Order arrives', key: 'order' },
      { type: 'connect', from: 'check', port: 'no', to: 'note' },
      { type: 'move-nodes', positions: { note: { x: 1, y: 2 } } },
      { type: 'update-workflow', name: 'Orders', settings: { timeZone: 'Europe/Berlin' } },
    ),
  ).toMatchInlineSnapshot(`
    [
      "Renamed the workflow to "Orders"",
      "Workflow: time zone Europe/Berlin",
      "Added step "Answer big"",
      "Removed step "Old"",
      "Renamed step "Start" to "Order arrives", in expressions order",
      ""Check amount": limit 100 → 250",
      ""Check amount": condition body.amount > 100 → body.amount > 250",
      ""Note": text Hello removed",
      ""Note": total 1 → 3",
      ""Note": on failure stop → route",
      "Connected "Check amount" (no) to "Note"",
      "Moved 1 step on the canvas",
    ]
  `);
});

it('is told to a model as compact numbered text', () => {
  expect(outlineWorkflow({ ...before, settings: { timeZone: 'Europe/Berlin' } }, testTypes)).toMatchInlineSnapshot(`
    "Time zone: Europe/Berlin
    1. start (test.trigger) "Start"
       Start
       → check
    2. check (test.check) "Check amount"
       Check
       {"limit":100,"conditions":[{"left":"{{ trigger.body.amount }}","operator":"greater","right":100}]}
       yes → note
    3. note (test.note) "Note"
       Note
       {"text":"Hello","fields":[{"name":"total","value":1},{"name":"tax","value":2}]}
       → old
    4. old (test.note) "Old"
       Note"
  `);
});
