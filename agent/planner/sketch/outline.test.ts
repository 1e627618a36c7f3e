import { describe, expect, it } from 'vitest';
import { arrowsOf, converse } from '@/tests/support/plan';

const typesOf = ({ nodes }: { nodes: readonly { type: string }[] }) => nodes.map(({ type }) => type);

describe('a description is outlined', () => {
  it('keeps everybody it names visible, also who is not known', async () => {
    const { workflow, text } = await converse().say(
      'Keep our tenants informed with PropDesk and Twilio. This workflow checks PropDesk every evening for overdue rents, has ChatGPT write a reminder, and sends it by SMS via Twilio.',
    );
    expect(workflow.nodes[0]).toMatchObject({ type: 'core.schedule' });
    expect(text).toContain('There is no step for PropDesk and Twilio yet');
  });

  it('takes praise and preparation for no steps, and says so', async () => {
    const { workflow, text } = await converse().say(
      'Film club newsletter. This workflow collects new films from Letterboxd every Friday and emails them to the members. Perfect for small clubs. You need a Letterboxd API key.',
    );
    expect(text).toContain('as advice, not as steps: *Perfect for small clubs*, *You need a Letterboxd API key*');
    expect(workflow.nodes.map(({ label }) => label).join()).not.toContain('Perfect');
  });

  it('stands a condition where it is told, and leaves it open', async () => {
    const { workflow, text } = await converse().say(
      'Greenhouse alarms. This workflow reads the humidity from our Netatmo station every hour and posts a warning to Discord if the plants are too dry.',
    );
    expect(typesOf(workflow)).toContain('core.if');
    expect(text).toMatch(/Say what "If the plants are too dry" checks/);
  });

  it('invents no condition out of the words of a description', async () => {
    const { workflow } = await converse().say(
      'Alumni letters. This workflow is designed to automatically collect the news of the month from Notion and send them by email to all alumni.',
    );
    expect(typesOf(workflow)).not.toContain('core.if');
  });

  it('says what it assumed of a headline that does not tell what starts it', async () => {
    const { text } = await converse().say('Backups of our Baserow tables to Backblaze and Mattermost notes');
    expect(text).toContain('You did not say what starts it');
    for (const name of ['Baserow', 'Backblaze', 'Mattermost']) expect(text).toContain(name);
  });
});

describe('what starts a description', () => {
  it.each([
    [
      'Pet insurance claims. This workflow takes claims sent by webhook, rates them with AI and logs them in Airtable.',
      'Webhook',
    ],
    [
      'Welcome desk. A Telegram bot: users send a photo of their badge and the workflow checks them in Notion.',
      'Telegram calls the webhook',
    ],
    [
      'Invoice box. Whenever an email with an attached invoice arrives, this workflow saves the file to Dropbox.',
      'New e-mail',
    ],
    [
      'Payment ledger. Stripe triggers the workflow for every new charge and the workflow writes it to Google Sheets.',
      'Stripe calls the webhook',
    ],
  ])('%s', async (said, label) => {
    expect((await converse().say(said)).workflow.nodes[0]?.label).toBe(label);
  });
});

describe('nothing that was named is lost without a word', () => {
  it.each([
    ['Every morning send me a digest of new Gitea issues by email at ada@example.com', 'You also named Gitea'],
    [
      'merge the orders of https://a.example/orders and https://b.example/orders every night at 1 and store id in a table called all orders',
      'I understood the rest, but not *merge the orders',
    ],
  ])('%s', async (said, part) => {
    expect((await converse().say(said)).text).toContain(part);
  });

  it('who writes is not who reports', async () => {
    const { text } = await converse().say(
      'When a webhook gets a review, extract name, city and rating from text with AI and answer with it',
    );
    expect(text).not.toContain('cannot start a workflow');
  });
});

