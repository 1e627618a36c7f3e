import { expect, it } from 'vitest';
import { backPath } from './own-address';

it.each(['/', '/chat/1?a=b', '/settings/account'])('goes back to %s', path => {
  expect(backPath(path)).toBe(path);
});

it.each(['', 'https://evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example', 'javascript:alert(1)'])(
  'goes to the start page instead of %j',
  path => {
    expect(backPath(path)).toBe('/');
  },
);
