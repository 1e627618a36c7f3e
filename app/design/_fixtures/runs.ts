const step = (key: string, label: string, durationMs: number, rest: object = {}) => ({
  key,
  label,
  type: 'core.set',
  status: 'succeeded' as const,
  itemsIn: 1,
  itemsOut: 1,
  output: [{ amount: 120, customer: { name: 'Ann Bauer', email: 'ann@example.com' } }],
  error: null,
  simulated: false,
  durationMs,
  ...rest,
});

const answer = (body: string) => ({ status: 200, headers: {}, body });
const run = (id: string, label: string | null, rest: object) => ({
  executionId: `00000000-0000-4000-8000-00000000000${id}`,
  label,
  status: 'succeeded' as const,
  mode: 'verify' as const,
  version: 2,
  durationMs: 42,
  input: [{ body: { amount: 120 } }],
  answer: null,
  error: null,
  ...rest,
});

export const twoRuns = [
  run('1', 'Amount over 100', {
    answer: answer('big'),
    sentence: 'The order was saved in "big orders" and answered with "big".',
    nodes: [
      step('order', 'Order arrives', 1),
      step('check', 'Amount over 100?', 3),
      step('save', 'Save the order', 31, { simulated: true }),
      step('big', 'Answer "big"', 2),
      step('small', 'Answer "small"', 0, { status: 'skipped', output: [], itemsOut: 0 }),
    ],
  }),
  run('2', 'Amount of 100 or less', {
    answer: answer('small'),
    sentence: 'The order was answered with "small".',
    nodes: [step('order', 'Order arrives', 1), step('small', 'Answer "small"', 2)],
  }),
];

const failure = {
  code: 'expression.path_missing',
  message: 'The order has no `customer.email`. It has `customer.mail`. Use that instead?',
  details: {},
  itemIndex: 0,
};

export const failedRun = {
  ...run('3', null, {
    status: 'failed',
    error: { ...failure, nodeKey: 'save' },
    nodes: [
      step('order', 'Order arrives', 1),
      step('check', 'Amount over 100?', 3),
      step('save', 'Save the order', 12, { status: 'failed', error: failure, output: [], itemsOut: 0 }),
    ],
  }),
  sentence: 'The order arrived, but step "Save the order" did not find `customer.email`.',
};
