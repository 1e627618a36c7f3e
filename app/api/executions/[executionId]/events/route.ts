import { followExecution } from '@/app/_server/execution-stream';
import { runtime } from '@/app/_server/runtime';
import { handle, requireUser } from '@/app/_server/session';

type Context = { params: Promise<{ executionId: string }> };

/** Server-sent events: what each step does, as it is recorded. Goes on after `Last-Event-ID`. */
export const GET = handle(async (request: Request, { params }: Context) => {
  const { executionId } = await params;
  const { asUser: asPerson } = await requireUser(request);
  const { events } = await runtime().parts();
  const given = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after');
  const after = Math.max(Number.parseInt(given ?? '0', 10) || 0, 0);
  const stream = await followExecution({ executionId, after, asPerson, events, signal: request.signal });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
});
