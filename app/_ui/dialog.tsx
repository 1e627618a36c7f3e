'use client';
import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { cx } from './cx';

const popup =
  'fixed left-1/2 z-50 flex -translate-x-1/2 flex-col gap-3 overflow-auto rounded-lg border border-line bg-raised p-4 shadow-float outline-none';
const sizes = {
  usual: 'top-[6vh] max-h-[90vh] w-[min(28rem,calc(100vw-2rem))]',
  wide: 'top-[8vh] max-h-[84vh] w-[min(42rem,calc(100vw-2rem))]',
};

interface Props {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: string;
  description?: string;
  /** Wide where it holds a list. */
  size?: 'usual' | 'wide';
  children: ReactNode;
}

export function Dialog({ open, onOpenChange, title, description, size = 'usual', children }: Props) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/30" />
        <Base.Popup className={cx(popup, sizes[size])}>
          <Base.Title className="font-medium text-base">{title}</Base.Title>
          {description && <Base.Description className="text-muted">{description}</Base.Description>}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
