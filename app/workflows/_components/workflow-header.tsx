'use client';
import Braces from 'lucide-react/icons/braces';
import MessageSquare from 'lucide-react/icons/message-square';
import Play from 'lucide-react/icons/play';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button, buttonClass } from '../../_ui/button';
import { PageHeader } from '../../_ui/page-header';
import { StateSign } from '../../_ui/state-sign';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { startRun } from '../_actions/start-run';
import { ActiveSwitch } from './active-switch';
import { RunDialog } from './run-dialog';
import { WorkflowMenu } from './workflow-menu';
import type { WorkflowView } from './workflow-view';

const words = texts.workflow;

export function WorkflowHeader({ view }: { view: WorkflowView }) {
  const router = useRouter();
  const [working, act] = useAction();
  const [asking, setAsking] = useState(false);
  const trigger = view.steps.find(step => step.isTrigger);

  const runExample = async () => {
    if (!trigger) return;
    const items = [...(view.examples[trigger.nodeId] ?? [{}])];
    const request = { workflowId: view.id, triggerNodeId: trigger.nodeId, items, confirmed: false };
    const done = await act(() => startRun({ ...request, mode: 'verify' }));
    if (done?.value.executionId) router.push(`/runs/${done.value.executionId}`);
  };

  return (
    <PageHeader
      title={<span title={view.name}>{view.name}</span>}
      aside={<StateSign state={view.isActive ? 'on' : 'draft'} />}
    >
      <ActiveSwitch view={view} />
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
        disabled={!trigger}
        onClick={() => setAsking(true)}
        aria-label={words.runOwn}
        title={words.runOwn}
      >
        <Braces size={14} />
      </Button>
      <Link
        href={view.chatId ? `/chat/${view.chatId}` : `/?workflow=${view.id}`}
        className={buttonClass('plain', 'small')}
      >
        <MessageSquare size={14} />
        {words.conversation}
      </Link>
      <WorkflowMenu workflow={view} />
      {asking && <RunDialog view={view} open onOpenChange={setAsking} />}
    </PageHeader>
  );
}
