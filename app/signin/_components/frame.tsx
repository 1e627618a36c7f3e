import type { ReactNode } from 'react';
import { isAnybodySignedIn } from '../../_server/session';
import { texts } from '../../_ui/texts';

interface Props {
  title: string;
  text?: string;
  children?: ReactNode;
}

/** A page about signing in: one narrow column. Who is signed in sees it in the frame of the rest, which has the main part. */
export async function Frame({ title, text, children }: Props) {
  const Part = (await isAnybodySignedIn()) ? 'div' : 'main';
  return (
    <Part className="mx-auto flex min-h-dvh w-full max-w-[26rem] flex-col justify-center gap-4 p-6">
      <span className="font-semibold text-muted tracking-tight">{texts.product}</span>
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      {text && <p className="text-muted">{text}</p>}
      {children}
    </Part>
  );
}

export const linkClass = 'text-[13px] text-muted underline underline-offset-2 hover:text-text';
