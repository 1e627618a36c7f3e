import { describe, expect, it } from 'vitest';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import type { Conversation, Exchange } from './conversation';
import { decideCredential, decideNamedKey, thenAskForKey } from './credential-talk';
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

describe('a key that is named', () => {
  const node = (key: string, type: string, params = {}) => ({ key, type, label: key, params, options: {} });
  const workflow = {
    ...{ name: 'W', version: 1, active: false, connections: [] },
    nodes: [
      node('start', 'core.manual'),
      node('tell_slack', 'core.http-request', { method: 'POST', url: '', service: 'slack' }),
      node('mail', 'core.send-email'),
    ],
  };
  const decide = (said: string, uses: Exchange['uses'] = []) =>
    decideNamedKey({ said, exchange: exchange(said, uses), workflow, nodeTypes });
  const answered = (output: unknown) => [{ toolName: 'requestCredential', input: {}, output, failed: false }];

  it.each([
    ['use the key called Team bot', 'tell_slack', 'Team bot'],
    ['please use my key “Team bot” for the mail step', 'mail', 'Team bot'],
    ['for the mail use the key named Post office.', 'mail', 'Post office'],
  ])('%s', (said, step, called) => {
    expect(decide(said)).toMatchObject({ toolName: 'requestCredential', input: { node: step, called } });
  });

  it('is told as set only when it is, and otherwise left to the card', () => {
    const bound = { credential: 'Team bot', steps: ['tell_slack'] };
    expect(decide('use the key called Team bot', answered({ bound }))).toEqual(
      say('The key “Team bot” is set for “tell_slack”.'),
    );
    expect(decide('use the key called Nobody', answered({ asked: true }))).toMatchObject({
      text: expect.stringContaining('no key called “Nobody”'),
    });
  });

  it('leaves every other sentence alone', () => {
    expect(decide('use the table called keys')).toBeNull();
    expect(decide('store the key in a table')).toBeNull();
  });
});
