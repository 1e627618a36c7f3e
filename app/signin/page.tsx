import type { Metadata } from 'next';
import { CopyButton } from '../_ui/copy-button';

export const metadata: Metadata = { title: 'Sign in' };

interface Props {
  searchParams: Promise<{ used?: string }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { used } = await searchParams;
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-4 p-6">
      <h1 className="text-xl font-semibold">{used ? 'This link was already used' : 'You are not signed in here'}</h1>
      <p>
        {used ? 'A sign-in link works once, for 15 minutes. ' : ''}
        Run this in the folder of the project and open the address it prints:
      </p>
      <p className="flex items-center justify-between gap-2">
        <code>npx parley link</code>
        <CopyButton text="npx parley link" />
      </p>
    </main>
  );
}
