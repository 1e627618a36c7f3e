import type { Command } from './command';
import { prepare } from './prepare';
import { toStderr } from './say';

export const command: Command = {
  summary: 'brings the database up to date',
  async run(args) {
    const { applied } = await prepare({ log: toStderr });
    if (args.includes('--json')) console.log(JSON.stringify({ applied }));
    else console.log(applied.length === 0 ? 'The database was up to date.' : `Applied: ${applied.join(', ')}.`);
    return 0;
  },
};
