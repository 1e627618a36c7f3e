import type { z } from 'zod';
import { AppError } from '@/engine/errors';
import { log } from './log';
import { requireUser, type User } from './session';
import { settings } from './settings';

export interface Call<Params> extends User {
  request: Request;
  params: Params;
}

/** The rim of every route of a signed-in person: same origin, who is asking, and a sentence instead of an exception. */
export function handle<Params = Record<string, never>>(work: (call: Call<Params>) => Promise<Response>) {
  return async (request: Request, context: { params: Promise<Params> }): Promise<Response> => {
    try {
      requireSameOrigin(request);
      const user = await requireUser(request);
      return await work({ ...user, request, params: await context.params });
    } catch (error) {
      return toFailure(error);
    }
  };
}

/** A failure as a route answers it. */
export function toFailure(error: unknown): Response {
  const known = AppError.from(error);
  if (known.code === 'unexpected') log.error({ error }, 'a route broke');
  return Response.json({ error: known.toJSON() }, { status: known.status });
}

/**
 * Cookies come along whatever page sends a request, and another port of this computer counts as the same site. So what
 * changes something must come from our own pages, or from a program, which says no origin.
 */
export function requireSameOrigin(request: Request): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (origin === null ? site === null || site === 'same-origin' || site === 'none' : isOurs(origin, request)) return;
  throw new AppError('request.cross_origin', {});
}

function isOurs(origin: string, request: Request): boolean {
  if (!URL.canParse(origin)) return false;
  const { publicUrl } = settings();
  return new URL(origin).host === request.headers.get('host') || (!!publicUrl && new URL(publicUrl).origin === origin);
}

const largestBody = 10 * 1024 * 1024;

/** The body as JSON in that form; throws `request.invalid` with the field that does not fit. */
export async function readBody<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  if (Number(request.headers.get('content-length') ?? 0) > largestBody) {
    throw new AppError('request.invalid', { field: 'body', reason: 'it is larger than 10 MB' });
  }
  const body: unknown = await request.json().catch(() => {
    throw new AppError('request.invalid', { field: 'body', reason: 'it is not JSON' });
  });
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new AppError('request.invalid', { field: issue.path.join('.') || 'body', reason: issue.message });
}
