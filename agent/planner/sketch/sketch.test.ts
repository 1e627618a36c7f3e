import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';
import { findStartingEvent } from './starting-event';

describe('what starts a workflow that is described', () => {
  it.each([
    ['Turn unread Gmail messages into Trello cards', 'mail'],
    ['A Telegram bot that answers questions about our menu', 'chat-app'],
    ['This automation checks the competitor prices every six hours and alerts the team', 'schedule'],
    ['Whenever a PDF is uploaded to the Google Drive folder, it is summarized', 'file'],
    ['When a new row is added to the Airtable base, an invoice is written', 'row'],
    ['Collects answers from the contact form and sorts them', 'form'],
    ['When a calendar event starts, notes are prepared', 'calendar'],
    ['New Shopify orders are announced in Slack', 'app'],
    ['Exposes an API endpoint that checks VAT numbers', 'webhook'],
    ['A chatbot over our handbook', 'chat'],
  ])('%s: %s', (text, kind) => {
    expect(findStartingEvent(text)?.kind).toBe(kind);
  });

  it('is the time, not where the result goes', () => {
    expect(findStartingEvent('Every Friday the report is sent to the Slack channel and to a Google Sheet')?.kind).toBe(
      'schedule',
    );
  });
});

describe('a description in prose', () => {
  const prose =
    'This workflow keeps an eye on our reputation. Each evening it searches Reddit for our brand, has ChatGPT judge the tone, and files the result in Airtable.';

  it('becomes an outline that starts at its time and names its services', async () => {
    const { workflow, text } = await converse().say(prose);
    expect(workflow.nodes[0]).toMatchObject({ type: 'core.schedule' });
    expect(text).toContain('There is no step for Reddit and Airtable yet');
  });

  it('tells what was not understood', async () => {
    expect((await converse().say(prose)).text).toContain('keeps an eye on our reputation');
  });

  it('changes nothing by itself: no step of it can run before its address is given', async () => {
    const { workflow } = await converse().say(prose);
    expect(workflow.nodes.filter(({ type }) => ['core.data-table', 'core.respond'].includes(type))).toEqual([]);
  });
});
