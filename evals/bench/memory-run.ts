import { foldOutputs } from '@/database/payloads';
import { createHttpClient } from '@/engine/nodes/guarded-http-client';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { runInMemory } from '@/engine/run/run-in-memory';
import { createSandbox } from '@/engine/workflow/sandbox';
import type { Item, Workflow } from '@/engine/workflow/schema';
import { arrow, idOf, step } from '@/tests/support/flow';
import { memoryTables } from '@/tests/support/memory-tables';

/** One run in a process of its own, so that its peak of memory is that of this run: `tsx memory-run.ts items|large`. */
type Step = readonly [string, Record<string, unknown>];
const set = (name: string, value: unknown): Step => ['core.set', { fields: [{ name, value }] }];
const keepLarge: Step = ['core.filter', { conditions: [{ left: '{{ item.price }}', operator: 'greater', right: 2 }] }];
const sum: Step = ['core.aggregate', { operations: [{ operation: 'sum', field: 'total', as: 'sum' }] }];

const kinds: Record<string, () => { steps: readonly Step[]; items: Item[] }> = {
  items: () => ({
    steps: [keepLarge, set('total', '{{ item.price * item.count }}'), sum],
    items: Array.from({ length: 100_000 }, (_, id) => ({ id, price: id % 13, count: id % 7, note: 'x'.repeat(40) })),
  }),
  // 10 MB as one order with many lines: what a large export looks like.
  large: () => ({
    steps: Array.from({ length: 10 }, (_, at) => set(`at${at}`, '{{ item.orders.length }}')),
    items: [
      {
        orders: Array.from({ length: 70_000 }, (_, id) => ({
          id,
          mail: `customer-${id}@example.com`,
          note: 'x'.repeat(90),
        })),
      },
    ],
  }),
};

function chain(steps: readonly Step[]): Workflow {
  const keys = ['start', ...steps.map((_, index) => `s${index}`)];
  return {
    ...{ name: 'bench', description: '', settings: {} },
    nodes: [
      step('start', { type: 'core.manual' }),
      ...steps.map(([type, params], index) => step(`s${index}`, { type, params: params as Record<string, never> })),
    ],
    connections: keys.slice(1).map((key, index) => arrow(keys[index]!, 'next', key)),
  };
}

const { steps, items } = kinds[process.argv[2] ?? '']!();
const services = { http: createHttpClient({ allowLoopback: true }), tables: memoryTables() };
const sandbox = createSandbox();
const run = (triggerItems: readonly Item[]) =>
  runInMemory({
    ...{
      workflow: chain(steps),
      nodeTypes,
      triggerNodeId: idOf('start'),
      triggerItems,
      mode: 'live',
      services,
      sandbox,
    },
  });
await run(items.slice(0, 1).map(item => ({ ...item, orders: [] }))); // compiled and loaded
const began = performance.now();
const { execution, records } = await run(items);
// What the journal writes is part of it: each record becomes JSON once, and each long list once for all of them.
let written = 0;
const kept = new Set<string>();
for (const { outputs } of records) {
  const folded = foldOutputs(outputs, ({ hash, body }) => {
    written += kept.has(hash) ? 0 : body.length;
    kept.add(hash);
  });
  written += JSON.stringify(folded).length;
}
const ms = performance.now() - began;
if (execution.status !== 'succeeded') throw new Error(execution.error?.message);
console.log(JSON.stringify({ ms, written, peakMb: process.resourceUsage().maxRSS / 1024 }));
process.exit(0);
