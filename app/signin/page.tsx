import type { Metadata } from 'next';
import { CopyButton } from '../_ui/copy-button';
import { texts } from '../_ui/texts';

export const metadata: Metadata = { title: texts.signin.page };

interface Props {
  searchParams: Promise<{ used?: string }>;
}

const command = 'npx parley link';

export default async function SignInPage({ searchParams }: Props) {
  const { used } = await searchParams;
  return (
    <main className="mx-auto flex min-h-dvh max-w-[30rem] flex-col justify-center gap-4 p-6">
      <span className="font-semibold text-muted tracking-tight">{texts.product}</span>
      <h1 className="font-semibold text-2xl tracking-tight">{used ? texts.signin.used : texts.signin.title}</h1>
      <p className="text-muted">{used ? texts.signin.usedText : texts.signin.text}</p>
      <div className="flex items-center gap-2 rounded-lg border border-line bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 font-mono text-[13px]">{command}</code>
        <CopyButton text={command} />
      </div>
    </main>
  );
}
