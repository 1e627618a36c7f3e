import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parley } from '@/tests/support/parley';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-offline-'));
  chmodSync(folder, 0o711);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A port that nobody listens at, as the registry of somebody without a line. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  await new Promise(done => server.close(done));
  return port;
}

/** An npm that only writes down that it was called, in front of every other. */
function watchedNpm(): { PATH: string; calls(): string } {
  const [bin, log] = [join(folder, 'bin'), join(folder, 'npm-calls')];
  mkdirSync(bin, { recursive: true });
  for (const name of ['npm', 'npx']) {
    writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*" >> "${log}"\nexit 1\n`, { mode: 0o755 });
  }
  return {
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8') : ''),
  };
}

describe('a start without a line', { timeout: 120_000 }, () => {
  it('neither asks for npm nor for the registry once the packages are there', async () => {
    const { PATH, calls } = watchedNpm();
    const nowhere = `http://127.0.0.1:${await closedPort()}`;
    const env = {
      ...{ PATH, PARLEY_HOME: join(folder, 'home'), npm_config_registry: nowhere, npm_execpath: '' },
      ...{ HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere, npm_config_offline: 'false' },
    };
    for (const _start of ['first', 'second']) {
      const { ended, output } = parley(['migrate', '--json'], env);
      expect([await ended, output()]).toEqual([0, expect.not.stringContaining('Installing packages')]);
    }
    expect(calls()).toBe('');
  });

  it('with packages missing says that npm could not bring them, and how it was asked', async () => {
    const { PATH, calls } = watchedNpm();
    const copy = join(folder, 'copy');
    mkdirSync(join(copy, 'app/cli'), { recursive: true });
    for (const file of [
      'app/cli/parley.mjs',
      'app/cli/install.mjs',
      'app/cli/find-node.mjs',
      'package-lock.json',
      'package.json',
    ]) {
      writeFileSync(join(copy, file), readFileSync(file));
    }
    const { ended, output } = parley(['migrate'], { PATH, npm_execpath: '' }, join(copy, 'app/cli/parley.mjs'));
    expect(await ended).toBe(1);
    expect(calls()).toMatch(/^npm ci /);
    expect(output()).toMatch(/packages could not be installed/);
    expect(existsSync(join(copy, '.parley-installing'))).toBe(false);
  });
});
