import { handle } from '@/app/_server/session';
import { answerLocally } from '@/app/_server/session-client';
import { settings } from '@/app/_server/settings';

/** The local part of Supabase's Auth API. With Supabase set, its own is used and this one does not exist. */
const answer = handle(async request =>
  settings().supabase ? new Response(null, { status: 404 }) : answerLocally(request),
);

export { answer as GET, answer as POST, answer as PUT };
