import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { noteOpened } from '@/database/opened-secrets';
import { rereadOwnSecrets, withoutKnownSecrets } from './known-secrets';

beforeAll(() => {
  vi.stubEnv('PARLEY_METRICS_TOKEN', 'operators-own-token');
  vi.stubEnv('DATABASE_URL', 'postgresql://someone:pass%20word@db.example.test/x');
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', 'authorization=Bearer%20of-the-collector,x=plain-value');
});
afterAll(() => vi.unstubAllEnvs());

it('says no secret of the environment, in whichever form', () => {
  const line = 'operators-own-token pass%20word "pass word" of-the-collector plain-value PARLEY';
  expect(withoutKnownSecrets(line)).toBe('••• ••• "•••" ••• ••• PARLEY');
});

it('says no key that is opened between two lines', () => {
  const line = 'asked with "later-key" and later-\\\\\\"one';
  expect(withoutKnownSecrets(line)).toBe(line);
  noteOpened('first', ['later-key']);
  expect(withoutKnownSecrets(line)).toBe('asked with "•••" and later-\\\\\\"one');
  noteOpened('second', ['later-"one']);
  expect(withoutKnownSecrets(line)).toBe('asked with "•••" and •••');
});

it('looks at the environment again when it was said anew', () => {
  expect(withoutKnownSecrets('of-the-home')).toBe('of-the-home');
  vi.stubEnv('PARLEY_JWT_SECRET', 'of-the-home');
  rereadOwnSecrets();
  expect(withoutKnownSecrets('of-the-home')).toBe('•••');
});
