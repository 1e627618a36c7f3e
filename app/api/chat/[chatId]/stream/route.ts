import { UI_MESSAGE_STREAM_HEADERS } from 'ai';
import { z } from 'zod';
import { followStream } from '@/app/_server/chat-stream';
import { handle, requireUser } from '@/app/_server/session';
import { hasStream } from '@/database/chat-streams';

const StreamId = z.uuid();

/**
 * Follows one answer from its start, `?id=`, also one that has ended in the meantime; 204 when there is none of that name.
 */
export const GET = handle(async (request: Request, { params }: { params: Promise<{ chatId: string }> }) => {
  const { chatId } = await params;
  const { asUser: asPerson } = await requireUser(request);
  const { data: streamId } = StreamId.safeParse(new URL(request.url).searchParams.get('id'));
  const known = streamId !== undefined && (await asPerson(tx => hasStream(tx, { chatId, streamId })));
  if (!known) return new Response(null, { status: 204 });
  const stream = followStream({ chatId, streamId, asPerson, signal: request.signal });
  return new Response(stream.pipeThrough(new TextEncoderStream()), { headers: UI_MESSAGE_STREAM_HEADERS });
});
