import type { ComponentProps } from 'react';
import { cx } from './cx';

/** The browser's own list to choose from: it works with every keyboard and on every phone. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <select
      className={cx(
        'h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2 text-text disabled:opacity-60',
        className,
      )}
      {...rest}
    />
  );
}
