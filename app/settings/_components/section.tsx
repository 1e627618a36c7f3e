import type { ReactNode } from 'react';

interface Props {
  title: string;
  text?: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** One subject of the settings: what it is about, then what can be set. */
export function Section({ title, text, aside, children }: Props) {
  return (
    <section className="flex flex-col gap-3">
      <header className="flex flex-wrap items-end justify-between gap-2">
        <div className="min-w-0">
          <h2 className="font-medium">{title}</h2>
          {text && <p className="max-w-[64ch] text-[13px] text-muted">{text}</p>}
        </div>
        {aside}
      </header>
      {children}
    </section>
  );
}
