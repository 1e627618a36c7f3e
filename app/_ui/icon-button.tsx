'use client';
import type { ComponentProps } from 'react';
import { cx } from './cx';
import { Tooltip } from './tooltip';

interface Props extends ComponentProps<'button'> {
  /** What it does: read aloud, and shown on hover. */
  label: string;
  keys?: string;
}

export function IconButton({ label, keys, className, children, ...rest }: Props) {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        className={cx(
          'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-100',
          'hover:bg-hover hover:text-text disabled:pointer-events-none disabled:opacity-40',
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}
