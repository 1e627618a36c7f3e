import { texts } from './texts';

/** Stands where rows will be. Still, so that nothing flickers when they come at once. */
export function Skeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div role="status" aria-label={texts.error.loading} className="flex flex-col gap-3 p-4 pt-16">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div key={row} className="h-8 rounded-md bg-sunken" style={{ width: `${90 - ((row * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
