import type { IncomingMessage } from 'node:http';

/** The header that says who is asking. Only this server sets it: what came with the request is overwritten. */
export const addressHeader = 'x-parley-address';

/**
 * The address that counts for limits. A proxy on this computer, or any with PARLEY_TRUST_PROXY=1, says last in
 * X-Forwarded-For whom it serves; anybody else could write what they like there.
 */
export function noteClientAddress(request: IncomingMessage, trustProxy = process.env.PARLEY_TRUST_PROXY === '1'): void {
  const peer = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  const isHere = peer === '::1' || peer.startsWith('127.');
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
  const client = isHere || trustProxy ? forwarded.at(-1)?.trim() : '';
  request.headers[addressHeader] = client && /^[\da-f.:]{2,45}$/i.test(client) ? client : peer;
}
