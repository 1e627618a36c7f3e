import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import config from '@/vitest.config';

type Project = { test: { include: string[]; exclude?: string[]; isolate?: boolean } };

const sharing = (config.test!.projects as Project[]).filter(({ test }) => test.isolate === false);
const together = sharing.flatMap(({ test }) => globSync(test.include).filter(path => !test.exclude?.includes(path)));
const saysAnew = /Object\.assign\(process\.env|process\.env\.\w+ (?:\?\?)?= |stubEnv|startRunning\(/;

it('finds the tests that share a process', () => {
  expect(together.length).toBeGreaterThan(100);
});

it.each(together.filter(path => !path.endsWith('own-process.test.ts')))(
  '%s, which shares its process, leaves what the environment says alone',
  path => {
    expect(readFileSync(path, 'utf8').match(saysAnew)?.[0]).toBeUndefined();
  },
);
