'use client';
import { durationText, exactTime, relativeTime } from './time-text';

/** Relative, with the exact moment on hover. The server's words may be a second older: no warning for that. */
export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={exactTime(at)} suppressHydrationWarning className="whitespace-nowrap">
      {relativeTime(at, new Date())}
    </time>
  );
}

export function Duration({ ms }: { ms: number | null }) {
  return <span className="whitespace-nowrap font-mono text-[13px]">{ms === null ? '–' : durationText(ms)}</span>;
}
