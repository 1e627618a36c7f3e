import { describe, expect, it } from 'vitest';
import type { Conversation, Exchange, ToolUse } from './conversation';
import { decideTemplate, offerTemplate } from './template-talk';

const tools = new Set(['findTemplate', 'useTemplate', 'askUser']);
const templates = [
  { id: 'a', name: 'Collect posts of a feed', fit: 0.7 },
  { id: 'b', name: 'Check expenses', fit: 0.2 },
];
const use = (toolName: string, output: unknown = null, input: unknown = {}): ToolUse => ({
  ...{ toolName, input, output, failed: false },
});
const exchange = (said: string, ...uses: ToolUse[]): Exchange => ({ said, uses, text: '' });
const decide = (...exchanges: Exchange[]) => decideTemplate({ exchanges, tools }, exchanges.at(-1)!);
const found = use('findTemplate', { templates });

describe('templates in the conversation with the built-in planner', () => {
  it.each([
    'Start from a template',
    'please start from a template for feeds',
    'Is there a template for invoices?',
    'which templates do you have',
    'show me the templates',
    'I want to use a template',
    'templates',
    'Use the template “Check expenses”',
    'do you have any templates for web shops?',
  ])('are looked for: %s', said => {
    expect(decide(exchange(said))).toMatchObject({ kind: 'call', toolName: 'findTemplate' });
  });

  it.each([
    'When a webhook receives an order, store it in a table called templates',
    'Find the rows in the template table and count them',
    'Every morning send the mail template to ada@example.com',
    'Save this as a template',
    'add a step that fills the template',
  ])('are not what this is about: %s', said => {
    expect(decide(exchange(said))).toBeNull();
  });

  it('are offered by name, and the one that is chosen is used', () => {
    const asked = exchange('start from a template', found);

    expect(decide(asked)).toMatchObject({
      toolName: 'askUser',
      input: { questions: [{ choices: ['Collect posts of a feed', 'Check expenses'] }] },
    });
    for (const said of ['Check expenses', 'the second one', 'check expenses please'])
      expect(decide(asked, exchange(said))).toMatchObject({ toolName: 'useTemplate', input: { template: 'b' } });
  });

  it('that is named is used without a question', () => {
    expect(decide(exchange('Use the template "Check expenses"', found))).toMatchObject({
      toolName: 'useTemplate',
      input: { template: 'b' },
    });
  });

  it('are told from what was saved and run', () => {
    const output = {
      template: { id: 'a', name: 'Collect posts of a feed' },
      ...{
        open: [{ label: 'Address of the feed' }],
        issues: [],
        run: { sentence: 'The test run worked: 4 steps ran.' },
      },
    };

    expect(decide(exchange('start from a template', found, use('useTemplate', output)))).toEqual({
      kind: 'say',
      text: 'The workflow is made from the template *Collect posts of a feed*. The test run worked: 4 steps ran. Left to fill in on the card: Address of the feed.',
    });
  });

  it('that come close are offered for what could not be built, and only those', () => {
    const conversation: Conversation = { exchanges: [exchange('posts posts posts', found)], tools };

    expect(offerTemplate(conversation, conversation.exchanges[0]!)).toMatchObject({
      input: { questions: [{ choices: ['Collect posts of a feed', 'None of these'] }] },
    });
  });

  it('are no longer talked about after "none of these"', () => {
    expect(decide(exchange('posts', found), exchange('None of these'))).toMatchObject({ kind: 'say' });
  });
});
