import type { Metadata } from 'next';
import { readRelatedRuns } from '@/database/called-runs';
import { readExecution } from '@/database/executions';
import { readUsageOfExecution } from '@/database/models';
import { isFinished } from '@/engine/run/execution';
import { summarizeRun } from '@/engine/run/summarize-run';
import { loadUser } from '../../_server/load';
import { createRuns } from '../../_server/runs';
import { texts } from '../../_ui/texts';
import { RunPage } from '../_components/run-page';
import { toStepRecord } from '../_components/step-records';

interface Props {
  params: Promise<{ executionId: string }>;
}

export const metadata: Metadata = { title: texts.nav.runs };

export default async function OneRunPage({ params }: Props) {
  const { executionId } = await params;
  const { execution, records, explanation, usage, related } = await loadUser(async user => {
    const recorded = await user.asUser(tx => readExecution(tx, { executionId }));
    const failed = recorded.execution.status === 'failed';
    const runs = createRuns({ claims: user.claims, asPerson: user.asUser, startedBy: 'person' });
    const usage = await user.asUser(tx => readUsageOfExecution(tx, { executionId }));
    const related = await user.asUser(tx => readRelatedRuns(tx, { executionId }));
    return { ...recorded, usage, related, explanation: failed ? await runs.explain(executionId) : null };
  });
  const byKey = Object.fromEntries(records.map(record => [record.nodeKey, record]));
  const { workflow, triggerItems, recorded: _, ...header } = execution;
  return (
    <RunPage
      key={`${executionId} ${header.status}`}
      run={{ ...header, name: workflow.name, triggerItems: triggerItems.slice(0, 100) }}
      records={records}
      steps={Object.fromEntries(
        records.map(record => [record.nodeKey, toStepRecord(record, { records: byKey, execution })]),
      )}
      sentence={isFinished(execution.status) ? summarizeRun(execution, records) : null}
      explanation={explanation}
      usage={usage}
      related={related}
    />
  );
}
