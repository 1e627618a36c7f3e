import { describe, expect, it } from 'vitest';
import { answering, converse } from '@/tests/support/plan';

/** Steps that the grammar has no rule for: their own descriptions say how they are asked for and filled in. */
const built = async (sentence: string) => {
  const { workflow } = await converse().say(sentence);
  return workflow.nodes.map(({ type, params }) => ({ type, params }));
};
const paramsOf = async (sentence: string, type: string) =>
  (await built(sentence)).find(node => node.type === type)?.params;

describe('a step of the catalogue', () => {
  it.each([
    [
      'webhook with mail and tel. Rename mail to email and tel to phone, then save email and phone in contacts',
      'core.rename-fields',
      {
        fields: [
          { from: 'body.mail', to: 'body.email' },
          { from: 'body.tel', to: 'body.phone' },
        ],
      },
    ],
    [
      'every hour get https://crm.example.com/people, drop the duplicates by email and save name and email in people',
      'core.remove-duplicates',
      { by: ['email'] },
    ],
    [
      'every day at 6 get https://shop.example.com/orders and dedupe them by order_id, then save them in seen',
      'core.remove-duplicates',
      { by: ['order_id'] },
    ],
    [
      'a webhook brings basket and lines. Split out the lines and put sku and qty into the table picks',
      'core.split-out',
      { field: 'body.lines' },
    ],
    [
      'webhook with guest. If guest is missing, stop with the error "Nobody came", otherwise save guest in visits',
      'core.stop',
      { message: 'Nobody came' },
    ],
    [
      'when a webhook receives a document, store it in the collection handbook',
      'ai.store-documents',
      { collection: 'handbook', text: '{{ item.body }}' },
    ],
    [
      'webhook with title and text, store the text in the collection called "house rules"',
      'ai.store-documents',
      { collection: 'house rules', text: '{{ item.body.text }}' },
    ],
    [
      'webhook with question. Find the passages about the question in the collection handbook, generate a text from them and answer with the text',
      'ai.find-passages',
      { collection: 'handbook', query: '{{ item.body.question }}' },
    ],
    [
      'webhook with question. Find the passages about the question in the collection handbook, generate a text from them and answer with the text',
      'ai.generate-text',
      { prompt: expect.stringContaining('{{ item.passages }}') },
    ],
  ])('%s', async (sentence, type, params) => {
    expect(await paramsOf(sentence, type)).toMatchObject(params);
  });

  it('finds in documents, writes from what was found, and answers with that', async () => {
    const nodes = await built(
      'when a webhook receives a question, find the passages about it in the collection handbook and answer with a generated text from them',
    );
    expect(nodes).toMatchObject([
      { type: 'core.webhook' },
      { type: 'ai.find-passages', params: { collection: 'handbook', query: '{{ item.body }}' } },
      { type: 'ai.generate-text', params: { prompt: expect.stringContaining('{{ item.passages }}') } },
      { type: 'core.respond', params: { body: '{{ item.text }}' } },
    ]);
  });

  it('gives the entries of a list to what follows', async () => {
    const chat = converse();
    await chat.say(
      'A webhook receives an order with shop and parts. Split out the parts, then store name and price in the table parts',
    );
    await chat.post({
      shop: 'north',
      parts: [
        { name: 'bolt', price: 2 },
        { name: 'nut', price: 1 },
      ],
    });
    expect(chat.tables.rowsOf('parts')).toMatchObject([
      { name: 'bolt', price: 2 },
      { name: 'nut', price: 1 },
    ]);
  });

  it('carries fields under their new names', async () => {
    const chat = converse();
    await chat.say('webhook with nm. rename nm to name, save name in people and answer "hi {name}"');
    expect(await chat.post({ nm: 'Ada' })).toMatchObject({ body: 'hi Ada' });
  });

  it('sees each only once', async () => {
    const http = answering({ 'https://x.example.com/list': [{ email: 'a' }, { email: 'a' }, { email: 'b' }] });
    const chat = converse({ http });
    await chat.say('by hand: get https://x.example.com/list, remove duplicates by email, save email in the table once');
    await chat.run([{}]);
    expect(chat.tables.rowsOf('once')).toHaveLength(2);
  });

  it('is not read into a clause that a rule reads', async () => {
    const types = (await built('webhook with name. Add a field date and save it all in visits, answer "ok"')).map(
      ({ type }) => type,
    );
    expect(types.every(type => ['core.webhook', 'core.set', 'core.data-table', 'core.respond'].includes(type))).toBe(
      true,
    );
  });
});
