import { valueText } from './item-text';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Any value as names and values, two levels deep; deeper ones are written as JSON. */
export function Fields({ value, depth = 0 }: { value: unknown; depth?: number }) {
  if (Array.isArray(value) && value.length > 0 && depth < 3) {
    return (
      <ol className="flex min-w-0 flex-col gap-1.5">
        {value.slice(0, 30).map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
          <li key={index} className="min-w-0">
            <Fields value={entry} depth={depth + 1} />
          </li>
        ))}
      </ol>
    );
  }
  if (!isObject(value) || depth >= 3) return <Value value={value} />;
  return (
    <dl className="grid min-w-0 grid-cols-[minmax(4rem,auto)_minmax(0,1fr)] gap-x-3 gap-y-0.5">
      {Object.entries(value)
        .filter(([, field]) => field !== undefined && field !== null && valueText(field) !== '[]')
        .map(([name, field]) => (
          <div key={name} className="contents">
            <dt className="truncate text-faint" title={name}>
              {name}
            </dt>
            <dd className="min-w-0">
              <Fields value={field} depth={depth + 1} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

function Value({ value }: { value: unknown }) {
  const text = valueText(value);
  return (
    <span
      title={text.length > 300 ? text : undefined}
      className="whitespace-pre-wrap break-words font-mono text-[13px]"
    >
      {text.length > 300 ? `${text.slice(0, 300)} …` : text}
    </span>
  );
}
