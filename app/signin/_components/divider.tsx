export function Divider({ text }: { text: string }) {
  return (
    <div className="flex items-center gap-3 text-[13px] text-faint">
      <span className="h-px flex-1 bg-line" />
      {text}
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}
