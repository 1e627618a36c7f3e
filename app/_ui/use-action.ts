'use client';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { texts } from './texts';
import { notify } from './toast';

/** What a server action answers with: a value, or a sentence for the user. */
export type ActionResult<Value> = { value: Value } | { error: { code: string; message: string } };

/**
 * Runs a server action: `[working, act]`. A failure becomes a sentence at the edge of the screen and null here;
 * afterwards the page shows what is now in the database, unless it keeps up by itself. `say`: a better place for the sentence.
 */
export function useAction({ refresh = true, say = notify }: { refresh?: boolean; say?(sentence: string): void } = {}) {
  const router = useRouter();
  const [working, start] = useTransition();
  const act = <Value>(action: () => Promise<ActionResult<Value>>): Promise<{ value: Value } | null> =>
    new Promise(resolve => {
      start(async () => {
        const result = await action().catch(() => ({ error: { code: 'offline', message: texts.error.offline } }));
        if ('error' in result) say(result.error.message);
        else if (refresh) router.refresh();
        resolve('error' in result ? null : result);
      });
    });
  return [working, act] as const;
}
