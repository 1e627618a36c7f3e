import { expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';

/** Headlines of our own: what starts it follows from a word or two, and is said to be assumed where it does not. */
it.each([
  ['Publish garden tips to Mastodon and Instagram with ChatGPT', 'core.schedule', /Every day/],
  ['Export choir members to Airtable with weekly Mattermost notes', 'core.schedule', /Monday|week/i],
  ['Allergy advice via WhatsApp with Gemini and Notion', 'core.webhook', /^WhatsApp calls/],
  ['Abandoned WooCommerce baskets to Zoho with a voucher', 'core.webhook', /^WooCommerce calls/],
  ['Meeting notes from Zoom to Confluence with Claude', 'core.webhook', /^(?:Calendar|Zoom) calls/],
  ['Delivery note processing with Dropbox, Mistral OCR and Odoo', 'core.webhook', /^Dropbox calls/],
  ['Tombola tickets from Streamlit forms with a webhook', 'core.webhook', /^Webhook$/],
  ['Turn Outlook receipts into Xero bills', 'core.email-received', /^New e-mail in Outlook/],
  ['Ask the archive with natural language using Claude and Qdrant', 'core.chat', /^Chat message/],
  ['Beekeeping headlines with RSS, ChatGPT and Discord', 'core.rss-new', /^New in the feed/],
])('%s', async (headline, type, label) => {
  const chat = converse();
  const { workflow } = await chat.say(headline);
  expect(workflow.nodes[0]).toMatchObject({ type, label: expect.stringMatching(label) });
  expect((await chat.run([{ body: {} }], 'verify')).execution.status).toBe('succeeded');
});

const typesOf = async (said: string) => (await converse().say(said)).workflow.nodes.map(({ type }) => type);

it('watches the feed that a headline only names, and reads it where a time is told', async () => {
  expect((await typesOf('Beekeeping headlines with RSS, ChatGPT and Discord')).slice(0, 2)).toEqual([
    'core.rss-new',
    'ai.generate-text',
  ]);
  expect((await typesOf('Daily beekeeping headlines with RSS, ChatGPT and Discord')).slice(0, 2)).toEqual([
    'core.schedule',
    'core.rss-read',
  ]);
});
