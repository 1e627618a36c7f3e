import type { ComponentProps } from 'react';
import { cx } from './cx';

const look =
  'w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-text placeholder:text-faint disabled:opacity-60';

export function TextField({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cx(look, 'h-8', className)} {...rest} />;
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={cx(look, 'min-h-24 py-2 font-mono text-[13px]', className)} {...rest} />;
}

export function Label({ text, children }: { text: string; children: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="flex flex-col gap-1 text-[13px] text-muted">
      {text}
      {children}
    </label>
  );
}
