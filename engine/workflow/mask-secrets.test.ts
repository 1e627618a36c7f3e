import { describe, expect, it } from 'vitest';
import { isHiddenKey, maskField, maskSecrets } from './mask-secrets';

// Put together here, so that no scanner takes this file for a leak.
const tail = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';
const secrets = [
  `sk-${tail}`,
  `sk-ant-api03-${tail}`,
  `ghp_${tail}`,
  `xoxb-123456789012-${tail}`,
  `AKIA${'ABCDEFGH23456789'}`,
  `AIza${tail.slice(0, 35)}`,
  `sk_live_${tail}`,
  `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${tail}`,
  `-----BEGIN PRIVATE KEY-----\n${tail}\n-----END PRIVATE KEY-----`,
];

describe('a pasted key', () => {
  it.each(secrets)('is hidden: %s', secret => {
    const masked = maskSecrets(`use ${secret} to call it`);
    expect(masked).not.toContain(secret);
    expect(masked).toMatch(isHiddenKey);
    expect(masked).toMatch(/^use .* to call it$/);
    expect(maskSecrets(masked)).toBe(masked);
  });

  it.each([
    [`Authorization: Bearer ${tail}`, 'Authorization: Bearer [hidden key …q7R8]'],
    [`password=hunter2hunter2`, 'password=[hidden key …]'],
    [`api key: "${tail}"`, 'api key: "[hidden key …q7R8]"'],
    ['password=hunter2', 'password=[hidden key …]'],
    ['password=letmein', 'password=[hidden key …]'],
    ['password: Tr0ub4dor', 'password: [hidden key …]'],
    ['{"password": "hunter22"}', '{"password": "[hidden key …]"}'],
    [`DB_PASSWORD=maple`, 'DB_PASSWORD=[hidden key …]'],
    [`AWS_SECRET_ACCESS_KEY=${tail}`, 'AWS_SECRET_ACCESS_KEY=[hidden key …q7R8]'],
    ['postgres://ann:pa55word@db.example.com/shop', 'postgres://ann:[hidden key …]@db.example.com/shop'],
    ['get https://ann:pa55word@example.com/a', 'get https://ann:[hidden key …]@example.com/a'],
  ])('is told by what stands before it: %s', (text, masked) => {
    expect(maskSecrets(text)).toBe(masked);
  });

  it.each([
    'if the token is equal to "maple" answer "ok", otherwise answer 401',
    'when secret = letmein answer yes',
    'if the password is wrong answer 401',
    'password={{ item.password }}',
    'PASSWORD=$PASSWORD',
    'when token = 3f7a1 answer yes',
    'store the password hint in a table',
    'read https://example.com/feed.xml every morning at 8',
    'ask-me-anything-about-this-long-topic-please',
    'the order id is 123456789012345678901234',
  ])('is not seen in %s', text => {
    expect(maskSecrets(text)).toBe(text);
  });
});

describe('a value in a row', () => {
  it.each([
    ['api key', tail],
    ['Password', 'hunter2'],
    ['access-token', tail],
    ['note', `sk-${tail}`],
  ])('is hidden in the column %s', (name, value) => {
    expect(maskField(name, value)).toMatch(isHiddenKey);
    expect(maskField(name, value)).not.toContain(value);
  });

  it.each([
    ['name', 'Ada'],
    ['token', 'blue'],
    ['order', 'A-2211'],
    ['site', 'https://example.com/?a=1'],
    ['password', ''],
  ])('stays as it is in the column %s', (name, value) => {
    expect(maskField(name, value)).toBe(value);
  });
});
