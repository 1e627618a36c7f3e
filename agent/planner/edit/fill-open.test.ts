import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';
import { seededServices } from '@/tests/support/seeded-services';

const request = 'When a webhook receives an order, post it to Slack and send it to Mattermost';

async function talked(...messages: readonly string[]) {
  const chat = converse({ services: seededServices });
  let turn = await chat.say(request);
  for (const message of messages) turn = await chat.say(message);
  const urls = turn.workflow.nodes.filter(({ type }) => type === 'core.http-request').map(({ params }) => params.url);
  return { ...turn, urls };
}

describe('what is open is filled in by a message', () => {
  it.each([
    ['the path is /chat.postMessage', ['/chat.postMessage', '']],
    ['the path of Slack is /chat.postMessage', ['/chat.postMessage', '']],
    ['for Slack use /chat.postMessage', ['/chat.postMessage', '']],
    ['/chat.postMessage', ['/chat.postMessage', '']],
    ['the address of Mattermost is https://chat.example.com/hooks/1', ['', 'https://chat.example.com/hooks/1']],
    ['for Mattermost use https://chat.example.com/hooks/1', ['', 'https://chat.example.com/hooks/1']],
  ])('%s', async (message, urls) => {
    expect((await talked(message)).urls).toEqual(urls);
  });

  it('takes several at once', async () => {
    const { urls } = await talked(
      'the path of Slack is /chat.postMessage and the address of Mattermost is https://chat.example.com/hooks/1',
    );
    expect(urls).toEqual(['/chat.postMessage', 'https://chat.example.com/hooks/1']);
  });

  it('asks which step is meant where several wait, and takes the answer', async () => {
    const asked = await talked('the address is https://chat.example.com/hooks/1');
    expect(asked.question).toMatchObject({ question: 'Which step has that address?' });
    const { urls } = await talked('the address is https://chat.example.com/hooks/1', asked.question!.choices![1]!);
    expect(urls).toEqual(['', 'https://chat.example.com/hooks/1']);
  });

  it('needs no name where one step waits', async () => {
    const chat = converse();
    await chat.say('Every hour get the open tickets from TicketTown and mail them to me');
    await chat.say('the address is https://tickets.example.com/open');
    const { workflow } = await chat.say('mail it to ada@example.com');
    expect(workflow.nodes.find(({ type }) => type === 'core.http-request')!.params.url).toBe(
      'https://tickets.example.com/open',
    );
    expect(workflow.nodes.find(({ type }) => type === 'core.send-email')!.params.to).toEqual('ada@example.com');
  });

  it('reads the address of a feed and names the step after it', async () => {
    const chat = converse();
    await chat.say('Daily beekeeping headlines with RSS, ChatGPT and Discord');
    const { workflow } = await chat.say('the address of the feed is https://bees.example.com/rss');
    expect(workflow.nodes[1]).toMatchObject({
      label: 'Read feed of bees.example.com',
      params: { url: 'https://bees.example.com/rss' },
    });
  });

  it('reads the address of the feed that starts it', async () => {
    const chat = converse();
    await chat.say('Beekeeping headlines with RSS, ChatGPT and Discord');
    const { workflow } = await chat.say('the address of the feed is https://bees.example.com/rss');
    expect(workflow.nodes[0]).toMatchObject({ type: 'core.rss-new', params: { url: 'https://bees.example.com/rss' } });
  });

  it('gives an open condition its test, and what is left is told again', async () => {
    const chat = converse();
    await chat.say(
      'Greenhouse alarms. This workflow reads the humidity from our Netatmo station every hour and posts a warning to Discord if the plants are too dry.',
    );
    const { workflow, text } = await chat.say('the condition of that step is humidity below 30');
    expect(workflow.nodes.find(({ type }) => type === 'core.if')!.params.conditions).toHaveLength(1);
    expect(text).not.toContain('Say what');
  });
});
