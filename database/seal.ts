import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '@/engine/errors';

/**
 * Envelope encryption: each secret has a key of its own, which is itself encrypted with the installation's. Both are
 * bound to what they belong to, so that a row copied to another owner or service opens for nobody.
 */

interface Bound {
  /** The installation's key, as it stands in the environment. */
  masterKey: string;
  /** Owner, service: whatever must be the same when it is opened. */
  context: readonly string[];
}

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

const wrappingKey = (masterKey: string) =>
  Buffer.from(hkdfSync('sha256', masterKey, 'parley', 'credential keys', keyBytes));
const associated = (context: readonly string[]) => Buffer.from(JSON.stringify(context));

/** Tells which installation's key is needed, without telling anything of it. */
export const keyIdOf = (masterKey: string): string =>
  createHash('sha256').update('key id').update(wrappingKey(masterKey)).digest('hex').slice(0, 16);

export function seal(secret: string, { masterKey, context }: Bound): Buffer {
  const key = randomBytes(keyBytes);
  const wrapped = encrypt(key, wrappingKey(masterKey), associated(context));
  const sealed = encrypt(Buffer.from(secret, 'utf8'), key, associated(context));
  return Buffer.concat([Buffer.of(version), wrapped, sealed]);
}

/** Throws `credential.unreadable` when the key, the owner or a single bit is another. */
export function unseal(sealed: Buffer, { masterKey, context }: Bound): string {
  try {
    if (sealed[0] !== version) throw new Error('an unknown form');
    const wrappedBytes = nonceBytes + keyBytes + tagBytes;
    const wrapped = sealed.subarray(1, 1 + wrappedBytes);
    const key = decrypt(wrapped, wrappingKey(masterKey), associated(context));
    return decrypt(sealed.subarray(1 + wrappedBytes), key, associated(context)).toString('utf8');
  } catch (cause) {
    throw new AppError('credential.unreadable', { name: 'of yours' }, { cause });
  }
}

function encrypt(plain: Buffer, key: Buffer, context: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(context);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(sealed: Buffer, key: Buffer, context: Buffer): Buffer {
  const end = sealed.length - tagBytes;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes)).setAAD(context);
  decipher.setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, end)), decipher.final()]);
}
