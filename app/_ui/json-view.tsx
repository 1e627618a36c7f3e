import { CopyButton } from './copy-button';

/** Any value as indented JSON, to read and to copy. Very long text is cut, with its length said. */
export function JsonView({ value }: { value: unknown }) {
  const text = JSON.stringify(value, null, 2) ?? 'undefined';
  const shown =
    text.length > 20_000 ? `${text.slice(0, 20_000)}\n… ${text.length.toLocaleString('en')} characters` : text;
  return (
    <div className="relative">
      <pre className="max-h-96 overflow-auto rounded-md bg-sunken p-3 pr-10 font-mono text-[13px] leading-5">
        {shown}
      </pre>
      <div className="absolute top-1 right-1">
        <CopyButton text={text} />
      </div>
    </div>
  );
}
