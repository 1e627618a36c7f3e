import { expect, it } from 'vitest';
import { parseSignIn } from './sign-in-settings';

const here = { publicUrl: undefined, host: '127.0.0.1', port: 3000 };
const parse = (environment: Record<string, string>, place: Partial<Parameters<typeof parseSignIn>[1]> = {}) =>
  parseSignIn({ NODE_ENV: 'test', ...environment }, { ...here, ...place });

it('lets anybody make an account while only this computer reaches it, and nobody new otherwise', () => {
  expect(parse({})).toMatchObject({ signUp: 'open', isHere: true, siteUrl: 'http://127.0.0.1:3000', mail: null });
  expect(parse({}, { host: '0.0.0.0' })).toMatchObject({ signUp: 'closed', isHere: false });
  const publicUrl = 'https://parley.example';
  expect(parse({}, { publicUrl })).toMatchObject({ signUp: 'closed', isHere: false, siteUrl: publicUrl });
});

it('does what the operator says about it', () => {
  expect(parse({ PARLEY_SIGNUP: 'closed' }).signUp).toBe('closed');
  expect(parse({ PARLEY_SIGNUP: 'open' }, { host: '0.0.0.0' }).signUp).toBe('open');
  expect(parse({ PARLEY_SIGNUP: 'Example.com, example.org' }).signUp).toEqual(['example.com', 'example.org']);
});

it('offers a provider whose two halves are there, and mails by the server that is set', () => {
  const github = { PARLEY_GITHUB_CLIENT_ID: 'id', PARLEY_GITHUB_CLIENT_SECRET: 'secret' };
  expect(parse({ ...github, PARLEY_GOOGLE_CLIENT_ID: 'id' }).providers).toEqual({
    github: { clientId: 'id', clientSecret: 'secret' },
  });
  expect(parse({ PARLEY_SMTP_URL: 'smtp://mail.example:587' }).mail?.from).toBe('Parley <parley@127.0.0.1>');
  expect(() => parse({ PARLEY_SMTP_URL: 'http://mail.example' })).toThrow(
    expect.objectContaining({ code: 'host.setting_invalid' }),
  );
});
