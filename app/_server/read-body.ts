import type { z } from 'zod';
import { AppError } from '@/engine/errors';

/** The JSON body of a request, parsed once. What does not fit is a sentence that names the field. */
export async function readBody<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await request.json().catch(() => undefined));
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new AppError('request.invalid', { field: path.join('.') || 'body', reason: message });
}
