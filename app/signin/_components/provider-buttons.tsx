'use client';
import { useActionState } from 'react';
import { Button } from '../../_ui/button';
import { Notice } from '../../_ui/notice';
import { texts } from '../../_ui/texts';
import { goToProvider } from '../_actions/go-to-provider';

/** One button for each provider that is set up here. */
export function ProviderButtons({ providers, next }: { providers: readonly string[]; next: string }) {
  const [state, send, working] = useActionState(goToProvider, {});
  if (providers.length === 0) return null;
  return (
    <form action={send} className="flex flex-col gap-2">
      <input type="hidden" name="next" value={next} />
      {providers.map(provider => (
        <Button key={provider} type="submit" name="provider" value={provider} disabled={working} className="h-9">
          {texts.signin.with(texts.signin.providers[provider] ?? provider)}
        </Button>
      ))}
      {state.problem && <Notice tone="failed">{state.problem}</Notice>}
    </form>
  );
}
