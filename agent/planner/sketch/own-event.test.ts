import { describe, expect, it } from 'vitest';
import { exampleInputs } from '@/engine/nodes/example-input';
import { nodeTypes } from '@/engine/nodes/registry.generated';
import { converse } from '@/tests/support/plan';

async function built(message: string) {
  const chat = converse();
  const { workflow, text } = await chat.say(message);
  const runs = [];
  for (const { items } of exampleInputs(workflow, nodeTypes))
    runs.push((await chat.run(items, 'verify')).execution.status);
  return { workflow, text, start: workflow.nodes[0]!, runs };
}

describe('what starts it has a trigger of its own', () => {
  it.each([
    [
      'When a row is added to the table singers, mail the name to ada@example.com',
      'core.table-row',
      { table: 'singers', on: 'added' },
    ],
    [
      'every time a row of beds changes, mail the bed to ada@example.com',
      'core.table-row',
      { table: 'beds', on: 'changed' },
    ],
    [
      'As soon as a record is added or changed in my tools table, mail it to ada@example.com',
      'core.table-row',
      { table: 'tools', on: 'both' },
    ],
    [
      'When the price of a row in the table seeds changes, mail the price to ada@example.com',
      'core.table-row',
      { table: 'seeds', on: 'changed' },
    ],
    ['When a workflow fails, mail the message to ada@example.com', 'core.failure', { workflow: '' }],
    ['If my workflow called Harvest breaks, mail ada@example.com', 'core.failure', { workflow: 'Harvest' }],
    ['When another workflow calls it, store name in a table called calls', 'core.called', {}],
  ])('%s', async (message, type, params) => {
    const { start, runs } = await built(message);
    expect(start).toMatchObject({ type, params });
    expect(new Set(runs)).toEqual(new Set(['succeeded']));
  });

  it.each([
    ['Make a chat page where people ask about our boats and AI answers', ['core.chat', 'ai.generate-text']],
    [
      'I want a chat page where guests can write something and store the message in a table called wishes',
      ['core.chat', 'core.data-table'],
    ],
  ])('a chat page is asked for: %s', async (message, types) => {
    const { workflow, runs } = await built(message);
    expect(workflow.nodes.map(({ type }) => type)).toEqual(types);
    expect(new Set(runs)).toEqual(new Set(['succeeded']));
  });

  it('says where only the whole row is watched', async () => {
    const { text } = await built(
      'When the price of a row in the table seeds changes, mail the price to ada@example.com',
    );
    expect(text).toContain('whenever a row of seeds changes, not only its price');
  });

  it('decides on what the event brings', async () => {
    const { workflow, runs } = await built(
      'When a row of orders is changed, if the amount is over 100, mail ada@example.com, otherwise store id and amount in a table called small',
    );
    expect(workflow.nodes.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['core.table-row', 'core.if', 'core.send-email', 'core.data-table']),
    );
    expect(JSON.stringify(workflow.nodes)).toContain('{{ item.amount }}');
    expect(runs).toEqual(['succeeded', 'succeeded']);
  });
});

it.each([
  'When a line of text arrives by webhook, store text in a table called lines',
  'When an entry in the feed mentions tea, mail it to ada@example.com',
  'When a record is added to orders by our webhook, store id in a table called seen',
])('%s: no event of a table here', async message => {
  const { workflow } = await converse().say(message);
  expect(workflow.nodes.map(({ type }) => type)).not.toContain('core.table-row');
});

describe('what nothing starts yet is told, and the nearest stands in', () => {
  it('starts by a mail, and who may send it stays open', async () => {
    const { workflow, text, runs } = await built(
      'When a new e-mail from my landlord arrives, summarise it with AI and store the summary in a table called letters',
    );
    expect(workflow.nodes.map(({ type }) => type)).toEqual([
      'core.email-received',
      'core.filter',
      'ai.summarize',
      'core.data-table',
    ]);
    expect(text).toContain('Say what "Only e-mails from my landlord" checks');
    expect(runs).toEqual(['succeeded']);
  });

  it.each([
    'When someone chats with the bot, answer with AI',
    'When somebody writes on my chat page, answer with AI',
    'Whenever a visitor asks something in our chat window, answer with AI',
  ])('%s: a model writes the answer', async message => {
    const { workflow, text, runs } = await built(message);
    expect(workflow.nodes.map(({ type }) => type)).toEqual(['core.chat', 'ai.generate-text', 'core.respond']);
    expect(text).not.toContain('cannot start a workflow');
    expect(runs).toEqual(['succeeded']);
  });

  it('does not take the sheet of a service for a table here', async () => {
    const { start } = await built('When a row is added to my Google Sheet, mail it to ada@example.com');
    expect(start).toMatchObject({ type: 'core.webhook', label: 'Google Sheets calls the webhook' });
  });
});
