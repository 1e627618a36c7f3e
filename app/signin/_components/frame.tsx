import type { ReactNode } from 'react';
import { texts } from '../../_ui/texts';

interface Props {
  title: string;
  text?: string;
  children?: ReactNode;
}

/** A page for who is not signed in: one narrow column, nothing else. */
export function Frame({ title, text, children }: Props) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[26rem] flex-col justify-center gap-4 p-6">
      <span className="font-semibold text-muted tracking-tight">{texts.product}</span>
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      {text && <p className="text-muted">{text}</p>}
      {children}
    </main>
  );
}

export const linkClass = 'text-[13px] text-muted underline underline-offset-2 hover:text-text';
