import type { ComponentProps } from 'react';
import { cx } from './cx';
import { Keys } from './keys';

export type ButtonKind = 'main' | 'plain' | 'quiet' | 'danger';

const kinds: Record<ButtonKind, string> = {
  main: 'bg-text text-surface hover:bg-muted border-transparent',
  plain: 'bg-raised text-text border-line-strong hover:bg-hover',
  quiet: 'bg-transparent text-muted border-transparent hover:bg-hover hover:text-text',
  danger: 'bg-raised text-state-failed border-line-strong hover:bg-state-failed-soft',
};

/** The look of a button, for links that act like one. */
export const buttonClass = (kind: ButtonKind = 'plain', size: 'small' | 'usual' = 'usual') =>
  cx(
    'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border font-medium',
    'transition-colors duration-100 disabled:pointer-events-none disabled:opacity-50 select-none',
    size === 'small' ? 'h-7 px-2 text-[13px]' : 'h-8 px-3 text-sm',
    kinds[kind],
  );

interface Props extends ComponentProps<'button'> {
  kind?: ButtonKind;
  size?: 'small' | 'usual';
  /** Keyboard hint shown beside the words. */
  keys?: string;
}

export function Button({ kind, size, keys, className, children, type = 'button', ...rest }: Props) {
  return (
    <button type={type} className={cx(buttonClass(kind, size), className)} {...rest}>
      {children}
      {keys && <Keys keys={keys} />}
    </button>
  );
}
