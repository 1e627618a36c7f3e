import { runtime } from '@/app/_server/runtime';
import { atEnd } from '../_server/endings';
import type { Command } from './command';
import { prepare } from './prepare';
import { toStdout } from './say';

export const command: Command = {
  summary: 'works on runs, beside the server or on another computer',
  async run() {
    await prepare({ log: toStdout }); // stderr is for lines of JSON alone
    atEnd(() => runtime().close());
    await runtime().serve();
    console.log('The worker is ready.');
    return new Promise(() => {}); // until a signal ends it
  },
};
