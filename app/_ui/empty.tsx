import type { ReactNode } from 'react';

/** Nothing here yet: says what would be, and shows the way. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-[44rem] flex-col items-start gap-3 px-4 py-12">
      <h2 className="font-medium text-base">{title}</h2>
      <div className="flex flex-col items-start gap-3 text-muted">{children}</div>
    </div>
  );
}
