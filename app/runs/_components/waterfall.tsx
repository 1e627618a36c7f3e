import { cx } from '../../_ui/cx';
import { StateSign } from '../../_ui/state-sign';
import { texts } from '../../_ui/texts';
import { Duration } from '../../_ui/time';
import { type Bar, toBars } from './bars';

interface Props {
  bars: readonly Bar[];
  /** Which step is looked at, where one can be chosen. */
  chosen?: string | null;
  onChoose?(key: string): void;
}

const tones: Partial<Record<Bar['status'], string>> = {
  failed: 'bg-state-failed',
  running: 'bg-state-working',
  waiting: 'bg-state-waiting',
  result_unknown: 'bg-state-waiting',
  succeeded: 'bg-state-done',
};

/** What ran when: one line a step, in the order they began. */
export function Waterfall({ bars, chosen, onChoose }: Props) {
  const placed = toBars(bars);
  return (
    <ol aria-label={texts.run.timeline} className="flex flex-col">
      {placed.map(bar => {
        const row = <Row bar={bar} />;
        return (
          <li key={bar.key}>
            {onChoose ? (
              <button
                type="button"
                aria-pressed={chosen === bar.key}
                onClick={() => onChoose(bar.key)}
                className="block w-full px-3 text-left outline-offset-[-2px] hover:bg-hover aria-pressed:bg-hover"
              >
                {row}
              </button>
            ) : (
              <div className="px-3">{row}</div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Row({ bar }: { bar: ReturnType<typeof toBars>[number] }) {
  return (
    <div className="grid min-h-8 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 py-1 sm:grid-cols-[minmax(0,11rem)_minmax(3rem,1fr)_4.5rem_6.5rem]">
      <span className="min-w-0 truncate" title={bar.label}>
        {bar.label}
        {bar.items !== null && (
          <span className="ml-1.5 font-mono text-faint text-xs">{texts.many(bar.items, 'item')}</span>
        )}
      </span>
      <span className="relative hidden h-2 rounded-full bg-sunken sm:block">
        <span
          className={cx('absolute h-2 min-w-1 rounded-full', tones[bar.status] ?? 'bg-line-strong')}
          style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
        />
      </span>
      <span className="hidden text-right text-muted sm:block">
        <Duration ms={bar.durationMs} />
      </span>
      <StateSign
        state={bar.status}
        word={bar.simulated && bar.status === 'succeeded' ? texts.run.simulated : undefined}
      />
    </div>
  );
}
