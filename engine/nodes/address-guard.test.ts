import { describe, expect, it } from 'vitest';
import { plain, serve } from '@/tests/support/loopback-server';
import { checkUrl } from './address-guard';
import { createHttpClient } from './guarded-http-client';

const strict = { allowPrivate: false, allowLoopback: false };
const local = { allowPrivate: false, allowLoopback: true };
const intranet = { allowPrivate: true, allowLoopback: true };

const blocked = (url: string, policy: typeof strict) => {
  try {
    checkUrl(url, policy);
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: 'node.address_blocked' });
    return true;
  }
};

describe('an address', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://169.254.1.1/',
    'http://100.100.100.200/',
    'http://168.63.129.16/',
    'http://[fd00:ec2::254]/',
    'http://0.0.0.0/',
    'http://0/',
    'http://255.255.255.255/',
    'http://224.0.0.1/',
    'http://240.0.0.1/',
    'http://192.0.2.1/',
    'http://198.18.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://127.0.0.1./',
    'http://１２７.0.0.1/',
    'http://127。0。0。1/',
    'http:\\\\0x7f.1\\',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[::7f00:2]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b:1::1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:1::1]/',
    'http://[fe80::1]/',
    'http://[ff02::1]/',
    'http://[2001:db8::1]/',
    'http://ada:secret@example.com/',
    'http://example.com@127.0.0.1@/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'gopher://example.com/',
    'javascript:alert(1)',
    'example.com/orders',
    '//example.com',
    '',
  ])('%s is never called', url => {
    expect(blocked(url, intranet)).toBe(true);
  });

  it.each(['http://127.0.0.1:80/', 'http://127.9.9.9/', 'http://[::1]/'])('%s is this computer', url => {
    expect(blocked(url, strict)).toBe(true);
    expect(blocked(url, local)).toBe(false);
  });

  it.each(['http://10.0.0.1/', 'http://172.16.0.1/', 'http://192.168.1.1/', 'http://100.64.0.1/', 'http://[fd12::1]/'])(
    '%s is private',
    url => {
      expect(blocked(url, local)).toBe(true);
      expect(blocked(url, intranet)).toBe(false);
    },
  );

  it.each([
    'https://example.com/',
    'http://1.1.1.1/',
    'http://[2606:4700:4700::1111]/',
    'https://exämple.com:8443/a?b',
  ])('%s is an ordinary one', url => expect(blocked(url, strict)).toBe(false));
});

describe('a name', () => {
  const asked = async (
    url: string,
    { to, ...policy }: { to: string[]; allowPrivate?: boolean; allowLoopback?: boolean },
  ) => {
    const resolve = async () => to.map(address => ({ address, family: address.includes(':') ? 6 : 4 }));
    const client = createHttpClient({ ...policy, resolve, timeoutMs: 2_000 });
    const signal = new AbortController().signal;
    return client.request({ method: 'GET', url, signal }).then(
      ({ text }) => text,
      error => error.code as string,
    );
  };

  it('is checked by what it leads to at the moment of connecting', async () => {
    const { port } = await serve(plain('reached'));
    expect(await asked(`http://evil.example:${port}/`, { to: ['127.0.0.1'] })).toBe('node.address_blocked');
    expect(await asked(`http://evil.example:${port}/`, { to: ['::ffff:127.0.0.1'] })).toBe('node.address_blocked');
    expect(await asked(`http://evil.example:${port}/`, { to: ['169.254.169.254'], allowPrivate: true })).toBe(
      'node.address_blocked',
    );
    expect(await asked(`http://evil.example:${port}/`, { to: ['10.0.0.1'] })).toBe('node.address_blocked');
    expect(await asked(`http://localhost.evil.example:${port}/`, { to: ['127.0.0.1'] })).toBe('node.address_blocked');
  });

  it('is spoiled by one address that is not allowed', async () => {
    expect(await asked('http://mixed.example/', { to: ['1.1.1.1', '127.0.0.1'] })).toBe('node.address_blocked');
  });

  it('that leads elsewhere the second time is checked the second time', async () => {
    const { port, requests } = await serve((_request, response) =>
      response.writeHead(200, { connection: 'close' }).end('reached'),
    );
    const answers = ['127.0.0.1', '10.0.0.1', '169.254.169.254'];
    const resolve = async () => [{ address: answers.shift()!, family: 4 }];
    const client = createHttpClient({ resolve });
    const ask = () =>
      client.request({ method: 'GET', url: `http://localhost:${port}/`, signal: new AbortController().signal }).then(
        ({ text }) => text,
        error => error.code as string,
      );

    expect([await ask(), await ask(), await ask()]).toEqual([
      'reached',
      'node.address_blocked',
      'node.address_blocked',
    ]);
    expect(requests).toHaveLength(1);
  });

  it('may be localhost where this computer is allowed', async () => {
    const { port } = await serve(plain('reached'));
    expect(await asked(`http://localhost:${port}/`, { to: ['127.0.0.1'] })).toBe('reached');
    expect(await asked(`http://localhost:${port}/`, { to: ['127.0.0.1'], allowLoopback: false })).toBe(
      'node.address_blocked',
    );
  });
});
