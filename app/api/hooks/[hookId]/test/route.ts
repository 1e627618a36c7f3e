import { answerCall } from '@/app/_server/hooks';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ hookId: string }> };

/** The test address of a webhook: runs the draft as it is, without reaching anybody. */
const answer = async (request: Request, { params }: Context) =>
  answerCall(request, { hookId: (await params).hookId, test: true });

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
