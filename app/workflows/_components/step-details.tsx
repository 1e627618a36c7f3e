'use client';
import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import type { Change } from '@/engine/workflow/change';
import type { Workflow } from '@/engine/workflow/schema';
import { texts } from '../../_ui/texts';
import { notify } from '../../_ui/toast';
import { changeStep } from '../_panel/_actions/change-step';
import { readSaved } from '../_panel/_actions/read-saved';
import type { WorkflowView } from './workflow-view';

/** Its editor is larger than the page around it: loaded when a step is opened. */
const StepPanel = dynamic(() => import('../_panel/step-panel').then(({ StepPanel: panel }) => panel), { ssr: false });

interface Props {
  view: WorkflowView;
  stepKey: string;
  onClose(): void;
  onChanged(): void;
}

/** One step of the workflow that is shown, to look at and to change. */
export function StepDetails({ view, stepKey, onClose, onChanged }: Props) {
  const { saved, change } = useSaved(view, onChanged);
  // Its key may change while it is open; its id does not.
  const nodeId = useRef<string | null>(null);
  nodeId.current ??= saved?.workflow.nodes.find(({ key }) => key === stepKey)?.id ?? null;
  const node = saved?.workflow.nodes.find(({ id }) => id === nodeId.current);
  if (!saved || !node) return null;
  return (
    <StepPanel
      workflowId={view.id}
      {...{ node, workflow: saved.workflow, onClose }}
      onChange={change}
      onRan={onChanged}
    />
  );
}

interface Saved {
  version: number;
  workflow: Workflow;
}

/** The workflow as it was last answered or read, whichever is newer; edits are sent one after another. */
function useSaved(view: WorkflowView, onChanged: () => void) {
  const [saved, setSaved] = useState<Saved | null>(null);
  const latest = useRef(saved);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const take = (next: Saved) => {
    if (latest.current && next.version < latest.current.version) return;
    latest.current = next;
    setSaved(next);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever the page knows of another version
  useEffect(() => {
    if (latest.current && latest.current.version >= view.version) return;
    readSaved({ workflowId: view.id }).then(
      reply => ('value' in reply ? take(reply.value) : notify(reply.error.message)),
      () => notify(texts.error.offline),
    );
  }, [view.id, view.version]);

  const save = async (changes: Change[]) => {
    const reply = await changeStep({ workflowId: view.id, baseVersion: latest.current!.version, changes }).catch(
      () => null,
    );
    if (reply === null) return void notify(texts.error.offline);
    if ('error' in reply) return void notify(reply.error.message);
    const { version, workflow, conflicts, skipped } = reply.value;
    take({ version, workflow });
    for (const { hint } of skipped) notify(hint);
    if (conflicts.length > 0) notify(texts.step.lost);
    onChanged();
  };
  const change = (changes: Change[]) => {
    queue.current = queue.current.then(() => save(changes));
    return queue.current;
  };
  return { saved, change };
}
