import { describe, expect, it } from 'vitest';
import { findNodes } from './find-nodes';
import { nodeTypes } from './registry.generated';

const best = (query: string) => findNodes(nodeTypes, query)[0];

describe('finding a step', () => {
  it.each([
    ['store it in a table', 'core.data-table'],
    ['save the order to a list called orders', 'core.data-table'],
    ['every morning at eight', 'core.schedule'],
    ['each monday', 'core.schedule'],
    ['read the news from a blog', 'core.rss-read'],
    ['count how many there are', 'core.aggregate'],
    ['newest first', 'core.sort'],
    ['only the first five', 'core.limit'],
    ['answer the caller with ok', 'core.respond'],
    ['rename a field', 'core.rename-fields'],
    ['remove the duplicates', 'core.remove-duplicates'],
    ['one item for each line of the order', 'core.split-out'],
    ['a pivot table by country and quarter', 'core.summarize'],
    ['stop with the error no customer', 'core.stop'],
    ['add 14 days to the date', 'core.date-time'],
    ['join the two lists by customer id', 'core.merge'],
    ['wait for two hours', 'core.wait'],
    ['send me an email', 'core.send-email'],
    ['notify the team by e-mail', 'core.send-email'],
    ['turn the markdown into html', 'core.markdown'],
    ['scrape the prices of the page', 'core.html-extract'],
    ['parse the csv file', 'core.read-csv'],
    ['export the rows as csv', 'core.make-csv'],
    ['parse the json text', 'core.read-json'],
    ['call a REST API', 'core.http-request'],
    ['when a form is submitted', 'core.form'],
    ['drop those without an amount', 'core.filter'],
    ['depending on the type go several ways', 'core.switch'],
    ['if the amount is over 100, otherwise', 'core.if'],
    ['run by hand', 'core.manual'],
    ['when a new e-mail arrives in my inbox', 'core.email-received'],
    ['ask me for approval first', 'core.approval'],
    ['when a row is added to a table', 'core.table-row'],
    ['a new post in the feed', 'core.rss-new'],
  ])('%s: %s', (query, type) => {
    expect(best(query)?.type).toBe(type);
  });

  it.each([
    ['send a Slack message', 'core.http-request', 'Slack'],
    ['post to telegram', 'core.http-request', 'Telegram'],
    ['create a page in Notion', 'core.http-request', 'Notion'],
    ['when a new payment arrives in Stripe', 'core.webhook', 'Stripe'],
    ['add a row to Google Sheets', 'core.data-table', 'Google Sheets'],
  ])('%s: %s stands in, and says so', (query, type, service) => {
    const found = best(query);
    expect(found?.type).toBe(type);
    expect(found?.note).toContain(`no step for ${service} yet`);
  });

  it('does not take a part of a word, or a field, for a service', () => {
    for (const query of [
      'slacken the limit',
      'store name and email',
      'keep the e-mail address',
      'the linear scale',
      'excellent posts',
    ])
      expect(findNodes(nodeTypes, query).filter(({ note }) => note)).toEqual([]);
  });

  it('finds nothing for nonsense', () => {
    expect(findNodes(nodeTypes, 'zzz qqq')).toEqual([]);
    expect(findNodes(nodeTypes, '')).toEqual([]);
  });
});
