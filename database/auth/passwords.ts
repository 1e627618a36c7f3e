import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

interface Cost {
  /** KiB. */
  memory: number;
  passes: number;
  parallelism: number;
}

/** The smallest that OWASP's password storage cheat sheet allows for argon2id: 19 MiB, two passes. About 40 ms. */
const cost: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const hashBytes = 32;

const derive = promisify(argon2);

/** In the PHC form that Supabase Auth reads as well, so accounts can be taken along: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await deriveWith({ password, salt, cost, length: hashBytes });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${toBase64(salt)}$${toBase64(hash)}`;
}

/** Without a stored hash it works as long as with one: how long an answer takes must not say who has an account. */
export async function verifyPassword({ password, hash }: { password: string; hash: string | null }): Promise<boolean> {
  const stored = readHash(hash) ?? { cost, salt: Buffer.alloc(16), hash: null };
  const length = stored.hash?.length ?? hashBytes;
  const derived = await deriveWith({ password, salt: stored.salt, cost: stored.cost, length });
  return stored.hash !== null && timingSafeEqual(derived, stored.hash);
}

const form = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function readHash(text: string | null) {
  const found = form.exec(text ?? '');
  if (!found) return null;
  const [, memory, passes, parallelism, salt, hash] = found;
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt!, 'base64'),
    hash: Buffer.from(hash!, 'base64'),
  };
}

interface Derivation {
  password: string;
  salt: Buffer;
  cost: Cost;
  length: number;
}

/** The same letters typed on another keyboard are the same password, hence NFKC. */
const deriveWith = ({ password, salt, cost: { memory, passes, parallelism }, length }: Derivation): Promise<Buffer> =>
  derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: salt,
    memory,
    passes,
    parallelism,
    tagLength: length,
  });

const toBase64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
