'use client';
import { Toast as Base } from '@base-ui/react/toast';
import X from 'lucide-react/icons/x';
import { useEffect, useRef } from 'react';
import { texts } from './texts';

interface Props {
  /** Said since the page was opened, oldest first. */
  sentences: readonly string[];
}

/** Where sentences appear and go away again. */
export function ToastList({ sentences }: Props) {
  return (
    <Base.Provider timeout={6000}>
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-4 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2">
          <Toasts sentences={sentences} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Toasts({ sentences }: Props) {
  const { toasts, add } = Base.useToastManager();
  const shown = useRef(0);
  useEffect(() => {
    for (const sentence of sentences.slice(shown.current)) add({ description: sentence });
    shown.current = sentences.length;
  }, [sentences, add]);
  return toasts.map(toast => (
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
