import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parley } from '@/tests/support/parley';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-backup-'));
  chmodSync(folder, 0o711);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// biome-ignore lint/suspicious/noExplicitAny: each command has a form of its own, and the assertions say which.
type Answered = { code: number | null } & Record<string, any>;

async function ask(home: string, ...args: string[]): Promise<Answered> {
  const call = parley([...args, '--json'], { PARLEY_HOME: join(folder, home), PARLEY_LOG_LEVEL: 'silent' });
  const code = await call.ended;
  return { ...JSON.parse(call.output().trim().split('\n').at(-1)!), code };
}

const keyOf = (home: string) => readFileSync(join(folder, home, 'secrets.json'), 'utf8');

describe('a backup', { timeout: 240_000 }, () => {
  it('gives everything back in another home, over nothing that is there unless it is told to', async () => {
    const text = 'When a webhook receives a note, store its "text" in a table called notes and answer "kept\\n{text}"';
    const { workflow } = await ask('one', 'chat', text);
    const file = join(folder, 'all.backup');

    expect(await ask('one', 'backup', file)).toMatchObject({ code: 0, key: true });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await ask('one', 'backup', file)).toMatchObject({ code: 1, error: { code: 'backup.file_exists' } });
    expect(await ask('one', 'restore', file)).toMatchObject({ code: 1, error: { code: 'backup.would_overwrite' } });

    expect(await ask('two', 'restore', file)).toMatchObject({ code: 0, replaced: null });
    expect(keyOf('two')).toBe(keyOf('one'));
    const run = await ask('two', 'run', String(workflow.id), '--input', '{"text": "é\\t\\u2028"}');
    expect(run).toMatchObject({ code: 0, execution: { status: 'succeeded', version: workflow.version } });

    const again = await ask('two', 'restore', file, '--replace');
    expect(again).toMatchObject({ code: 0, replaced: expect.stringContaining('before-restore-') });
    expect(await ask('three', 'restore', String(again.replaced))).toMatchObject({ code: 0 });
  });

  it('that is cut off, or is none, changes nothing', async () => {
    const whole = gunzipSync(readFileSync(join(folder, 'all.backup')));
    const cut = join(folder, 'cut.backup');
    writeFileSync(cut, gzipSync(whole.subarray(0, Math.floor(whole.length / 2))));
    const none = join(folder, 'none.backup');
    writeFileSync(none, 'hello');

    for (const file of [cut, none, join(folder, 'missing.backup')])
      expect(await ask('four', 'restore', file)).toMatchObject({ code: 1, error: { code: 'backup.not_readable' } });

    expect(await ask('four', 'restore', join(folder, 'all.backup'))).toMatchObject({ code: 0 });
  });
});
