import { beforeAll, expect, it } from 'vitest';
import { checkToken, formToken } from './form-guard';
import { isProbe, probeHeader, probeToken } from './hook-address';
import { openTalk, sealTalk } from './talk-state';
import { approvalUrl, callUrl, holderOf, isCallKey } from './wait-address';

beforeAll(() => {
  Object.assign(process.env, {
    PARLEY_HOME: '/nowhere',
    PARLEY_DATABASE_SERVICE_URL: 'postgresql://nowhere/x',
    PARLEY_DATABASE_APP_URL: 'postgresql://nowhere/x',
    PARLEY_ENCRYPTION_KEY: 'the key of this test',
    PARLEY_JWT_SECRET: 'secret',
    PARLEY_PUBLIC_URL: 'https://parley.example.test',
  });
});

const id = '018f0000-0000-7000-8000-000000000001';
const shown = Date.UTC(2026, 0, 1);
const sealed =
  'eyJpZCI6IjAxOGYwMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMSIsInNhaWQiOlt7InJvbGUiOiJ2aXNpdG9yIiwidGV4dCI6IkhpIn1dfQ.xrAWBBIPdbAxDJp5ZA12MGZyVCpsM9y05Mwpm6tJQLc';
const approval = '0.VVCjhrL-Ff5YGgEk3vIwxuJNPsoh4sIhYDSzv09zHpI';
const call = 'JUEJVlLwfgzaWSEus9M4uv_qw4gSrnyDKH6lQt5dydA';

/** They stand in mails and on open pages: an update must not end them. */
it('makes what it made before', () => {
  expect(formToken(id, shown)).toBe(`${shown}.EiAdImXXKqHDEi5-Xq7il4dH6k9-zFCBZrnr1B0LvvQ`);
  expect(sealTalk(id, { id, said: [{ role: 'visitor', text: 'Hi' }] })).toBe(sealed);
  expect(approvalUrl(id, 0)).toBe(`https://parley.example.test/approvals/${id}/${approval}`);
  expect(callUrl(id, 'paid')).toBe(`https://parley.example.test/api/calls/${id}/paid/${call}`);
  expect(probeToken(id, 'ask')).toBe('abb7fb430310128e998ef45397a17a690b580a5483f326603a344a28e80f8a78');
});

it('takes its own, and nothing that was changed', () => {
  expect([formToken(id, shown), `${shown}.x`].map(token => checkToken(id, token, shown + 5_000))).toEqual([
    'fresh',
    'odd',
  ]);
  expect([sealed, `${sealed}x`].map(text => openTalk(id, text).said.length)).toEqual([1, 0]);
  expect([approval, `1${approval.slice(1)}`].map(key => holderOf(id, key))).toEqual([0, null]);
  expect(['paid', 'sent'].map(name => isCallKey({ executionId: id, name, key: call }))).toEqual([true, false]);
  const asks = (token: string) => isProbe({ headers: new Headers({ [probeHeader]: token }) }, id);
  expect([probeToken(id, 'ask'), probeToken(id, 'answer')].map(asks)).toEqual([true, false]);
});
