import { answerCall } from '@/app/_server/hooks';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ hookId: string }> };

/** The live address of a webhook: starts the version that is switched on. */
const answer = async (request: Request, { params }: Context) =>
  answerCall(request, { hookId: (await params).hookId, test: false });

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
