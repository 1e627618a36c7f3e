'use client';
import X from 'lucide-react/icons/x';
import type { ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { useShortcut } from '../../_shell/use-shortcut';
import { useWide } from '../../_shell/use-wide';
import { IconButton } from '../../_ui/icon-button';
import { texts } from '../../_ui/texts';
import { WorkflowPanel } from '../../workflows/_components/workflow-panel';

interface Props {
  open: boolean;
  onClose(): void;
  workflowId: string | null;
  /** Changes when the workflow may have changed. */
  stamp: string;
  children: ReactNode;
}

const storage = {
  getItem: (key: string) => (typeof window === 'undefined' ? null : window.localStorage.getItem(key)),
  setItem: (key: string, value: string) => window.localStorage.setItem(key, value),
};

/** The conversation, and beside it the workflow it is about: resizable and remembered, a full page on a phone. */
export function SidePanel({ open, onClose, workflowId, stamp, children }: Props) {
  const wide = useWide();
  const panelIds = open && wide ? ['chat', 'workflow'] : ['chat'];
  const layout = useDefaultLayout({ id: 'parley.chat', panelIds, storage });
  useShortcut('Escape', () => open && onClose());
  const close = (
    <IconButton label={texts.close} keys="Esc" onClick={onClose}>
      <X size={16} />
    </IconButton>
  );
  const panel = workflowId && <WorkflowPanel workflowId={workflowId} stamp={stamp} end={close} />;

  return (
    <>
      <Group
        defaultLayout={open ? layout.defaultLayout : undefined}
        onLayoutChanged={layout.onLayoutChanged}
        className="min-h-0 flex-1"
      >
        <Panel id="chat" minSize="22rem" className="flex min-h-0 min-w-0 flex-col">
          {children}
        </Panel>
        {open && wide && (
          <>
            <Separator className="w-px bg-line transition-colors duration-100 hover:bg-accent data-[separator=active]:bg-accent" />
            <Panel id="workflow" defaultSize="45%" minSize="20rem" className="flex min-h-0 min-w-0 flex-col">
              {panel}
            </Panel>
          </>
        )}
      </Group>
      {open && !wide && <div className="fixed inset-0 z-20 flex flex-col bg-surface">{panel}</div>}
    </>
  );
}
