import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';
import { readQuestion } from './question';

const tickets =
  'When a webhook receives a ticket, if the priority is over 3 store it in a table called urgent tickets and answer "hurry", otherwise answer "queued"';
const nightly = 'Every day at 22:30 in Madrid get https://example.com/stock and store name in a table called stock';

describe('questions are answered from what is saved', () => {
  it.each([
    [
      'when does it run next',
      'Every day at 22:30 (Europe/Madrid). It is not switched on; switched on now, it would run Mon, 2 Mar 2026, 22:30',
    ],
    ['what time does this run?', 'Every day at 22:30 (Europe/Madrid)'],
    ['is it switched on?', 'is not switched on'],
    ['which tables are there', 'This workflow makes *stock* when it first stores there'],
    ['how many steps does it have?', 'It has 3 steps'],
    ['explain the second step', '2. Get example.com'],
    ['are there any problems?', 'Nothing is missing'],
    ['what is its address?', 'It has no address'],
    ['which version is this?', 'This is version 1'],
    ['can you talk to Trello?', 'There is no step for Trello yet'],
    ['can you send emails?', 'Yes: the step *Send an e-mail*'],
    ['how do I switch it off?', 'Say *switch it off*'],
    ['why is the sky blue?', 'I have no answer to that in the records'],
  ])('%s', async (said, part) => {
    const chat = converse();
    const before = (await chat.say(nightly)).workflow;
    const { text, workflow } = await chat.say(said);
    expect(text).toContain(part);
    expect(workflow).toEqual(before);
  });

  it('tells what the last run did with one item', async () => {
    const chat = converse();
    await chat.say(tickets);
    await chat.say('run it with priority 5');
    const { text } = await chat.say('what did it do with priority 5?');
    expect(text).toContain('*priority 5* went this way');
    expect(text).toContain('Priority over 3? → yes');
  });

  it('tells which way the last run took', async () => {
    const chat = converse();
    await chat.say(tickets);
    await chat.say('run it with priority 1');
    expect((await chat.say('why did it answer queued?')).text).toContain('Priority over 3?: succeeded → no');
  });

  it('knows no workflow where there is none', async () => {
    expect((await converse().say('is it on?')).text).toContain('There is no workflow in this conversation yet');
  });
});

describe('what is no question', () => {
  it.each([
    'can you store the email too?',
    'could you send an e-mail to ada@example.com?',
    'When a form is sent, store name in a table called people',
    'Does the amount exceed 100? Then answer "big", otherwise answer "small"',
    'is the amount over 50, answer "ok"',
    'what about answering "no" instead?',
    'Every day at 9 read the feed https://example.com/feed.xml',
  ])('%s', said => {
    expect(readQuestion(said)).toBeNull();
  });
});
