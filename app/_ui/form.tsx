'use client';
import type { ReactNode } from 'react';

interface Props {
  onSend(): void;
  className?: string;
  children: ReactNode;
}

/**
 * A form whose fields are kept in state. With React's `action` the browser's reset would follow, after which a list to
 * choose from shows its first entry whatever was chosen.
 */
export function Form({ onSend, className = 'flex flex-col gap-3', children }: Props) {
  return (
    <form
      className={className}
      onSubmit={event => {
        event.preventDefault();
        onSend();
      }}
    >
      {children}
    </form>
  );
}
