import { describe, expect, it } from 'vitest';
import type { Conversation, Exchange } from './conversation';
import { decideCredential, thenAskForKey } from './credential-talk';
import { say } from './decision';

const issues = [{ code: 'credential_missing', blocks: 'live', node: 'send_email' }];
const changed = { toolName: 'changeWorkflow', input: {}, output: { version: 1, issues }, failed: false };
const asked = { toolName: 'requestCredential', input: { node: 'send_email' }, output: { asked: true }, failed: false };
const exchange = (said: string, uses: Exchange['uses'] = []): Exchange => ({ said, uses, text: '' });
const conversation = (...exchanges: Exchange[]): Conversation => ({ exchanges, tools: new Set(['requestCredential']) });

describe('a step that lacks its key', () => {
  it('is told with what was built, then asked for once', () => {
    expect(thenAskForKey(say('Built.'), conversation(exchange('mail me', [changed])))).toEqual({
      ...{ kind: 'call', toolName: 'requestCredential' },
      ...{ input: { node: 'send_email' }, text: 'Built.' },
    });
    expect(thenAskForKey(say('Built.'), conversation(exchange('mail me', [changed, asked])))).toEqual(say('Built.'));
  });

  it.each([
    ['nothing lacks one', { ...changed, output: { version: 1, issues: [] } }],
    ['the change failed', { ...changed, output: { error: { code: 'x' } }, failed: true }],
  ])('is not asked for when %s', (_why, use) => {
    expect(thenAskForKey(say('Built.'), conversation(exchange('mail me', [use])))).toEqual(say('Built.'));
  });

  it('goes on when the card is done with, and leaves everything else to be read as ever', () => {
    const before = exchange('mail me', [changed, asked]);
    const decide = (said: string) => decideCredential(conversation(before, exchange(said)), exchange(said));

    expect(decide('The key “Work mail” is set for “Send an e-mail”')).toMatchObject({ toolName: 'askUser' });
    expect(decide('Not now: I will add the key later')).toMatchObject({ kind: 'say' });
    expect(decide('make the limit 250')).toBeNull();
    expect(decideCredential(conversation(exchange('x')), exchange('x'))).toBeNull();
  });
});
