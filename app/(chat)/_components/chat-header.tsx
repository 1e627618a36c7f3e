'use client';
import PanelRight from 'lucide-react/icons/panel-right';
import { IconButton } from '../../_ui/icon-button';
import { PageHeader } from '../../_ui/page-header';
import { texts } from '../../_ui/texts';

interface Props {
  title: string;
  hasWorkflow: boolean;
  panelOpen: boolean;
  onPanel(): void;
}

export function ChatHeader({ title, hasWorkflow, panelOpen, onPanel }: Props) {
  return (
    <PageHeader title={<span title={title}>{title}</span>}>
      {hasWorkflow && (
        <IconButton
          label={panelOpen ? texts.chat.hideWorkflow : texts.chat.showWorkflow}
          aria-expanded={panelOpen}
          onClick={onPanel}
        >
          <PanelRight size={16} />
        </IconButton>
      )}
    </PageHeader>
  );
}
