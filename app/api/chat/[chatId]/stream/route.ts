import { UI_MESSAGE_STREAM_HEADERS } from 'ai';
import { followStream } from '@/app/_server/chat-stream';
import { handle, requireUser } from '@/app/_server/session';
import { readChat } from '@/database/chats';

/** Follows the answer that is being given, from its start; 204 when there is none. */
export const GET = handle(async (request: Request, { params }: { params: Promise<{ chatId: string }> }) => {
  const { chatId } = await params;
  const { asUser: asPerson } = await requireUser(request);
  const { activeStreamId } = await asPerson(tx => readChat(tx, { chatId }));
  if (activeStreamId === null) return new Response(null, { status: 204 });
  const stream = followStream({ streamId: activeStreamId, asPerson, signal: request.signal });
  return new Response(stream.pipeThrough(new TextEncoderStream()), { headers: UI_MESSAGE_STREAM_HEADERS });
});
