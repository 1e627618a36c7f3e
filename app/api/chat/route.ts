import { createUIMessageStreamResponse } from 'ai';
import { z } from 'zod';
import type { ChatMessage } from '@/agent/messages';
import { beginTurn, endTurn } from '@/app/_server/active-turns';
import { keepStream } from '@/app/_server/chat-stream';
import { readBody } from '@/app/_server/read-body';
import { handle, requireUser } from '@/app/_server/session';
import { startTurn } from '@/app/_server/turns';
import { finishStream } from '@/database/chat-streams';

const Body = z.object({
  chatId: z.uuid(),
  /** Its parts are checked where they are merged with what is stored. */
  message: z.looseObject({
    id: z.string().min(1).max(200),
    role: z.enum(['user', 'assistant']),
    parts: z.array(z.looseObject({ type: z.string() })).max(200),
  }),
  workflowId: z.uuid().nullish(),
  timeZone: z.string().max(64).optional(),
  /** Chosen in the picker; left out where the person never chose. */
  model: z.string().min(1).max(200).nullish(),
});

/** One turn. It goes on when the browser goes away; `stop` ends it. */
export const POST = handle(async request => {
  const { chatId, message, workflowId, timeZone, model } = await readBody(request, Body);
  const { claims, asUser: asPerson } = await requireUser(request);
  const place = { userId: claims.sub, chatId };
  const streamId = crypto.randomUUID();
  const signal = beginTurn(place, streamId);
  try {
    const stream = await startTurn({
      ...{ claims, chatId, timeZone, model, streamId, signal },
      message: message as unknown as ChatMessage,
      workflowId: workflowId ?? undefined,
    });
    return createUIMessageStreamResponse({
      stream,
      keepAliveMs: 15_000,
      consumeSseStream: ({ stream: copy }) =>
        void keepStream(copy, { chatId, streamId, asPerson }).finally(() => endTurn(place, streamId)),
    });
  } catch (error) {
    endTurn(place, streamId);
    await asPerson(tx => finishStream(tx, { chatId, streamId }));
    throw error;
  }
});
