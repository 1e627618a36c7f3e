import { writeTypes } from '@/database/generate-types';
import type { Command } from './command';

export const command: Command = {
  summary: 'writes the types of the database from its schema',
  async run() {
    console.log(`Written: ${await writeTypes()}`);
    return 0;
  },
};
