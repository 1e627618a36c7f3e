import { runtime } from '@/app/_server/runtime';
import { handle, requireUser } from '@/app/_server/session';
import { followWorkflow } from '@/app/_server/workflow-stream';

type Context = { params: Promise<{ workflowId: string }> };

/** Server-sent events: the number of each version as it is saved. */
export const GET = handle(async (request: Request, { params }: Context) => {
  const { workflowId } = await params;
  const { asUser: asPerson } = await requireUser(request);
  const { events } = await runtime().parts();
  const stream = await followWorkflow({ workflowId, asPerson, events, signal: request.signal });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
});
