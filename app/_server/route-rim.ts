import { AppError } from '@/engine/errors';
import { log } from './log';
import { settings } from './settings';

/** A failure as a route answers it. Somebody who opened the route as a page is led to the sign-in page instead. */
export function toFailure(error: unknown, request: Request): Response {
  const known = hasMalformedId(error) ? new AppError('request.invalid', { field: 'id' }) : AppError.from(error);
  if (known.code === 'unexpected') log.error({ error }, 'a route broke');
  const isPage = request.method === 'GET' && request.headers.get('sec-fetch-mode') === 'navigate';
  if (isPage && known.code === 'session.required') {
    return new Response(null, { status: 303, headers: { location: '/signin' } });
  }
  return Response.json({ error: known.toJSON() }, { status: known.status });
}

/** PostgreSQL was given an id out of an address that is no uuid. */
const hasMalformedId = (error: unknown) => error instanceof Error && 'code' in error && error.code === '22P02';

/** What is looked at of a request; a server action has no more. */
interface Asking {
  method: string;
  headers: Pick<Headers, 'get'>;
}

/**
 * Cookies come along whatever page sends a request, and another port of this computer counts as the same site. So what
 * changes something must come from our own pages, or from a program, which says no origin.
 */
export function requireSameOrigin(request: Asking): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (origin === null ? site === null || site === 'same-origin' || site === 'none' : isOurs(origin, request)) return;
  throw new AppError('request.cross_origin', {});
}

function isOurs(origin: string, request: Asking): boolean {
  if (!URL.canParse(origin)) return false;
  const { publicUrl } = settings();
  return new URL(origin).host === request.headers.get('host') || (!!publicUrl && new URL(publicUrl).origin === origin);
}
