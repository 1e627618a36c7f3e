import { AppError } from '@/engine/errors';

interface Sent {
  readonly headers: { get(name: string): string | null };
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** What somebody sends from outside, and no more of it than that; `limit` is how the person reads it. */
export async function readBytes(
  request: Sent | Request,
  { most, limit }: { most: number; limit: string },
): Promise<Buffer> {
  const tooLarge = () => new AppError('hook.too_large', { limit });
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.length;
    if (size > most) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}
