import { z } from 'zod';
import { callName } from '../call-name';
import { defineNode } from '../define-node';
import { derivedFrom } from '../derived';
import { toPhrase } from '../settings';
import { text, withField } from '../shapes';

export const node = defineNode({
  title: 'Callback address',
  summary: 'Gives a web address of this run for another program to call. A Wait step, set to call, goes on when it is.',
  synonyms: [
    'callback address',
    'callback url',
    'resume url',
    'address to call back',
    'give an address',
    'call me back',
    'one-time address',
    'wait for the answer of another program',
  ],
  kind: 'logic',
  icon: 'link',
  effect: 'none',
  runs: 'all',
  params: z.object({ name: callName }),
  describe: ({ name }) => `Adds the address "${toPhrase(name) || 'answer'}" as callback_url`,
  outputShapes: (_params, input) => ({ next: withField(input, ['callback_url'], text) }),
  example: {
    ask: 'give the print shop an address to call when it is done',
    params: { name: 'printed' },
    input: [{ order: 7 }],
    output: { next: [{ order: 7, callback_url: 'https://example.com/callback/printed' }] },
  },
  execute: ({ params, items, callUrl }) => {
    // Where nobody could call, a test run goes on with one that leads nowhere.
    const url = callUrl?.(params.name) ?? `https://example.com/callback/${params.name}`;
    return { next: items.map(item => derivedFrom(item, { ...item, callback_url: url })) };
  },
});
