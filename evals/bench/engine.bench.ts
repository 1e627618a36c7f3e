import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createHttpClient } from '@/engine/nodes/guarded-http-client';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { runInMemory } from '@/engine/run/run-in-memory';
import { createSandbox } from '@/engine/workflow/sandbox';
import type { Item, Workflow } from '@/engine/workflow/schema';
import { arrow, idOf, step } from '@/tests/support/flow';
import { memoryTables } from '@/tests/support/memory-tables';
import { type Bench, figure, median } from './figure';

const sandbox = createSandbox();
const services = { http: createHttpClient({ allowLoopback: true }), tables: memoryTables() };

function chain(types: readonly (readonly [string, Record<string, unknown>])[]): Workflow {
  const keys = ['start', ...types.map((_, index) => `s${index}`)];
  return {
    ...{ name: 'bench', description: '', settings: {} },
    nodes: [
      step('start', { type: 'core.manual' }),
      ...types.map(([type, params], index) => step(`s${index}`, { type, params: params as Record<string, never> })),
    ],
    connections: keys.slice(1).map((key, index) => arrow(keys[index]!, 'next', key)),
  };
}

async function runChain(workflow: Workflow, triggerItems: readonly Item[]): Promise<void> {
  const { execution } = await runInMemory({
    ...{ workflow, nodeTypes, triggerNodeId: idOf('start'), triggerItems, mode: 'live' as const, services, sandbox },
  });
  if (execution.status !== 'succeeded') throw new Error(`The bench's own workflow failed: ${execution.error?.message}`);
}

const setTotal = ['core.set', { fields: [{ name: 'total', value: '{{ item.price * item.count }}' }] }] as const;
const setFlag = ['core.set', { fields: [{ name: 'checked', value: true }] }] as const;
const keepLarge = [
  'core.filter',
  { conditions: [{ left: '{{ item.total }}', operator: 'greater', right: 50 }] },
] as const;
const sum = ['core.aggregate', { operations: [{ operation: 'sum', field: 'total', as: 'sum' }] }] as const;

async function items(): Promise<ReturnType<typeof figure>> {
  const orders: Item[] = Array.from({ length: 10_000 }, (_, id) => ({
    id,
    price: id % 13,
    count: id % 7,
    note: 'x'.repeat(40),
  }));
  const plain = await median(() => {
    const totals = orders.map(order => ({ ...order, total: Number(order.price) * Number(order.count) }));
    const kept = totals.filter(({ total }) => total > 50).map(order => ({ ...order, checked: true }));
    const result = [{ sum: kept.reduce((all, { total }) => all + total, 0) }];
    return JSON.stringify([totals, kept, result]).length;
  });
  const workflow = chain([setTotal, keepLarge, setFlag, sum]);
  return figure('engine: 10,000 items, set filter set aggregate', {
    ...{ value: await median(() => runChain(workflow, orders)), unit: 'ms', reference: plain },
  });
}

async function perNode(): Promise<ReturnType<typeof figure>> {
  const of = (count: number) => chain(Array.from({ length: count }, () => setFlag));
  const [short, long] = [of(10), of(1000)];
  const shortMs =
    (await median(async () => {
      for (let run = 0; run < 100; run += 1) await runChain(short, [{ id: 1 }]);
    })) / 1000;
  const longMs = (await median(() => runChain(long, [{ id: 1 }]))) / 1000;
  return figure('engine: cost per node at 1,000 nodes against 10', {
    value: longMs * 1000,
    unit: 'µs',
    reference: shortMs * 1000,
  });
}

interface Taken {
  ms: number;
  peakMb: number;
}

/** In a process of its own, so that its peak of memory is that of this run. */
async function alone(kind: 'items' | 'large'): Promise<Taken> {
  const file = join(import.meta.dirname, 'memory-run.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file, kind]);
  return JSON.parse(stdout) as Taken;
}

/** Against what they may take at the most. */
async function memory(): Promise<ReturnType<typeof figure>[]> {
  const items = await alone('items');
  const large = await alone('large');
  return [
    figure('engine: 100,000 items, filter set aggregate; peak of memory', {
      ...{ value: items.peakMb, unit: 'MB', reference: 1_000 },
    }),
    figure('engine: 10 MB through 10 nodes, written as the journal writes it: each long list once', {
      ...{ value: large.ms, unit: 'ms', reference: 300 },
    }),
    figure('engine: 10 MB through 10 nodes; peak of memory', { value: large.peakMb, unit: 'MB', reference: 400 }),
  ];
}

/** The interpreter alone: the journal is in memory, so that the database's own cost is not in the figures. */
export const bench: Bench = async () => [await items(), await perNode(), ...(await memory())];
