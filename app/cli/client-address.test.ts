import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { noteClientAddress } from './client-address';

function addressOf(remoteAddress: string, headers: Record<string, string>, trustProxy = false) {
  const request = { socket: { remoteAddress }, headers: { ...headers } } as unknown as IncomingMessage;
  noteClientAddress(request, trustProxy);
  return request.headers['x-parley-address'];
}

it('believes a proxy on this computer, or one that the operator trusts, and nobody else', () => {
  const forged = { 'x-forwarded-for': '1.1.1.1', 'x-parley-address': '2.2.2.2' };
  expect(addressOf('203.0.113.9', forged)).toBe('203.0.113.9');
  expect(addressOf('203.0.113.9', forged, true)).toBe('1.1.1.1');
  expect(addressOf('127.0.0.1', { 'x-forwarded-for': '6.6.6.6, 198.51.100.2' }), 'the last is what the proxy saw').toBe(
    '198.51.100.2',
  );
  expect(addressOf('::ffff:127.0.0.1', {})).toBe('127.0.0.1');
  expect(addressOf('::1', { 'x-forwarded-for': 'not an address' })).toBe('::1');
});
