import { backPath } from '@/app/_server/own-address';
import { handle, openSession } from '@/app/_server/session';

/** The end of a sign-in through a provider, and of Supabase's mailed links: the code becomes this browser's session. */
export const GET = handle(async request => {
  const { searchParams } = new URL(request.url);
  const code = searchParams.get('code');
  const client = await openSession();
  const { error } = code ? await client.auth.exchangeCodeForSession(code) : { error: null };
  const problem = error?.code ?? searchParams.get('error_code') ?? searchParams.get('error');
  const failed = problem ?? (code ? null : 'flow_state_not_found');
  return new Response(null, {
    status: 303,
    headers: {
      location: failed ? `/signin?problem=${encodeURIComponent(failed)}` : backPath(searchParams.get('next')),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  });
});
