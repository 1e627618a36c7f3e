import { inlineParts } from './inline-parts';

/** A sentence of ours: `paths` in the monospaced face, *labels* set apart. Nothing else in it is markup. */
export function InlineText({ text }: { text: string }) {
  return inlineParts(text).map(({ kind, text: part }, index) => {
    const key = `${index} ${part}`;
    if (kind === 'code')
      return (
        <code key={key} className="rounded bg-hover px-1 font-mono text-[0.92em]">
          {part}
        </code>
      );
    return kind === 'label' ? <em key={key}>{part}</em> : part;
  });
}
