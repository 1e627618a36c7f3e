'use client';
import Link from 'next/link';
import { useEffect } from 'react';
import { Button, buttonClass } from './_ui/button';
import { Empty } from './_ui/empty';
import { texts } from './_ui/texts';

interface Props {
  error: Error & { digest?: string };
  reset(): void;
}

export default function ErrorPage({ error, reset }: Props) {
  useEffect(() => console.error(error), [error]);
  return (
    <Empty title={texts.error.title}>
      <p>{texts.error.text}</p>
      {error.digest && <p className="font-mono text-[13px]">{error.digest}</p>}
      <div className="flex gap-2">
        <Button kind="main" onClick={reset}>
          {texts.error.again}
        </Button>
        <Link href="/" className={buttonClass()}>
          {texts.error.home}
        </Link>
      </div>
    </Empty>
  );
}
