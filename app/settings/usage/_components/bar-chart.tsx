import { texts } from '../../../_ui/texts';

export interface Bar {
  day: string;
  value: number;
  /** The part of it that failed. */
  failed?: number;
}

interface Props {
  title: string;
  note: string;
  bars: readonly Bar[];
  show(value: number): string;
}

const height = 64;
const step = 10;
const gap = 2;

/** One figure with a bar for each day. The same numbers stand in a list for those who cannot see the bars. */
export function BarChart({ title, note, bars, show }: Props) {
  const [first, last] = [bars[0], bars.at(-1)];
  const most = Math.max(...bars.map(({ value }) => value), 0);
  const total = bars.reduce((sum, { value }) => sum + value, 0);
  const tall = (value: number) => (most === 0 || value === 0 ? 0 : Math.max((value / most) * height, 2));
  return (
    <figure className="flex min-w-0 flex-col gap-2 rounded-lg border border-line bg-raised p-3">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-2">
        <span className="text-[13px] text-muted">{title}</span>
        <span className="font-mono text-base">{show(total)}</span>
        <span className="w-full text-faint text-xs">{note}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${bars.length * step} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={texts.usage.chart(title, show(total))}
        className="h-16 w-full border-line border-b"
      >
        {bars.map(({ day, value, failed = 0 }, index) => (
          <g key={day}>
            <title>{texts.usage.onDay(day, show(value))}</title>
            <rect x={index * step} y={0} width={step} height={height} fill="transparent" />
            <rect
              x={index * step + gap / 2}
              y={height - tall(value)}
              width={step - gap}
              height={tall(value)}
              fill="var(--accent)"
            />
            {failed > 0 && (
              <rect
                x={index * step + gap / 2}
                y={height - (failed / value) * tall(value)}
                width={step - gap}
                height={(failed / value) * tall(value)}
                fill="var(--state-failed)"
              />
            )}
          </g>
        ))}
      </svg>
      <div className="flex justify-between font-mono text-faint text-xs" aria-hidden="true">
        <span>{first && dayOnAxis(first.day)}</span>
        <span>{last && dayOnAxis(last.day)}</span>
      </div>
      <ul className="sr-only">
        {bars
          .filter(({ value }) => value > 0)
          .map(({ day, value }) => (
            <li key={day}>{texts.usage.onDay(day, show(value))}</li>
          ))}
      </ul>
    </figure>
  );
}

/** `2026-11-23` as `23 Nov`. */
const dayOnAxis = (day: string) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
