import { isAuthError } from '@supabase/supabase-js';
import { headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import { log } from '../../_server/log';
import { requireSameOrigin } from '../../_server/route-rim';
import { texts } from '../../_ui/texts';

/** What a form shows after it was sent: a sentence that it went wrong, or one that says what happens next. */
export interface FormState {
  problem?: string;
  done?: string;
  /** What was typed, but for passwords: after a failure it stands there again. */
  kept?: Readonly<Record<string, string>>;
}

export const problemText = (code: string | null | undefined): string =>
  (code && Object.hasOwn(texts.signin.problems, code) && texts.signin.problems[code]) || texts.signin.problem;

/** The rim of what somebody may do who is not signed in: only from our own pages, and a sentence instead of an exception. */
export async function asGuest(work: () => Promise<FormState>, form = new FormData()): Promise<FormState> {
  const kept = keptOf(form);
  try {
    requireSameOrigin({ method: 'POST', headers: await headers() });
    const state = await work();
    return state.problem ? { kept, ...state } : state;
  } catch (error) {
    unstable_rethrow(error);
    if (isAuthError(error)) return { kept, problem: problemText(error.code) };
    log.error({ error }, 'signing in broke');
    return { kept, problem: texts.signin.problem };
  }
}

const keptOf = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === 'string' && !/password|^\$/.test(name) ? [[name, value]] : [],
    ),
  );

/** A field of a form as text. */
export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};
