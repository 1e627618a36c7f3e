import { cx } from '../../../_ui/cx';
import { dayOf, daysLeft, isOver } from '../../../_ui/days';
import { texts } from '../../../_ui/texts';

const warnDays = 7;

/** Until when a key is good; in words that stand out from a week before. */
export function KeyEnd({ at }: { at: string }) {
  const [over, left] = [isOver(at), daysLeft(at)];
  const near = left < warnDays;
  return (
    <p
      suppressHydrationWarning
      className={cx('text-[13px]', over ? 'text-state-failed' : near ? 'text-state-waiting' : 'text-muted')}
    >
      {over ? texts.credential.ended(dayOf(at)) : texts.credential.ends(dayOf(at), near ? left : null)}
    </p>
  );
}
