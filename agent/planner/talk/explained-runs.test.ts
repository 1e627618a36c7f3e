import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';
import { tellNotRun } from './not-run';

const stock =
  'When a webhook receives a delivery, if the quantity is over 10 store it in a table called big deliveries and answer "big", otherwise answer "small"';

describe('why a run came out as it did', () => {
  it('ends with what to do about it', async () => {
    const chat = converse();
    await chat.say(stock);
    await chat.post({ quantity: 4 });
    const { text } = await chat.say('why was nothing stored?');
    expect(text).toContain('`body.quantity` was 4');
    expect(text).toContain('change the condition of *Quantity over 10?*');
  });

  it('tells where a field had which value, when nothing stands out', async () => {
    const chat = converse();
    await chat.say('When a webhook receives a delivery, store sender and weight in a table called deliveries');
    await chat.post({ sender: 'Ada', weight: 12 });
    const { text, calls } = await chat.say('why is the weight wrong?');
    expect(text).toContain('`weight` went this way');
    expect(text).toMatch(/- .*: 12/);
    expect(calls.map(({ toolName }) => toolName)).toEqual(['explainFailure', 'readExecution']);
  });

  it('tells what became of one item, and why', async () => {
    const chat = converse();
    await chat.say(stock);
    await chat.post({ number: 77, quantity: 4 });
    const { text } = await chat.say('what went wrong with delivery 77?');
    expect(text).toContain('*delivery 77* went this way');
    expect(text).toContain('`body.quantity` was 4');
  });

  it.each([
    'why did it fail?',
    'what went wrong?',
    'why is the table empty?',
    'why was nothing sent?',
    'why did it not store anything?',
    'why is the quantity wrong?',
    'why did it only answer small?',
    "why wasn't it stored?",
  ])('%s', async said => {
    const chat = converse();
    const before = (await chat.say(stock)).workflow;
    await chat.post({ quantity: 4 });
    const { text, workflow } = await chat.say(said);
    expect(text).toContain('`body.quantity` was 4');
    expect(workflow).toEqual(before);
  });

  it.each(['why did it not run?', "why hasn't it started today?", 'why does it never run?'])('%s', async said => {
    const chat = converse();
    await chat.say(stock);
    expect((await chat.say(said)).text).toContain('is not switched on, so nothing starts it by itself');
  });

  it.each([
    [{ check: 'github' }, 'without the right secret or signature is refused before a run begins'],
    [{}, 'no call came through'],
  ])('a webhook that is on %o', (params, part) => {
    const nodes = [{ key: 'start', type: 'core.webhook', label: 'Webhook', params, options: {} }];
    const fact = { id: 'w', name: 'Hook', version: 1, active: true, nodes, connections: [] };
    expect(tellNotRun(fact as never, { now: new Date(0), timeZone: 'UTC' })).toContain(part);
  });
});
