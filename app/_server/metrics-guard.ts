import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '@/engine/errors';

const isLoopback = (address: string) =>
  /^(localhost|127(\.\d+){3}|\[?::1\]?|::ffff:127(\.\d+){3})$/i.test(address.trim());
const digest = (text: string) => createHash('sha256').update(text).digest();

interface Guard {
  /** Where this server listens. */
  host: string;
  token: string | undefined;
}

/** Figures are for whoever runs this: with the token where one is set, else on this computer only. */
export function requireOperator({ headers }: Pick<Request, 'headers'>, { host, token }: Guard): void {
  if (token) {
    const given = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';
    if (timingSafeEqual(digest(given), digest(token))) return;
    throw new AppError('metrics.not_allowed', {});
  }
  const asked = (headers.get('host') ?? '').replace(/:\d+$/, '');
  const through = (headers.get('x-forwarded-for') ?? '127.0.0.1').split(',');
  if (![host, asked, ...through].every(isLoopback)) throw new AppError('metrics.not_allowed', {});
}
