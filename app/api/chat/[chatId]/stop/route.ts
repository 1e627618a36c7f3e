import { stopTurn } from '@/app/_server/active-turns';
import { handle, requireUser } from '@/app/_server/session';

/** Ends the answer that is being given; whatever was saved stays. */
export const POST = handle(async (request: Request, { params }: { params: Promise<{ chatId: string }> }) => {
  const { chatId } = await params;
  const { claims } = await requireUser(request);
  return Response.json({ stopped: stopTurn({ userId: claims.sub, chatId }) });
});
