import { expect, it } from 'vitest';
import { runningRecord } from '@/engine/run/plain-records';
import { toExecution } from '@/engine/run/run-in-memory';
import { flow } from '@/tests/support/flow';
import { toRunReport } from './run-report';

it('tells the first rounds of a loop and those that failed, not all thousand', () => {
  const workflow = flow('start > each');
  const node = workflow.nodes[1]!;
  const record = (nodeKey: string, status: 'succeeded' | 'failed') => ({
    ...runningRecord(node, { startedAt: '2026-01-01T00:00:00.000Z' }),
    ...{ nodeKey, status },
  });
  const rounds = Array.from({ length: 1_000 }, (_, round) =>
    record(`each[${round}]/send`, round === 700 ? 'failed' : 'succeeded'),
  );
  const start = { triggerNodeId: workflow.nodes[0]!.id, triggerItems: [], mode: 'live' as const };
  const execution = toExecution({ workflow, ...start } as never);
  const { nodes } = toRunReport({ execution, records: [...rounds, record('each', 'failed')] });
  expect(nodes.map(({ key }) => key)).toEqual([
    'each[0]/send',
    'each[1]/send',
    'each[2]/send',
    'each[700]/send',
    'each',
  ]);
});
