import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Workflow } from '../workflow/schema';
import { graphOf } from './graph';
import type { NodeExecution } from './node-execution';
import { skippedRecord } from './plain-records';
import { completeNode, foldRecords, type Next, type Ready } from './progress';
import { flow, having, smallNode } from './testing/flow';

const time = new Date('2026-01-01T00:00:00Z');

/** Any acyclic graph: arrows only from earlier to later nodes, some of them leaving a port that gives nothing. */
const anyFlow = fc
  .integer({ min: 2, max: 9 })
  .chain(count =>
    fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1), fc.boolean()), { minLength: 1, maxLength: 24 }),
  )
  .map(pairs => {
    const name = (index: number) => (index === 0 ? 'start' : `n${index}`);
    const arrows = pairs
      .filter(([from, to]) => from < to)
      .map(([from, to, empty]) => `${name(from)} ${empty ? 'never' : ''}> ${name(to)}`);
    return flow('start > n1', ...new Set(arrows));
  })
  .chain(workflow => fc.array(fc.nat(2), { minLength: 1, maxLength: 9 }).map(kinds => typed(workflow, kinds)));

/** Half of the steps have one way out, some of them give nothing there, and some count what is not there. */
const nodeTypes = {
  'test.start': smallNode({ kind: 'trigger', params: z.object({}), execute: () => ({}) }),
  'test.pass': smallNode({ params: z.object({}), ports: ['next', 'never'], execute: () => ({}) }),
  'test.drop': smallNode({ params: z.object({}), execute: () => ({}) }),
  'test.count': smallNode({ params: z.object({}), runsOnNothing: true, execute: () => ({}) }),
};
const types = ['test.pass', 'test.drop', 'test.count'];
const typed = (workflow: Workflow, kinds: readonly number[]): Workflow => ({
  ...workflow,
  nodes: workflow.nodes.map((node, index) =>
    node.key === 'start' ? node : { ...node, type: types[kinds[index % kinds.length]! % types.length]! },
  ),
});

const triggerOf = (workflow: Workflow) => workflow.nodes.find(({ key }) => key === 'start')!.id;

/** What a node gives depends on what it got, so that an order that matters would show. */
function execute({ node, items, sources }: Ready, seq: number): NodeExecution {
  const some = [{ from: node.key, got: items.map(item => JSON.stringify(item)).join('+') }];
  const given = node.type === 'test.drop' ? [] : some;
  const outputs = { next: given, never: [] };
  return {
    ...skippedRecord(node, time),
    status: 'succeeded',
    outputs,
    origins: { next: given.map(() => 0) },
    sources: [...sources],
    seq,
  };
}

/** Runs from whatever is recorded; `choose` decides who finishes next. */
function run(workflow: Workflow, records: readonly NodeExecution[], choose: (count: number) => number) {
  const graph = graphOf(workflow, triggerOf(workflow));
  const { progress, next } = foldRecords(graph, { records, nodeTypes });
  const all = [...records];
  const open: Ready[] = [];
  const take = ({ ready, skipped }: Next) => {
    for (const node of skipped) {
      all.push({ ...skippedRecord(node, time), seq: all.length + 1 });
      progress.records.set(node.key, all.at(-1)!);
    }
    open.push(...ready);
  };
  take(next);
  while (open.length > 0) {
    const [chosen] = open.splice(choose(open.length) % open.length, 1);
    const record = execute(chosen!, all.length + 1);
    all.push(record);
    take(completeNode(progress, record));
  }
  return { graph, records: all };
}

const outcome = (records: readonly NodeExecution[]) =>
  Object.fromEntries(records.map(({ nodeKey, status, outputs }) => [nodeKey, { status, outputs }]));

const first = () => 0;

describe('any graph', () => {
  it('comes to the same result in whatever order its nodes finish, each of them once', () => {
    fc.assert(
      fc.property(anyFlow, fc.infiniteStream(fc.nat(100)), (workflow, numbers) => {
        const any = run(workflow, [], () => numbers.next().value);

        expect(outcome(any.records)).toEqual(outcome(run(workflow, [], first).records));
        const keys = any.records.map(({ nodeKey }) => nodeKey);
        expect(keys.toSorted()).toEqual(any.graph.nodes.map(({ key }) => key).toSorted());
      }),
    );
  });

  it('goes on after a crash at any point to where it would have come without one', () => {
    fc.assert(
      fc.property(anyFlow, fc.nat(30), fc.infiniteStream(fc.nat(100)), (workflow, survived, numbers) => {
        const whole = run(workflow, [], () => numbers.next().value).records;
        const kept = whole.slice(0, survived);

        const resumed = run(workflow, kept, () => numbers.next().value).records;

        expect(outcome(resumed)).toEqual(outcome(whole));
        expect(resumed.slice(0, kept.length)).toEqual(kept);
      }),
    );
  });

  it('folds the same whatever the order of the records', () => {
    fc.assert(
      fc.property(anyFlow, fc.nat(30), (workflow, count) => {
        const graph = graphOf(workflow, triggerOf(workflow));
        const kept = run(workflow, [], first).records.slice(0, count);
        const decisions = (records: readonly NodeExecution[]) => {
          const { ready, skipped } = foldRecords(graph, { records, nodeTypes }).next;
          return [ready.map(({ node }) => node.key).toSorted(), skipped.map(({ key }) => key).toSorted()];
        };

        expect(decisions(kept.toReversed())).toEqual(decisions(kept));
      }),
    );
  });
});

it('runs a chain of thousands without piling up calls', () => {
  const keys = Array.from({ length: 5_000 }, (_, index) => (index === 0 ? 'start' : `n${index}`));
  const chain = flow(...keys.slice(1).map((key, index) => `${keys[index]} ${index === 0 ? 'never' : ''}> ${key}`));

  expect(run(having(chain, 'start', {}), [], first).records).toHaveLength(5_000);
});
