'use client';
import Braces from 'lucide-react/icons/braces';
import MessageSquare from 'lucide-react/icons/message-square';
import Play from 'lucide-react/icons/play';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Item } from '@/engine/workflow/schema';
import { Button, buttonClass } from '../../_ui/button';
import { PageHeader } from '../../_ui/page-header';
import { StateSign } from '../../_ui/state-sign';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { readExamples } from '../_actions/read-examples';
import { startRun } from '../_actions/start-run';
import { ShareButton } from '../_share/share-button';
import { ActiveSwitch } from './active-switch';
import { RunDialog } from './run-dialog';
import { WorkflowMenu } from './workflow-menu';
import type { WorkflowView } from './workflow-view';

const words = texts.workflow;

export function WorkflowHeader({ view }: { view: WorkflowView }) {
  const router = useRouter();
  const [starting, act] = useAction();
  const [reading, read] = useAction({ refresh: false });
  const working = starting || reading;
  const [asking, setAsking] = useState<Readonly<Record<string, readonly Item[]>> | null>(null);
  const [trigger] = view.triggers;
  const { permission } = view;
  const mayEdit = permission === 'own' || permission === 'edit';
  const mayRun = mayEdit || permission === 'run';

  const runExample = async () => {
    if (!trigger) return;
    const examples = await read(() => readExamples({ workflowId: view.id }));
    if (!examples) return;
    const items = [...(examples.value[trigger.nodeId] ?? [{}])];
    const request = { workflowId: view.id, triggerNodeId: trigger.nodeId, items, confirmed: false };
    const done = await act(() => startRun({ ...request, mode: 'verify' }));
    if (done?.value.executionId) router.push(`/runs/${done.value.executionId}`);
  };

  const askForInput = async () => {
    const examples = await read(() => readExamples({ workflowId: view.id }));
    if (examples) setAsking(examples.value);
  };

  return (
    <PageHeader
      title={<span title={view.name}>{view.name}</span>}
      aside={<StateSign state={view.isActive ? 'on' : 'draft'} />}
    >
      {mayEdit && <ActiveSwitch view={view} />}
      {mayRun && (
        <>
          <Button
            kind="main"
            size="small"
            disabled={working || !trigger}
            title={trigger ? undefined : words.noTrigger}
            onClick={runExample}
          >
            <Play size={14} />
            {words.runExample}
          </Button>
          <Button
            size="small"
            disabled={working || !trigger}
            onClick={askForInput}
            aria-label={words.runOwn}
            title={words.runOwn}
          >
            <Braces size={14} />
          </Button>
        </>
      )}
      {permission === 'own' && <ShareButton workflow={view} />}
      {mayEdit && (
        <Link
          href={view.chatId ? `/chat/${view.chatId}` : `/?workflow=${view.id}`}
          className={buttonClass('plain', 'small')}
        >
          <MessageSquare size={14} />
          {words.conversation}
        </Link>
      )}
      <WorkflowMenu workflow={view} may={permission} />
      {asking && <RunDialog view={view} examples={asking} onClose={() => setAsking(null)} />}
    </PageHeader>
  );
}
