import { z } from 'zod';
import { shortestPassword } from '@/app/signin/shortest-password';

/** A refusal in the words that Supabase's clients know: their error codes, with Supabase's status and sentence. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: string;
  readonly extra: { body?: object; headers?: Record<string, string> };

  constructor(status: number, code: string, message: string, extra: Refusal['extra'] = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.extra = extra;
  }

  toResponse(): Response {
    const { status, code, message, extra } = this;
    return Response.json(
      { code, error_code: code, msg: message, ...extra.body },
      { status, headers: { 'x-supabase-api-version': '2024-01-01', 'cache-control': 'no-store', ...extra.headers } },
    );
  }
}

export const answer = (body: unknown) => Response.json(body, { headers: { 'cache-control': 'no-store' } });

/** The body in a known form; what does not fit is refused in Supabase's words. */
export async function readForm<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  const body: unknown = await request.json().catch(() => undefined);
  if (body === undefined) throw new Refusal(400, 'bad_json', 'Could not parse request body as JSON');
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new Refusal(400, 'validation_failed', path[0] === 'email' ? badEmail : `${path.join('.')}: ${message}`);
}

const badEmail = 'Unable to validate email address: invalid format';

/** Addresses are the same in capitals, so small letters are kept. */
export const EmailAddress = z.string().trim().toLowerCase().max(255).pipe(z.email());

/** Longer than any person types; a hash takes as long for all of them. */
export const Password = z.string().max(1000);

export function requireStrength(password: string): void {
  if ([...password].length >= shortestPassword) return;
  const message = `Password should be at least ${shortestPassword} characters.`;
  throw new Refusal(422, 'weak_password', message, { body: { weak_password: { message, reasons: ['length'] } } });
}
