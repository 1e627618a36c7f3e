'use client';
import { AlertDialog } from '@base-ui/react/alert-dialog';
import { Button } from './button';
import { texts } from './texts';

interface Props {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  /** What will be gone, and whether it can come back. */
  description: string;
  confirm: string;
  onConfirm(): void;
}

export function ConfirmDialog({ open, onOpenChange, title, description, confirm, onConfirm }: Props) {
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <AlertDialog.Popup className="fixed top-[24vh] left-1/2 z-50 flex w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2 flex-col gap-3 rounded-lg border border-line bg-raised p-4 shadow-float outline-none">
          <AlertDialog.Title className="font-medium text-base">{title}</AlertDialog.Title>
          <AlertDialog.Description className="text-muted">{description}</AlertDialog.Description>
          <div className="flex justify-end gap-2 pt-1">
            <AlertDialog.Close render={<Button keys="Esc">{texts.cancel}</Button>} />
            <AlertDialog.Close
              render={
                <Button kind="danger" onClick={onConfirm}>
                  {confirm}
                </Button>
              }
            />
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
