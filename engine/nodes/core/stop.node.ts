import { z } from 'zod';
import { AppError } from '../../errors';
import { defineNode } from '../define-node';
import { textSetting, toPhrase } from '../settings';

export const node = defineNode({
  title: 'Stop with error',
  summary: 'Ends the run as failed with a sentence of yours. Use it when something must not go on, such as bad data.',
  synonyms: [
    'stop with error',
    'stop and error',
    'stop the workflow',
    'stop the run',
    'stop with a message',
    'stop',
    'abort',
    'abort the run',
    'fail',
    'fail with',
    'throw an error',
    'raise an error',
    'error out',
    'give up',
    'refuse to go on',
    'end as failed',
  ],
  kind: 'logic',
  icon: 'octagon-x',
  effect: 'none',
  runs: 'all',
  retry: { attempts: 1, delayMs: 0 },
  params: z.object({
    message: textSetting('What went wrong, in a sentence; it stands at the run. May hold expressions').pipe(
      z.string().trim().min(1, 'Say why it stops.').max(2_000),
    ),
  }),
  describe: ({ message }) => `Stops: ${toPhrase(message) || '…'}`,
  outputShapes: (_params, input) => ({ next: input }),
  example: {
    ask: 'otherwise stop with the error "Order 7 has no customer"',
    params: { message: 'Order {{ item.id }} has no customer' },
    input: [{ id: 7 }],
    output: {},
    fails: 'Order 7 has no customer',
  },
  execute: ({ params: { message } }) => {
    throw new AppError('workflow.stopped', { message });
  },
});
