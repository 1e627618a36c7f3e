import type { ReactNode } from 'react';

/** The first line of a page: where one is, and what can be done here. */
export function PageHeader({ title, aside, children }: { title: ReactNode; aside?: ReactNode; children?: ReactNode }) {
  return (
    <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-2 pr-4 pl-14 md:pl-4">
      <h1 className="min-w-0 flex-1 truncate font-medium text-base">{title}</h1>
      {aside}
      {children && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </header>
  );
}
