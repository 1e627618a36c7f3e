import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';

const typesOf = async (message: string) => (await converse().say(message)).workflow.nodes.map(({ type }) => type);

describe('what is written is no deed of its own', () => {
  it('writes a reply with AI in one step', async () => {
    expect(
      await typesOf('When a webhook receives name and question, write a short reply with AI and store name in leads.'),
    ).toEqual(['core.webhook', 'ai.generate-text', 'core.data-table']);
  });

  it('sends a reminder email in one step', async () => {
    const { workflow, text } = await converse().say(
      'Webhook takes email and name: send a welcome email to {email} and answer ok.',
    );
    expect(workflow.nodes.map(({ type }) => type)).toEqual(['core.webhook', 'core.send-email', 'core.respond']);
    expect(text).not.toContain('I understood the rest');
    expect(workflow.nodes[1]?.params).toMatchObject({ to: '{{ item.body.email }}' });
  });

  it('still begins an answer behind what is written somewhere', async () => {
    expect(await typesOf('Webhook takes name, write a row in the table guests answer ok')).toContain('core.respond');
  });
});
