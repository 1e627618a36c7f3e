import fc from 'fast-check';
import { applyChanges } from '@/engine/workflow/apply-changes';
import type { Change } from '@/engine/workflow/change';
import { emptyWorkflow, type Workflow } from '@/engine/workflow/schema';
import { idOf } from './flow';
import { testTypes } from './node-types';

const ids = Array.from({ length: 8 }, (_, index) => idOf(`any ${index}`));
const key = fc.constantFrom('a', 'b', 'c', 'start', 'note', 'note_2', 'tell_all');
const ref = fc.oneof(
  { weight: 5, arbitrary: key },
  { weight: 4, arbitrary: fc.constantFrom(...ids) },
  fc.string({ minLength: 1, maxLength: 12 }),
);
const port = fc.oneof(
  fc.constant(undefined),
  fc.constantFrom('next', 'yes', 'no', 'big', 'small', 'otherwise', 'error', 'nope'),
);
const type = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...Object.keys(testTypes)) },
  fc.constantFrom('test.nope', 'note'),
);
const text = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom(
    '{{ nodes.a.item.x }}',
    'to {{ nodes.note.item.amount + 1 }}',
    '{{ broken',
    '{{ item.customer.mail }}',
  ),
);
const value = fc.oneof(fc.integer(), fc.boolean(), text, fc.constant(null), fc.array(text, { maxLength: 2 }));
const cases = fc.array(fc.record({ name: fc.constantFrom('big', 'small', 'odd'), when: text }), { maxLength: 3 });
const params = fc.record(
  { text: value, limit: value, left: value, cases: fc.oneof(cases, value) },
  { requiredKeys: [] },
);
const options = fc.record(
  {
    onError: fc.constantFrom('stop' as const, 'continue' as const, 'route' as const),
    disabled: fc.boolean(),
    locked: fc.boolean(),
    timeoutMs: fc.integer({ min: 1, max: 1000 }),
  },
  { requiredKeys: [] },
);
const position = fc.oneof(fc.constant(null), fc.record({ x: fc.integer(), y: fc.integer() }));
const label = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });

const newNode = fc.record(
  {
    type,
    id: fc.constantFrom(...ids),
    key,
    label,
    params,
    options,
    position,
    parentId: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, fc.constantFrom(...ids)),
  },
  { requiredKeys: ['type'] },
);
const arrow = { from: ref, to: ref, port };
const optional = { requiredKeys: ['type', 'node'] as ('type' | 'node')[] };

export const anyChange: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('add-node' as const), node: newNode }) },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        type: fc.constant('update-node' as const),
        node: ref,
        params,
        unset: fc.subarray(['text', 'limit', 'cases']),
        options,
        unsetOptions: fc.subarray(['locked', 'onError']),
      },
      optional,
    ),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('rename-node' as const), node: ref, key, label }, optional) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('remove-node' as const), node: ref, heal: fc.boolean() }, optional),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('replace-node' as const),
      node: ref,
      with: fc.record({ type, label, params }, { requiredKeys: ['type'] }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('move-nodes' as const),
      positions: fc.dictionary(ref, position, { maxKeys: 2 }),
    }),
  },
  { weight: 7, arbitrary: fc.record({ type: fc.constant('connect' as const), ...arrow }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('disconnect' as const), ...arrow }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('insert-between' as const), node: newNode, ...arrow }) },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        type: fc.constant('update-workflow' as const),
        name: label,
        description: text,
        settings: fc.constantFrom({}, { timeZone: 'Europe/Berlin' }, { timeZone: '' }, { timeZone: 'Mars/North' }),
      },
      { requiredKeys: ['type'] },
    ),
  },
) as fc.Arbitrary<Change>;

export const anyChanges = fc.array(anyChange, { maxLength: 30 });

/** Reached by changes, as every workflow is. */
export const anyWorkflow: fc.Arbitrary<Workflow> = fc
  .array(anyChange, { minLength: 5, maxLength: 40 })
  .map(changes => applyChanges(emptyWorkflow('Any'), changes, testTypes).workflow);
