import type { Command } from './command';
import { launch } from './start';

export const command: Command = {
  summary: 'the same, with the screens reloading as their files change',
  run: () => launch('dev'),
};
