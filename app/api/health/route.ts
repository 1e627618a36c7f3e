import { runtime } from '@/app/_server/runtime';
import { readRunFigures } from '@/database/run-figures';

export const dynamic = 'force-dynamic';

/**
 * `?check=live`: the process answers. Otherwise whether it is of use, too: 503 without its database. Its workers were
 * started before (instrumentation.ts).
 */
export async function GET(request: Request): Promise<Response> {
  if (new URL(request.url).searchParams.get('check') === 'live') return Response.json({ status: 'live' });
  const figures = await readRunFigures(runtime().db).catch(() => null);
  if (!figures) return Response.json({ status: 'unavailable', live: true, database: 'unreachable' }, { status: 503 });
  const queue = { depth: figures.runs.queued, oldest_seconds: Math.round(figures.oldestQueuedSeconds) };
  return Response.json({ status: 'ready', live: true, database: 'ready', queue });
}
