'use client';
import Copy from 'lucide-react/icons/copy';
import Ellipsis from 'lucide-react/icons/ellipsis';
import LayoutTemplate from 'lucide-react/icons/layout-template';
import Pencil from 'lucide-react/icons/pencil';
import Trash from 'lucide-react/icons/trash-2';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ConfirmDialog } from '../../_ui/confirm-dialog';
import { Menu } from '../../_ui/menu';
import { RenameDialog } from '../../_ui/rename-dialog';
import { texts } from '../../_ui/texts';
import { useAction } from '../../_ui/use-action';
import { SaveTemplateDialog } from '../../templates/_components/save-template-dialog';
import { deleteWorkflow } from '../_actions/delete-workflow';
import { duplicateWorkflow } from '../_actions/duplicate-workflow';
import { renameWorkflow } from '../_actions/rename-workflow';
import type { WorkflowView } from './workflow-view';

interface Props {
  workflow: { id: string; name: string };
  /** What the person may do with it; null: look, because it is public. */
  may: WorkflowView['permission'];
}

/** Rename, duplicate, delete: in the list and on the page alike. Who may not change it is offered a copy. */
export function WorkflowMenu({ workflow, may }: Props) {
  const { id: workflowId, name } = workflow;
  const router = useRouter();
  const [, act] = useAction();
  const [open, setOpen] = useState<'rename' | 'delete' | 'template' | null>(null);
  const close = () => setOpen(null);

  const duplicate = async () => {
    const done = await act(() => duplicateWorkflow({ workflowId }));
    if (done) router.push(`/workflows/${done.value.id}`);
  };
  const remove = async () => {
    if (await act(() => deleteWorkflow({ workflowId }))) router.push('/workflows');
  };

  return (
    <>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={`${texts.workflow.actions}: ${name}`}
            className="flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text"
          >
            <Ellipsis size={16} />
          </button>
        }
        entries={[
          ...(may === 'own' || may === 'edit'
            ? [{ label: texts.nav.rename, icon: <Pencil size={14} />, onSelect: () => setOpen('rename') }]
            : []),
          { label: texts.nav.duplicate, icon: <Copy size={14} />, onSelect: duplicate },
          { label: texts.template.save, icon: <LayoutTemplate size={14} />, onSelect: () => setOpen('template') },
          ...(may === 'own'
            ? [{ label: texts.nav.delete, icon: <Trash size={14} />, danger: true, onSelect: () => setOpen('delete') }]
            : []),
        ]}
      />
      {open === 'template' && <SaveTemplateDialog workflow={{ id: workflowId, name }} onClose={close} />}
      <RenameDialog
        key={name}
        open={open === 'rename'}
        title={texts.workflow.renameTitle}
        name={name}
        onClose={close}
        onSave={next => act(() => renameWorkflow({ workflowId, name: next }))}
      />
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={close}
        title={texts.workflow.deleteTitle(name)}
        description={texts.workflow.deleteText}
        confirm={texts.nav.delete}
        onConfirm={remove}
      />
    </>
  );
}
