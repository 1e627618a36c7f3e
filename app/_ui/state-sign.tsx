import Check from 'lucide-react/icons/check';
import Circle from 'lucide-react/icons/circle';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import CirclePause from 'lucide-react/icons/circle-pause';
import CircleHelp from 'lucide-react/icons/circle-question-mark';
import LoaderCircle from 'lucide-react/icons/loader-circle';
import Minus from 'lucide-react/icons/minus';
import X from 'lucide-react/icons/x';
import { cx } from './cx';

/** Every state a card, a run or a step can be in: one sign and one word, never colour alone. */
const states = {
  queued: { word: 'Queued', Icon: Circle, tone: 'text-state-refused' },
  running: { word: 'Running', Icon: LoaderCircle, tone: 'text-state-working' },
  working: { word: 'Working', Icon: LoaderCircle, tone: 'text-state-working' },
  waiting: { word: 'Waiting', Icon: CirclePause, tone: 'text-state-waiting' },
  succeeded: { word: 'Done', Icon: Check, tone: 'text-state-done' },
  done: { word: 'Done', Icon: Check, tone: 'text-state-done' },
  failed: { word: 'Failed', Icon: X, tone: 'text-state-failed' },
  cancelled: { word: 'Stopped', Icon: Minus, tone: 'text-state-refused' },
  refused: { word: 'Refused', Icon: Minus, tone: 'text-state-refused' },
  skipped: { word: 'Skipped', Icon: CircleDashed, tone: 'text-state-refused' },
  result_unknown: { word: 'Outcome unknown', Icon: CircleHelp, tone: 'text-state-waiting' },
  on: { word: 'On', Icon: Check, tone: 'text-state-done' },
  draft: { word: 'Draft', Icon: CircleDashed, tone: 'text-state-refused' },
} as const;

export type State = keyof typeof states;

export function StateSign({ state, word, className }: { state: State; word?: string; className?: string }) {
  const { word: usual, Icon, tone } = states[state];
  const turning = state === 'running' || state === 'working';
  return (
    <span className={cx('inline-flex shrink-0 items-center gap-1 whitespace-nowrap text-[13px]', tone, className)}>
      <Icon size={14} aria-hidden className={turning ? 'animate-spin' : undefined} />
      {word ?? usual}
    </span>
  );
}
