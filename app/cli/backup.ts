import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeBackup } from '@/database/write-backup';
import { AppError } from '@/engine/errors';
import { readArguments, requireWord } from './arguments';
import type { Command } from './command';
import { prepare } from './prepare';
import { toStderr } from './say';

const usage = 'parley backup FILE [--without-key] [--json]';

export const command: Command = {
  summary: 'writes everything to one file, also while Parley runs',
  async run(args) {
    const { values, words } = readArguments(args, {
      usage,
      options: { json: { type: 'boolean' }, 'without-key': { type: 'boolean' } },
    });
    const file = resolve(requireWord(words, { usage, what: 'FILE' }));
    if (existsSync(file)) throw new AppError('backup.file_exists', { file });
    const { serviceUrl } = await prepare({ log: toStderr });
    const encryptionKey = values['without-key'] ? null : process.env.PARLEY_ENCRYPTION_KEY!;
    const { tables } = await writeBackup({ serviceUrl, file, encryptionKey });
    if (values.json) console.log(JSON.stringify({ file, tables, key: encryptionKey !== null }));
    else console.log(`${file} holds everything of this installation. ${keyNote(encryptionKey !== null)}`);
    return 0;
  },
};

const keyNote = (withKey: boolean) =>
  withKey
    ? 'What opens the stored keys is in it: keep it where only you can read it.'
    : 'What opens the stored keys is not in it: keep secrets.json as well, or they cannot be read again.';
