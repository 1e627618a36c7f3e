/** A keyboard hint. `mod` is Ctrl, or the command sign where that is the custom (CSS decides by `data-mac`). */
export function Keys({ keys }: { keys: string }) {
  return (
    <kbd className="hidden rounded border border-line-strong px-1 font-mono text-[11px] leading-4 opacity-80 md:inline-block">
      {keys.replace('mod', 'Ctrl')}
    </kbd>
  );
}
