import type { PortableWorkflow } from '@/engine/workflow/portable';
import type { Position } from '@/engine/workflow/schema';

type Arrow = PortableWorkflow['connections'][number];

/** Steps in a stripe before the next one stands beside it: about as wide as it is high at any size. */
const rows = 25;
const across = 520;
const down = 128;

/**
 * A workflow as large ones are: a webhook, then decisions whose two ways meet again, and what happens between them.
 * `placed`: somebody has laid it out; otherwise nobody has opened it yet.
 */
export function largeWorkflow(count: number, { placed }: { placed: boolean }): PortableWorkflow {
  return {
    ...{ parley: 'workflow', format: 1, name: `${count} steps`, description: '', settings: {} },
    nodes: Array.from({ length: count }, (_, index) => ({
      ...stepAt(index),
      key: keyAt(index),
      options: {},
      position: placed ? placeOf(index) : null,
    })),
    connections: Array.from({ length: count }, (_, index) => arrowsInto(index)).flat(),
  };
}

const keyAt = (index: number) => `step_${index}`;
/** Each ten steps: 3 decides, 4 is the one way, 5 the other, 6 is where they meet. */
const role = (index: number) => (index < 2 ? -1 : index % 10);

function stepAt(index: number): Pick<PortableWorkflow['nodes'][number], 'type' | 'label' | 'params'> {
  if (index === 0) return { type: 'core.webhook', label: 'An order arrives', params: {} };
  if (role(index) === 3) {
    const condition = { left: '{{ item.body.amount }}', operator: 'greater', right: String(index) };
    return { type: 'core.if', label: `Over ${index}`, params: { conditions: [condition] } };
  }
  const field = { name: `total_${index % 12}`, value: `{{ item.body.amount * ${index} }}` };
  return { type: 'core.set', label: `Add total ${index}`, params: { fields: [field] } };
}

function arrowsInto(index: number): Arrow[] {
  if (index === 0) return [];
  const from = (back: number, port = 'next'): Arrow => ({ from: keyAt(index - back), port, to: keyAt(index) });
  if (role(index) === 4) return [from(1, 'yes')];
  if (role(index) === 5) return [from(2, 'no')];
  if (role(index) === 6) return [from(1), from(2)];
  return [from(1)];
}

function placeOf(index: number): Position {
  const side = role(index) === 4 ? -1 : role(index) === 5 ? 1 : 0;
  return { x: Math.floor(index / rows) * across + side * 120, y: (index % rows) * down };
}
