import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from '@/database/auth/passwords';

it('knows a password by a salted hash, however it was typed', async () => {
  const [hash, other] = await Promise.all([hashPassword('crème brûlée'), hashPassword('crème brûlée')]);
  expect(hash).not.toBe(other);
  expect(await verifyPassword({ password: 'crème brûlée'.normalize('NFD'), hash })).toBe(true);
  expect(await verifyPassword({ password: 'creme brulee', hash })).toBe(false);
});

it('takes nothing for a hash that is none, and no empty one for right', async () => {
  for (const hash of [null, '', '$2a$10$abcdefghijklmnopqrstuv', '$argon2id$v=19$m=19456,t=2,p=1$$']) {
    expect(await verifyPassword({ password: '', hash })).toBe(false);
  }
});
