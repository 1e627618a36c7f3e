import { expect, it } from 'vitest';
import { flow } from '@/tests/support/flow';
import type { Workflow } from '../workflow/schema';
import { placeNew } from './place-new';

const at = (workflow: Workflow, places: Record<string, [number, number]>): Workflow => ({
  ...workflow,
  nodes: workflow.nodes.map(node => {
    const place = places[node.key];
    return place ? { ...node, position: { x: place[0], y: place[1] } } : node;
  }),
});
const byKey = ({ nodes }: Workflow, places: Record<string, unknown>) =>
  Object.fromEntries(nodes.filter(({ id }) => places[id]).map(({ id, key }) => [key, places[id]]));

it('puts a new step below what leads to it and moves nothing else', () => {
  const workflow = at(flow('start > one', 'one > added'), { start: [0, 0], one: [0, 128] });

  const { places, moved } = placeNew(workflow);

  expect(byKey(workflow, places)).toEqual({ added: { x: 0, y: 256 } });
  expect(moved).toEqual({});
});

it('puts a branch beside the one that stands there', () => {
  const workflow = at(flow('start > one', 'start > added'), { start: [0, 0], one: [0, 128] });

  expect(byKey(workflow, placeNew(workflow).places)).toEqual({ added: { x: 240, y: 128 } });
});

it('makes room only below, and only as much as is missing', () => {
  const workflow = at(flow('start > added', 'added > two', 'two > three'), {
    start: [0, 0],
    two: [0, 200],
    three: [0, 400],
  });

  const { places, moved } = placeNew(workflow);

  expect(byKey(workflow, places)).toEqual({ added: { x: 0, y: 128 } });
  expect(byKey(workflow, moved)).toEqual({ two: { x: 0, y: 256 }, three: { x: 0, y: 456 } });
});
