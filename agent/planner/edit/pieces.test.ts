import { describe, expect, it } from 'vitest';
import { arrowsOf, converse } from '@/tests/support/plan';

const parcel =
  'When a webhook receives a parcel, if the weight is over 20 store it in a table called heavy parcels and answer "counter", otherwise answer "box"';
const visitors =
  'When a webhook receives name, town and age, store name and town in a table called visitors and answer "welcome"';
const seeds =
  'Every day at 6 get https://seeds.example.com/all, keep the ones with status fresh, sort them by price, take the first 4 and store name and price in a table called seeds';

async function edited(start: string, ...messages: readonly string[]) {
  const chat = converse();
  let turn = await chat.say(start);
  for (const message of messages) turn = await chat.say(message);
  return { chat, turn, labels: turn.workflow.nodes.map(({ label }) => label) };
}

describe('several edits in one sentence', () => {
  it.each([
    [
      parcel,
      'change the table to freight, the limit to 35 and the answer for box to "letter"',
      ['Weight over 35?', 'Store in freight', 'Answer "letter"', 'Answer "counter"'],
    ],
    [parcel, 'change "box" to "locker" and "counter" to "desk"', ['Answer "locker"', 'Answer "desk"']],
    [
      visitors,
      'the table should be called guests and the answer should be "hello"',
      ['Store in guests', 'Answer "hello"'],
    ],
    [
      seeds,
      'take the first 2, sort by name descending and rename the table to catalogue',
      ['First 2', 'Sort by name', 'Store in catalogue'],
    ],
    [seeds, 'change the address to https://seeds.example.org/x and the status to old', ['Only status is old']],
  ])('%s %s', async (start, message, labels) => {
    const { turn, labels: after } = await edited(start, message);
    expect(after).toEqual(expect.arrayContaining(labels));
    const [before] = [(await edited(start)).turn];
    expect(turn.workflow.nodes).toHaveLength(before.workflow.nodes.length);
  });

  it('never sets an address to words', async () => {
    const { turn } = await edited(seeds, 'change the address to somewhere else entirely');
    expect(turn.workflow.nodes.find(({ type }) => type === 'core.http-request')!.params.url).toBe(
      'https://seeds.example.com/all',
    );
  });

  it('adds a column, also where the other half was not read, and says so', async () => {
    const { turn } = await edited(visitors, 'juggle the towns a bit and store the age as well');
    const store = turn.workflow.nodes.find(({ type }) => type === 'core.data-table')!;
    expect((store.params.values as { name: string }[]).map(({ name }) => name)).toEqual(['name', 'town', 'age']);
    expect(turn.text).toContain('juggle the towns a bit');
  });
});

describe('the order of steps', () => {
  it('moves the one step that does it instead of adding a second', async () => {
    const { turn, chat } = await edited(parcel, 'store it before the check');
    expect(arrowsOf(turn.workflow)).toContain('webhook > data-table');
    await chat.post({ weight: 3 });
    expect(await chat.tables.find('heavy parcels', { filters: [], match: 'all', limit: 10 } as never)).toHaveLength(1);
  });

  it('swaps the two that there are', async () => {
    const { turn } = await edited(visitors, 'swap the order of the two steps');
    expect(arrowsOf(turn.workflow)).toEqual(expect.arrayContaining(['webhook > respond', 'respond > data-table']));
  });

  it('puts first what is to come before the storing that is there', async () => {
    const { turn } = await edited(visitors, 'first filter out visitors without a town, then store them');
    expect(turn.workflow.nodes.filter(({ type }) => type === 'core.data-table')).toHaveLength(1);
    expect(arrowsOf(turn.workflow)).toContain('filter > data-table');
  });
});

it('takes a statement about something open for no new step', async () => {
  const { turn } = await edited(parcel, 'the path for the depot is /x and the key is there');
  expect(turn.calls.map(({ toolName }) => toolName)).not.toContain('changeWorkflow');
});
