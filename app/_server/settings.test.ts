import { describe, expect, it } from 'vitest';
import { parseSettings } from './settings';

const needed = {
  NODE_ENV: 'test' as const,
  PARLEY_HOME: '/tmp/parley',
  PARLEY_DATABASE_SERVICE_URL: 'postgresql:///service',
  PARLEY_DATABASE_APP_URL: 'postgresql:///app',
  PARLEY_ENCRYPTION_KEY: 'key',
  PARLEY_JWT_SECRET: 'secret',
};
const network = (more: Record<string, string>) => parseSettings({ ...needed, ...more }).network;

describe('what steps may call', () => {
  it('is this computer too, where only its owner signs in', () => {
    expect(network({})).toEqual({ allowLoopback: true, allowPrivate: false });
    expect(network({ DATABASE_URL: '' })).toEqual({ allowLoopback: true, allowPrivate: false });
    expect(network({ PARLEY_ALLOW_LOOPBACK: '0' })).toEqual({ allowLoopback: false, allowPrivate: false });
  });

  it('is the public net alone where it is hosted, unless the host says otherwise', () => {
    const hosted = { SUPABASE_URL: 'https://example.com', SUPABASE_ANON_KEY: 'anon' };
    expect(network(hosted)).toEqual({ allowLoopback: false, allowPrivate: false });
    expect(network({ DATABASE_URL: 'postgresql://db' })).toEqual({ allowLoopback: false, allowPrivate: false });
    expect(network({ ...hosted, PARLEY_ALLOW_LOOPBACK: '1', PARLEY_ALLOW_PRIVATE: '1' })).toEqual({
      allowLoopback: true,
      allowPrivate: true,
    });
  });
});
