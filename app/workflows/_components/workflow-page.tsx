'use client';
import { useRouter } from 'next/navigation';
import { useWide } from '../../_shell/use-wide';
import type { CanvasSnapshot } from '../_canvas/core/snapshot';
import { ChatBar } from '../_panel/chat-bar';
import { SelectionProvider } from '../_panel/selection';
import { SharedNote } from '../_share/shared-note';
import { Overview } from './overview';
import { WorkflowHeader } from './workflow-header';
import { WorkflowTabs } from './workflow-tabs';
import type { WorkflowView } from './workflow-view';

interface Props {
  view: WorkflowView;
  /** Which is looked at first. */
  tab: string;
  snapshot?: CanvasSnapshot;
}

/** One workflow on the whole page: how it looks, how it ran, what it was; beside it what is left to do. */
export function WorkflowPage({ view, tab, snapshot }: Props) {
  const router = useRouter();
  const wide = useWide();
  const mayEdit = view.permission === 'own' || view.permission === 'edit';
  const refresh = () => router.refresh();
  return (
    <SelectionProvider>
      <WorkflowHeader view={view} />
      <SharedNote permission={view.permission} />
      <div className="flex min-h-0 flex-1">
        <WorkflowTabs
          {...{ view, snapshot }}
          withOverview={!wide}
          first={tab}
          onTab={next => window.history.replaceState(null, '', `?tab=${next}`)}
          onChanged={refresh}
        />
        {wide && (
          <aside className="w-80 shrink-0 overflow-y-auto border-line border-l">
            <Overview view={view} />
          </aside>
        )}
      </div>
      {mayEdit && <ChatBar workflowId={view.id} chatId={view.chatId} onDone={refresh} />}
    </SelectionProvider>
  );
}