describe('who and what a description names', () => {
  it('reads from one and sends to the other, each in a step of its own', async () => {
    const { workflow } = await converse().say(
      'Minutes of our choir. Every Friday this workflow fetches the notes from Nextcloud, and summarizes the decisions from Nextcloud with AI into Mattermost.',
    );
    expect(workflow.nodes.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Read from Nextcloud', 'Send to Mattermost']),
    );
  });

  it('lets a person decide where an approval is told, and nothing goes on without it', async () => {
    const { workflow } = await converse().say(
      'Press releases. A webhook brings a draft. The workflow asks for human approval and then publishes the text to WordPress.',
    );
    expect(arrowsOf(workflow).filter(arrow => arrow.startsWith('approval'))).toEqual([
      'approval approved> http-request',
    ]);
  });

  it('lets only those go on whose state is named, before anything is done', async () => {
    const { workflow } = await converse().say(
      'Kiln reports. Triggers automatically when a task in Jira moves to the "Cooled" stage. The workflow writes a short report with ChatGPT and posts it to Mattermost.',
    );
    expect(workflow.nodes.map(({ type }) => type).slice(0, 2)).toEqual(['core.webhook', 'core.filter']);
    expect(workflow.nodes[1]!.label).toBe('Moves to the "Cooled" stage');
  });

  it('goes several ways where several kinds of a thing may come', async () => {
    const { workflow } = await converse().say(
      'Harbour desk. A form asks for the berth and a request type (water, power or waste). The workflow books it in Airtable and tells the crew in Mattermost.',
    );
    expect(workflow.nodes.find(({ type }) => type === 'core.if')?.label).toMatch(/water, power or waste/);
  });

  it('guesses no field out of its words: a step works on what comes to it', async () => {
    const chat = converse();
    const { workflow } = await chat.say(
      'Allotment reports. A webhook brings the notes of a gardener. The workflow generates a short report from the notes with ChatGPT and emails it to the board.',
    );
    expect(workflow.nodes.find(({ type }) => type === 'ai.generate-text')!.params.prompt).toMatch(
      /\{\{ item\.body \}\}$/,
    );
    expect((await chat.run([{ body: { bed: 4 } }], 'verify')).execution.status).toBe('succeeded');
  });

  it('knows a form of ours, whatever is posted elsewhere', async () => {
    const { workflow } = await converse().say(
      'Choir sign-ups. When somebody fills in our form, this workflow adds them to Baserow and posts a welcome to Mattermost.',
    );
    expect(workflow.nodes[0]).toMatchObject({ type: 'core.form' });
  });

  it('asks in a form what contact forms ask, says so, and forgets that when told', async () => {
    const chat = converse();
    const { workflow, text } = await chat.say(
      'Tombola. When people submit our form, this workflow adds them to Baserow.',
    );
    expect(workflow.nodes[0]).toMatchObject({
      type: 'core.form',
      params: { fields: [{ name: 'name' }, { name: 'email', type: 'email' }, { name: 'message', type: 'paragraph' }] },
    });
    expect(text).toContain('it asks for name, email and message');
    const after = await chat.say('the form asks for name and ticket');
    expect(after.workflow.nodes[0]!.params.fields).toEqual([{ name: 'name' }, { name: 'ticket' }]);
  });
});

describe('the order of a description', () => {
  const labelsOf = async (said: string) => (await converse().say(said)).workflow.nodes.map(({ label }) => label);

  it('is what is asked for, what is thought about it, and who is told', async () => {
    const labels = await labelsOf(
      'Harbour bulletin from Baserow, RSS and Gitea with Mattermost alerts. This workflow writes a short bulletin with ChatGPT. It runs on a schedule, on Thursdays at 6:30 am.',
    );
    expect(labels[0]).toBe('Every Thursday at 06:30');
    expect(labels.slice(1, 4).sort()).toEqual(['Read from Baserow', 'Read from Gitea', 'Read the feed']);
    expect(labels.at(-1)).toBe('Send to Mattermost');
  });

  it('does in rounds what is done for each of them, and gathers behind the loop', async () => {
    const { workflow } = await converse().say(
      'Rowing club bills. Every month this workflow fetches the members from NocoDB and loops through each member: it writes a bill with AI and stores it in Dropbox. Then it sends a report to Mattermost.',
    );
    const loop = workflow.nodes.find(({ type }) => type === 'core.loop')!;
    const inside = workflow.nodes.filter(({ parentId }) => parentId === loop.id).map(({ type }) => type);
    expect(inside).toContain('ai.generate-text');
    expect(workflow.nodes.at(-1)).toMatchObject({ parentId: null });
    expect(workflow.nodes.at(-1)!.label).toContain('Mattermost');
  });

  it('answers in the messenger where it was asked', async () => {
    const labels = await labelsOf(
      'Kiosk helper. A Telegram bot that answers questions about our opening hours with AI.',
    );
    expect(labels.at(-1)).toBe('Reply in Telegram');
  });

  it('has no step for what starts it', async () => {
    const labels = await labelsOf(
      'Slipway photos. The workflow monitors a Dropbox folder for newly uploaded photos, describes them with AI and posts them to Mattermost.',
    );
    expect(labels.join()).not.toMatch(/Monitor|from Dropbox/);
  });
});
