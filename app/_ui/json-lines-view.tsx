import { jsonLines } from './json-lines';

interface Props {
  value: unknown;
  onPath(path: readonly (string | number)[]): void;
}

/** A value as JSON in which every field can be chosen. */
export function JsonLinesView({ value, onPath }: Props) {
  return (
    <div className="max-h-96 overflow-auto rounded-md bg-sunken p-3 font-mono text-[13px] leading-5">
      {jsonLines(value).map(({ depth, text, path }) => (
        <div key={`${path?.join('\0')} ${depth} ${text}`} style={{ paddingLeft: `${depth * 1.25}rem` }}>
          {path ? (
            <button
              type="button"
              // The cursor stays where it is: the path is written there.
              onMouseDown={event => event.preventDefault()}
              onClick={() => onPath(path)}
              className="whitespace-pre-wrap break-all rounded-sm text-left hover:bg-hover"
            >
              {text}
            </button>
          ) : (
            <span>{text}</span>
          )}
        </div>
      ))}
    </div>
  );
}
