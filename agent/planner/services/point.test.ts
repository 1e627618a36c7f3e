import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';
import { seededServices } from '@/tests/support/seeded-services';

const own = { name: 'stockdesk', title: 'StockDesk', description: 'Ours.', baseUrl: 'https://stock.example.com/v2' };
const talk = () => converse({ services: [...seededServices, own] });
const requests = (nodes: readonly { type: string; params: Record<string, unknown> }[]) =>
  nodes
    .filter(({ type }) => type === 'core.http-request')
    .map(({ params: { method, url, service } }) => ({ method, url, service }));

describe('a service that is listed', () => {
  it('is called by the HTTP step with its address, the path and the key open', async () => {
    const chat = talk();
    const { workflow, text } = await chat.say(
      'When a webhook receives an order, post it to Slack and create a page in Notion',
    );

    expect(requests(workflow.nodes)).toEqual([
      { method: 'POST', url: '', service: 'slack' },
      { method: 'POST', url: '', service: 'notion' },
    ]);
    expect(text).toContain('Slack (https://slack.com/api) and Notion (https://api.notion.com/v1)');
    expect(text).toMatch(/Give the path of "Post .*Slack" and "Create a page in Notion"/);
    expect(text).toMatch(/Enter the key of "Post .*Slack" and "Create a page in Notion"/);
    expect(text).not.toContain('There is no step for');
    expect((await chat.run([{}], 'verify')).execution.status).toBe('succeeded');
  });

  it('may be one that the person added', async () => {
    const { workflow } = await talk().say(
      'Every morning at 7 get the open orders from StockDesk and post them to Slack',
    );
    expect(requests(workflow.nodes)).toMatchObject([{ method: 'GET', service: 'stockdesk' }, { service: 'slack' }]);
  });

  it('is looked up once, and many names in one go', async () => {
    const { calls } = await talk().say(
      'When a webhook receives a lead, add it to HubSpot, create a task in Asana and post it to Slack',
    );
    expect(calls.map(({ toolName }) => toolName)).toEqual(['readWorkflow', 'findNodes', 'changeWorkflow']);
    expect(calls[1]!.input).toEqual({ query: 'HubSpot, Asana, Slack' });
  });

  it('stands beside one that is not: that stays a request whose address is open', async () => {
    const { workflow, text } = await talk().say(
      'When a webhook receives an order, post it to Slack and send it to Mattermost',
    );
    expect(requests(workflow.nodes)).toEqual([
      { method: 'POST', url: '', service: 'slack' },
      { method: 'POST', url: '', service: undefined },
    ]);
    expect(text).toContain('There is no step for Mattermost yet');
  });

  it('is also found for a step that is added later', async () => {
    const chat = talk();
    await chat.say('When a webhook receives an order, store id and total in a table called orders');
    const { workflow } = await chat.say('then post it to Slack');
    expect(requests(workflow.nodes)).toEqual([{ method: 'POST', url: '', service: 'slack' }]);
  });
});
