'use client';
import dynamic from 'next/dynamic';
import { useEffect, useRef, useState } from 'react';
import type { Change } from '@/engine/workflow/change';
import type { Workflow, WorkflowNode } from '@/engine/workflow/schema';
import { texts } from '../../_ui/texts';
import { notify } from '../../_ui/toast';
import { ConflictCards } from '../_canvas/conflict-cards';
import { type Card, cardsOf, oneOfEach } from '../_canvas/core/edit-state';
import { keepMine } from '../_canvas/core/resolve-card';
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
  const { saved, change, cards, keep } = useSaved(view, onChanged);
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
      conflicts={<ConflictCards cards={cards} workflow={saved.workflow} onKeep={keep} />}
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
  const versions = useRef(new WeakMap<WorkflowNode, number>());
  const [cards, setCards] = useState<readonly Card[]>([]);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const take = (next: Saved) => {
    if (latest.current && next.version < latest.current.version) return;
    latest.current = next;
    for (const node of next.workflow.nodes) versions.current.set(node, next.version);
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

  const save = async (changes: Change[], baseVersion: number) => {
    const reply = await changeStep({ workflowId: view.id, baseVersion, changes }).catch(() => null);
    if (reply === null) return void notify(texts.error.offline);
    if ('error' in reply) return void notify(reply.error.message);
    const { version, workflow, conflicts, skipped } = reply.value;
    take({ version, workflow });
    for (const { hint } of skipped) notify(hint);
    setCards(now => oneOfEach([...cardsOf({ conflicts, skipped: [] }), ...now]));
    onChanged();
  };
  /** Made on the version that was seen when the typing began; what was set since is merged or asked about. */
  const change = (changes: Change[], seen: WorkflowNode | null) => {
    const base = seen && versions.current.get(seen);
    queue.current = queue.current.then(() => save(changes, base ?? latest.current!.version));
    return queue.current;
  };
  const keep = (cardId: string, whose: 'mine' | 'theirs') => {
    const card = cards.find(({ id }) => id === cardId);
    setCards(now => now.filter(({ id }) => id !== cardId));
    if (card && whose === 'mine') void change(keepMine(card, latest.current!.workflow), null);
  };
  return { saved, change, cards, keep };
}
