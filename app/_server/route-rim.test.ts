import { beforeAll, expect, it } from 'vitest';
import { AppError } from '@/engine/errors';
import { requireSameOrigin, toFailure } from './route-rim';

beforeAll(() => {
  Object.assign(process.env, {
    PARLEY_HOME: '/nowhere',
    PARLEY_DATABASE_SERVICE_URL: 'postgresql://nowhere/x',
    PARLEY_DATABASE_APP_URL: 'postgresql://nowhere/x',
    PARLEY_ENCRYPTION_KEY: 'key',
    PARLEY_JWT_SECRET: 'secret',
    PARLEY_PUBLIC_URL: 'https://parley.example.test',
  });
});

const post = (headers: Record<string, string>) =>
  new Request('http://127.0.0.1:3000/api/chat', { method: 'POST', headers: { host: '127.0.0.1:3000', ...headers } });

it.each([
  ['our own page', { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }],
  ['our public address', { origin: 'https://parley.example.test' }],
  ['a program', {}],
])('lets %s change something', (_, headers) => {
  expect(() => requireSameOrigin(post(headers))).not.toThrow();
});

it.each([
  ['another website', { origin: 'https://evil.example.test', 'sec-fetch-site': 'cross-site' }],
  ['another port of this computer', { origin: 'http://127.0.0.1:4000', 'sec-fetch-site': 'same-site' }],
  ['a page without an origin', { origin: 'null' }],
  ['a browser that hides the origin', { 'sec-fetch-site': 'cross-site' }],
])('refuses %s', (_, headers) => {
  expect(() => requireSameOrigin(post(headers))).toThrow(expect.objectContaining({ code: 'request.cross_origin' }));
});

it('answers with a sentence, and leads whoever opened a page to the sign-in', async () => {
  const failure = new AppError('session.required', {});
  const page = new Request('http://127.0.0.1:3000/api/tables/1/csv', { headers: { 'sec-fetch-mode': 'navigate' } });

  const answer = toFailure(failure, post({}));

  expect([answer.status, await answer.json()]).toEqual([401, { error: failure.toJSON() }]);
  expect(toFailure(failure, page).headers.get('location')).toBe('/signin');
});

it('tells nothing of what nobody foresaw', async () => {
  const answer = toFailure(new Error('password of the database'), post({}));

  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('password');
});
