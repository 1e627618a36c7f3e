'use client';
import X from 'lucide-react/icons/x';
import dynamic from 'next/dynamic';
import type { ReactNode } from 'react';
import { useShortcut } from '../../_shell/use-shortcut';
import { useWide } from '../../_shell/use-wide';
import { IconButton } from '../../_ui/icon-button';
import { texts } from '../../_ui/texts';
import { useSplit } from './use-split';

interface Props {
  open: boolean;
  onClose(): void;
  workflowId: string | null;
  /** Changes when the workflow may have changed. */
  stamp: string;
  children: ReactNode;
}

/** Diagram, runs and versions are loaded when they are first shown. */
const WorkflowPanel = dynamic(() =>
  import('../../workflows/_components/workflow-panel').then(module => module.WorkflowPanel),
);

/** The conversation, and beside it the workflow it is about: resizable and remembered, a full page on a phone. */
export function SidePanel({ open, onClose, workflowId, stamp, children }: Props) {
  const wide = useWide();
  const { share, least, most, moves } = useSplit();
  useShortcut('Escape', () => open && onClose());
  const close = (
    <IconButton label={texts.close} keys="Esc" onClick={onClose}>
      <X size={16} />
    </IconButton>
  );
  const panel = workflowId && <WorkflowPanel workflowId={workflowId} stamp={stamp} end={close} />;

  return (
    <>
      <div className="flex min-h-0 min-w-0 flex-1">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col md:min-w-[22rem]">{children}</div>
        {open && wide && (
          <>
            {/* biome-ignore lint/a11y/useSemanticElements: a line between paragraphs cannot be moved */}
            <div
              role="separator"
              tabIndex={0}
              aria-orientation="vertical"
              aria-valuenow={share}
              aria-valuemin={least}
              aria-valuemax={most}
              {...moves}
              aria-label={texts.chat.splitter}
              className="relative w-px shrink-0 cursor-col-resize touch-none bg-line transition-colors duration-100 after:absolute after:inset-y-0 after:-inset-x-1.5 hover:bg-accent active:bg-accent"
            />
            <div className="flex min-h-0 min-w-[20rem] flex-col" style={{ width: `${share}%` }}>
              {panel}
            </div>
          </>
        )}
      </div>
      {open && !wide && <div className="fixed inset-0 z-20 flex flex-col bg-surface">{panel}</div>}
    </>
  );
}
