import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openHome } from '@/database/embedded/home';
import { readBackupHead, restoreBackup } from '@/database/restore-backup';
import { writeBackup } from '@/database/write-backup';
import { AppError } from '@/engine/errors';
import { readArguments, requireWord } from './arguments';
import type { Command } from './command';
import { findInstance } from './instance';
import { homeFolder, prepare } from './prepare';
import { toStderr } from './say';
import { keepKey, readSecrets } from './secrets';

const usage = 'parley restore FILE [--replace] [--json]';

export const command: Command = {
  summary: 'puts everything from such a file back',
  async run(args) {
    const { values, words } = readArguments(args, {
      usage,
      options: { json: { type: 'boolean' }, replace: { type: 'boolean' } },
    });
    const file = resolve(requireWord(words, { usage, what: 'FILE' }));
    const home = homeFolder();
    openHome(home);
    const running = findInstance(home);
    if (running) throw new AppError('backup.running', { url: running.url });
    const { createdAt, encryptionKey } = await readBackupHead(file);
    const replaced = values.replace ? await saveWhatIsThere(home) : null;
    const { serviceUrl } = await prepare({ log: toStderr });
    const { tables } = await restoreBackup({ serviceUrl, file, replace: values.replace === true });
    // Last: whoever is refused above keeps a key that fits what is still there.
    if (encryptionKey !== null) keepKey(home, encryptionKey);
    if (values.json) console.log(JSON.stringify({ file, createdAt, tables, replaced }));
    else
      console.log(
        `Everything is as it was on ${createdAt}.${replaced ? ` What was here before is in ${replaced}.` : ''}`,
      );
    return 0;
  },
};

/** Nothing is replaced that could not be had back. */
async function saveWhatIsThere(home: string): Promise<string | null> {
  if (!existsSync(join(home, 'secrets.json')) && !process.env.DATABASE_URL) return null;
  const { serviceUrl } = await prepare({ log: toStderr });
  const { encryptionKey } = readSecrets(home, process.env);
  const file = join(home, `before-restore-${new Date().toISOString().replace(/[:.]/g, '-')}.backup`);
  await writeBackup({ serviceUrl, file, encryptionKey });
  return file;
}
