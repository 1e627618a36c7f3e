import { describe, expect, it } from 'vitest';
import type { CredentialValues } from '../nodes/credentials';
import { scrub, secretsOf } from './scrub';

const credential: CredentialValues = {
  ...{ id: 'c', integration: 'http-basic', name: 'Shop', secret: ['password'] },
  fields: { user: 'ann', password: 'two "words" & more', hosts: 'example.com' },
};
const { password } = credential.fields;
const secrets = secretsOf(credential);

describe('a secret', () => {
  it.each([
    ['as it is', password!],
    ['in an address', encodeURIComponent(password!)],
    ['in a form', new URLSearchParams({ q: password! }).toString()],
    ['in JSON within a text', JSON.stringify({ q: password })],
    ['in a header', `Basic ${Buffer.from(`ann:${password}`).toString('base64')}`],
  ])('is taken out %s, at any depth and out of names', (_how, text) => {
    const clean = JSON.stringify(scrub({ list: [{ [text]: text }], note: `it was ${text}.` }, secrets));
    expect(clean).not.toContain('words');
    expect(clean).not.toContain(Buffer.from(`ann:${password}`).toString('base64'));
    expect(clean).toContain('•••');
  });

  it('is all that is taken out, and what holds none stays the same object', () => {
    const item = { user: 'ann', host: 'example.com', list: [1, null, { a: 'word' }] };
    expect(scrub(item, secrets)).toBe(item);
  });
});
