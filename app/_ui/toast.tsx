'use client';
import { Toast as Base } from '@base-ui/react/toast';
import X from 'lucide-react/icons/x';
import { texts } from './texts';

export const toasts = Base.createToastManager();

/** Says one sentence at the edge of the screen; for what has no better place. */
export const notify = (sentence: string) => toasts.add({ description: sentence });

export function Toasts() {
  return (
    <Base.Provider toastManager={toasts} timeout={6000}>
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList() {
  return Base.useToastManager().toasts.map(toast => (
    <Base.Root key={toast.id} toast={toast} className="rounded-md border border-line-strong bg-raised shadow-float">
      <Base.Content className="flex items-start gap-2 p-3">
        <Base.Description className="min-w-0 flex-1 break-words" />
        <Base.Close aria-label={texts.close} className="text-muted hover:text-text">
          <X size={16} />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
