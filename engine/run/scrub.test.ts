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

describe('a short secret', () => {
  const short = secretsOf({ ...credential, fields: { user: 'ann', password: 'k7!' } });

  it.each([
    ['as a whole', 'k7!', '•••'],
    ['in a header', 'Token k7!', 'Token •••'],
    ['in a query', 'https://example.com/a?key=k7!&b=1', 'https://example.com/a?key=•••&b=1'],
    ['in a path', 'see https://example.com/k7!/list', 'see https://example.com/•••/list'],
    ['before a host', 'https://ann:k7!@example.com', 'https://ann:•••@example.com'],
    ['in JSON within a text', '{"pin":"k7!","n":1}', '{"pin":"•••","n":1}'],
    ['in a form', 'pin=k7%21&n=1', 'pin=•••&n=1'],
    ['together with the name', Buffer.from('ann:k7!').toString('base64'), '•••'],
  ])('is taken out %s', (_how, text, clean) => {
    expect(scrub({ text }, short)).toEqual({ text: clean });
  });

  it.each(['bk7!s', 'it is k7!x', 'room ak7!', 'at 10:k7!'])('stays where it is a part of something: %s', text => {
    const item = { text };
    expect(scrub(item, short)).toBe(item);
  });
});
