import { requireSameOrigin, toFailure } from '@/app/_server/handle';
import { answerLocally } from '@/app/_server/session-client';
import { settings } from '@/app/_server/settings';

/** The local part of Supabase's Auth API. With Supabase set, its own is used and this one does not exist. */
async function answer(request: Request): Promise<Response> {
  if (settings().supabase) return new Response(null, { status: 404 });
  try {
    requireSameOrigin(request);
    return await answerLocally(request);
  } catch (error) {
    return toFailure(error);
  }
}

export { answer as GET, answer as POST };
