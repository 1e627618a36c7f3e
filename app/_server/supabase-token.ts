import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { toClaims } from '@/database/access-token';
import type { Claims } from '@/database/connection';
import type { SupabaseSettings } from './settings';

type KeySet = ReturnType<typeof createRemoteJWKSet>;

const keySets = new Map<string, KeySet>();

/** The project's published keys, fetched when first needed and when a token names one that is not among them. */
function keysOf(url: string): KeySet {
  const known = keySets.get(url);
  if (known) return known;
  const keys = createRemoteJWKSet(new URL(`${url}/auth/v1/.well-known/jwks.json`));
  keySets.set(url, keys);
  return keys;
}

type Given = Pick<SupabaseSettings, 'url' | 'jwtSecret'>;

/**
 * The claims of an access token of this Supabase project, else null: by the keys that it publishes, or by the shared
 * secret of older projects. Which of the two counts is decided here by the form of the token, never by the token alone:
 * a published key is never used as a secret.
 */
export async function verifySupabaseToken(token: string, given: Given): Promise<Claims | null> {
  const expected = { audience: 'authenticated', issuer: `${given.url}/auth/v1` };
  try {
    const { payload } = needsSecret(token)
      ? await jwtVerify(token, secretOf(given), { ...expected, algorithms: ['HS256'] })
      : await jwtVerify(token, keysOf(given.url), { ...expected, algorithms: ['ES256', 'RS256', 'EdDSA'] });
    return toClaims(payload);
  } catch {
    return null;
  }
}

/** Whether only a secret can tell, which the operator may not have set. */
export function needsSecret(token: string): boolean {
  try {
    return decodeProtectedHeader(token).alg === 'HS256';
  } catch {
    return false;
  }
}

function secretOf({ jwtSecret }: Given): Uint8Array {
  if (!jwtSecret) throw new Error('no secret is set');
  return new TextEncoder().encode(jwtSecret);
}
