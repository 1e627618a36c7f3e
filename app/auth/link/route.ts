import { handle, openSession } from '@/app/_server/session';

/** Signs in by a one-time link. A reload of it, by whoever is signed in already, just goes on. */
export const GET = handle(async request => {
  const token = new URL(request.url).searchParams.get('token') ?? '';
  const client = await openSession();
  const { error } = await client.auth.verifyOtp({ token_hash: token, type: 'magiclink' });
  const session = error ? (await client.auth.getSession()).data.session : true;
  return new Response(null, {
    status: 303,
    headers: {
      location: session ? '/' : '/signin?used=1',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  });
});
