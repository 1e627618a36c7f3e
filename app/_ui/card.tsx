import type { ReactNode } from 'react';
import { cx } from './cx';
import { type State, StateSign } from './state-sign';
import { texts } from './texts';

interface Props {
  /** What it is, in words. */
  title: ReactNode;
  state?: State;
  /** Replaces the state's usual word. A card that waits, waits for the person; a run may wait for a time. */
  word?: string;
  /** At most three, the main one first. */
  actions?: ReactNode;
  /** Sits before the state, at the right of the title line. */
  aside?: ReactNode;
  children?: ReactNode;
  className?: string;
}

export function Card({ title, state, word, actions, aside, children, className }: Props) {
  return (
    <section className={cx('overflow-hidden rounded-lg border border-line bg-raised', className)}>
      <header className="flex min-h-10 items-center gap-3 px-3 py-1.5">
        <h3 className="min-w-0 flex-1 break-words font-medium">{title}</h3>
        {aside}
        {state && <StateSign state={state} word={word ?? (state === 'waiting' ? texts.waitingForYou : undefined)} />}
      </header>
      {children}
      {actions && (
        <footer className="flex flex-wrap items-center gap-2 border-line border-t px-3 py-2">{actions}</footer>
      )}
    </section>
  );
}
