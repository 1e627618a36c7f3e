import type { ReactNode } from 'react';
import { cx } from './cx';

const tones = {
  waiting: 'border-state-waiting bg-state-waiting-soft',
  failed: 'border-state-failed bg-state-failed-soft',
  done: 'border-state-done bg-state-done-soft',
  plain: 'border-line-strong bg-sunken',
} as const;

/** One sentence set apart: advice, a failure, a limit. */
export function Notice({ tone = 'plain', children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return <div className={cx('break-words rounded-r-md border-l-2 px-3 py-2', tones[tone])}>{children}</div>;
}
