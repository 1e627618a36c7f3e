import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parley } from '@/tests/support/parley';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'parley-commands-'));
  chmodSync(home, 0o711);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** A program of somebody else on a port. */
async function listen(handler: Parameters<typeof createServer>[1] = (_request, response) => response.end()) {
  const server = createServer(handler);
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  return { port, close: () => server.close() };
}

describe('parley', { timeout: 120_000 }, () => {
  it('names its commands when it is given none, or one that it does not have', async () => {
    const [none, wrong] = [parley([], {}), parley(['strat'], {})];

    expect(await none.ended).toBe(0);
    expect(await wrong.ended).toBe(1);
    expect(wrong.output()).toMatch(/^There is no command "strat"\. There are\n {2}start /);
  });

  it('does not start on a port that is in use, and says what to do', async () => {
    const { port, close } = await listen();

    const { ended, output } = parley(['start'], { PARLEY_HOME: home, PORT: String(port) });

    expect(await ended).toBe(1);
    expect(output()).toContain(`Port ${port} is in use by another program. Start with PORT=${port + 1} npm start`);
    close();
  });

  it('does not start in a home that it cannot write to, and says what to do', async () => {
    const file = join(home, 'a-file');
    writeFileSync(file, '');

    const { ended, output } = parley(['start'], { PARLEY_HOME: join(file, 'inside') });

    expect(await ended).toBe(1);
    expect(output()).toContain(`Parley cannot write to ${join(file, 'inside')}. Make it writable`);
  });

  it('makes the tables once, and a key that only the owner may read', async () => {
    const first = parley(['migrate', '--json'], { PARLEY_HOME: home });
    expect(await first.ended).toBe(0);
    const key = readFileSync(join(home, 'secrets.json'), 'utf8');

    const second = parley(['migrate', '--json'], { PARLEY_HOME: home });

    expect(await second.ended).toBe(0);
    expect(first.output()).toContain('"schema.sql"');
    expect(second.output()).toContain('{"applied":[]}');
    expect(readFileSync(join(home, 'secrets.json'), 'utf8')).toBe(key);
    expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('says in doctor what is there and what is not', async () => {
    const models = await listen((_request, response) => response.writeHead(401).end('{"error":{"message":"no"}}'));

    const { ended, output } = parley(['doctor', '--json'], {
      PARLEY_HOME: home,
      PORT: '0',
      PARLEY_MODEL_URL: `http://127.0.0.1:${models.port}/v1`,
      PARLEY_MODEL_KEY: 'not-a-key',
    });

    expect(await ended).toBe(1);
    const { ok, checks } = JSON.parse(output()) as {
      ok: boolean;
      checks: { name: string; ok: boolean; detail: string }[];
    };
    expect(ok).toBe(false);
    expect(checks.filter(check => !check.ok)).toEqual([
      { name: 'model', ok: false, detail: expect.stringContaining('did not accept the key') },
    ]);
    models.close();
  });
});
