'use client';
import { useState } from 'react';
import type { WorkflowOverview } from '@/database/workflow-overview';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { exportWorkflows } from '../_actions/export-workflows';
import { runBatch } from '../_actions/run-batch';

type Results = Extract<Awaited<ReturnType<typeof runBatch>>, { value: unknown }>['value'];

/** What is chosen, what is done with it, and what came of each. */
export function useBatch(workflows: readonly WorkflowOverview[]) {
  const [working, act] = useAction();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [results, setResults] = useState<readonly (Results[number] & { name: string })[]>([]);
  const ids = workflows.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const nameOf = (id: string) => workflows.find(workflow => workflow.id === id)?.name ?? '';
  return {
    ...{ working, ids, results },
    has: (id: string) => chosen.has(id),
    toggle: (id: string) =>
      setChosen(before => new Set(before.has(id) ? [...before].filter(each => each !== id) : [...before, id])),
    all: (on: boolean) => setChosen(new Set(on ? workflows.map(({ id }) => id) : [])),
    close: () => setResults([]),
    async run(action: Parameters<typeof runBatch>[0]['action'], tag = '') {
      const names = new Map(ids.map(id => [id, nameOf(id)]));
      const done = await act(() => runBatch({ ids, action, tag }));
      if (done) setResults(done.value.map(result => ({ ...result, name: names.get(result.id) ?? '' })));
    },
    async download() {
      const done = await act(() => exportWorkflows({ ids }));
      if (!done) return;
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([done.value], { type: 'application/json' }));
      link.download = texts.home.exportName(ids.length);
      link.click();
      URL.revokeObjectURL(link.href);
    },
  };
}

export type Batch = ReturnType<typeof useBatch>;
