import { readMetrics } from '@/app/_server/metrics';
import { requireOperator } from '@/app/_server/metrics-guard';
import { toFailure } from '@/app/_server/route-rim';
import { runtime } from '@/app/_server/runtime';
import { settings } from '@/app/_server/settings';

export const dynamic = 'force-dynamic';

/** For Prometheus: on this computer, or with `authorization: Bearer <PARLEY_METRICS_TOKEN>`. */
export async function GET(request: Request): Promise<Response> {
  try {
    const { host, metricsToken } = settings();
    requireOperator(request, { host, token: metricsToken });
    const { text, contentType } = await readMetrics(runtime().db);
    return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
  } catch (error) {
    return toFailure(error, request);
  }
}
