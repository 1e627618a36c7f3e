import { describe, expect, it } from 'vitest';
import { arrowsOf, converse } from '@/tests/support/plan';

const sale =
  'When a webhook receives a sale, if the price is over 40 store it in a table called dear and answer "thanks a lot", otherwise answer "thanks"';
const list =
  'Every hour get https://example.com/bikes, keep the ones with state free, sort them by price, take the first 4 and store name and price in a table called cheap';

async function edited(first: string, ...said: string[]) {
  const chat = converse();
  await chat.say(first);
  let turn = await chat.say(said[0]!);
  for (const text of said.slice(1)) turn = await chat.say(text);
  const labels = turn.workflow.nodes.map(({ label }) => label);
  return { ...turn, labels, arrows: arrowsOf(turn.workflow), post: chat.post };
}

describe('a step is meant by its place or by what was said last', () => {
  it('the first, the second, the last, a number', async () => {
    expect((await edited(list, 'rename the first step to Bikes clock')).labels[0]).toBe('Bikes clock');
    expect((await edited(list, 'call the second step Ask the shop')).labels[1]).toBe('Ask the shop');
    expect((await edited(list, 'remove the last step')).labels).not.toContain('Store in cheap');
    expect((await edited(list, 'delete step 4')).labels.join()).not.toContain('Sort by');
  });

  it('that step is the one that was just added', async () => {
    const { labels } = await edited(sale, 'also send an email to ada@example.com', 'remove that step');
    expect(labels.join()).not.toContain('ada@example.com');
  });
});

describe('a step that is chosen on the canvas', () => {
  it('is this step', async () => {
    expect((await edited(list, '@sort_by_price remove this step')).labels.join()).not.toContain('Sort by');
    expect((await edited(list, '@sort_by_price rename it to Cheapest first')).labels).toContain('Cheapest first');
    expect((await edited(list, 'remove @sort_by_price')).labels.join()).not.toContain('Sort by');
  });

  it('is one of these, where several are', async () => {
    const { labels } = await edited(list, '@sort_by_price @first_4 remove these');
    expect(labels).toHaveLength(4);
  });
});

describe('conditions and branches', () => {
  it.each(['change the condition to price at least 60', 'the condition should be price at least 60'])(
    '%s',
    async said => {
      const { labels } = await edited(sale, said);
      expect(labels).toContain('Price at least 60?');
    },
  );

  it('swaps answers alone, or whole branches', async () => {
    const answers = await edited(sale, 'swap the two answers');
    expect((await answers.post({ price: 50 })).body).toBe('thanks');
    expect(answers.arrows).toContain('if yes> data-table');
    expect((await edited(sale, 'swap the branches')).arrows).toContain('if no> data-table');
  });

  it('asks which way stays when a decision goes', async () => {
    const { question } = await edited(sale, 'delete the condition');
    expect(question?.question).toContain('which way should go on for all');
    const kept = await edited(sale, 'delete the condition', question!.choices![1]!);
    expect(kept.arrows).toEqual(['webhook > respond']);
  });

  it('does the same in the other branch', async () => {
    expect((await edited(sale, 'do the same in the other branch')).arrows).toContain('if no> data-table');
  });
});

describe('several at once, and back', () => {
  it('makes three changes of one sentence', async () => {
    const { labels } = await edited(
      sale,
      'make the limit 90, rename the table to costly and answer "bye" instead of "thanks"',
    );
    expect(labels).toEqual(expect.arrayContaining(['Price over 90?', 'Store in costly', 'Answer "bye"']));
  });

  it('goes back two changes, and does again what was undone', async () => {
    const back = await edited(sale, 'make the limit 90', 'answer "bye" instead of "thanks"', 'go back two changes');
    expect(back.labels).toEqual(expect.arrayContaining(['Price over 40?', 'Answer "thanks"']));
    expect((await edited(sale, 'make the limit 90', 'undo that', 'redo')).labels).toContain('Price over 90?');
    expect((await edited(sale, 'redo')).text).toContain('Nothing was undone last');
  });
});

describe('what sounds like something else', () => {
  it('a table named "instead" replaces the one there is', async () => {
    const { workflow } = await edited(sale, 'could you store it in a table called everything instead?');
    expect(workflow.nodes.find(({ type }) => type === 'core.data-table')?.params.table).toBe('everything');
  });

  it('the age of posts is no time of day', async () => {
    const feed = 'Every day at 7 read the feed https://example.com/a.xml and store title in a table called posts';
    const { workflow } = await edited(feed, 'only posts of the last 24 hours');
    expect(workflow.nodes[0]!.params.cron).toBe('0 7 * * *');
  });

  it('a field of the request needs no step', async () => {
    const { text, calls } = await edited(sale, 'add colour to the webhook');
    expect(text).toContain('Nothing was changed');
    expect(calls.map(({ toolName }) => toolName)).not.toContain('changeWorkflow');
  });

  it('another address, another order, a waiting', async () => {
    const { workflow } = await edited(list, 'use https://example.com/scooters instead');
    expect(workflow.nodes[1]!.params.url).toBe('https://example.com/scooters');
    expect(
      (await edited(list, 'sort them descending')).workflow.nodes.find(({ type }) => type === 'core.sort')?.params.by,
    ).toEqual([{ field: 'price', descending: true }]);
    expect((await edited(sale, 'wait 5 minutes before storing')).labels).toContain('Wait 5 minutes');
  });

  it('a condition that a description left open is given afterwards', async () => {
    const { labels } = await edited(
      'Cold chain. This workflow reads the truck temperature from SensorHub every hour and warns the drivers on Signal if it gets too warm.',
      'the condition of that step is temperature over 8',
    );
    expect(labels).toContain('Temperature over 8?');
  });
});

describe('what is told of what is there already', () => {
  const dogs = 'Dog posted with height: up to 30 answer "tiny", more than 30 answer "tall".';
  const chores =
    'When a chore is posted with room and chore, save room and chore in the table chores and answer "added".';

  it('a time in place of another', async () => {
    const cows =
      'Every day at 8:00 get https://farm.example/cows, keep those with milk below 10 and store name in table weak';
    const cronOf = async (text: string) =>
      (await edited(cows, text)).workflow.nodes.find(({ type }) => type === 'core.schedule')!.params.cron;
    expect(await cronOf('Run it on Fridays at 10:15 instead of every day.')).toBe('15 10 * * 5');
    expect(await cronOf('on Tuesdays, not every day')).toBe('0 8 * * 2');
    expect(await cronOf('run it on Sundays instead')).toBe('0 8 * * 0');
  });

  it('a number inside a formula', async () => {
    const beds = 'webhook takes diver and dives, fee is dives times 30, answer "{diver} owes {fee}"';
    const { post } = await edited(beds, 'use 35 instead of 30');
    expect(await post({ diver: 'Ann', dives: 2 })).toMatchObject({ body: 'Ann owes 70' });
  });

  it('an order turned round', async () => {
    const { workflow } = await edited(list, 'sort them from high to low instead');
    expect(workflow.nodes.find(({ type }) => type === 'core.sort')!.params.by).toEqual([
      { field: 'price', descending: true },
    ]);
  });

  it('a word that was meant, not said in thanks', async () => {
    expect((await edited(sale, 'answer "many thanks indeed" instead of thanks')).labels.join()).toContain(
      'many thanks indeed',
    );
    expect(
      (await edited(sale, 'answer "fine" instead of thanks')).workflow.nodes.map(({ params }) => params.body),
    ).toContain('fine');
  });

  it('one more case, one more column', async () => {
    const giant = await edited(dogs, 'And more than 70 should be answered with "giant"');
    expect(await giant.post({ height: 75 })).toMatchObject({ body: 'giant' });
    expect(await giant.post({ height: 36 })).toMatchObject({ body: 'tall' });
    const chat = converse();
    await chat.say(chores);
    await chat.say('also store a column mood with the value "calm"');
    await chat.post({ room: 'attic', chore: 'sweep' });
    expect(chat.tables.rowsOf('chores')).toMatchObject([{ room: 'attic', chore: 'sweep', mood: 'calm' }]);
  });

  it.each([
    ['A webhook posts weight and town. Store weight and town in parcels. Answer "ok".', 'also store town as place'],
    ['A webhook posts weight and town. Store it in parcels. Answer "ok".', 'also store town as place'],
    ['A webhook posts weight and town. Store it in parcels. Answer "ok".', 'save the town under the name place too'],
    ['A webhook posts weight and town. Store it in parcels. Answer "ok".', 'add the town as place to the row'],
    ['A webhook posts weight and town. Store it in parcels.', 'also put the town in a new column called place'],
  ])('%s | %s', async (first, change) => {
    const chat = converse();
    await chat.say(first);
    await chat.say(change);
    await chat.post({ weight: 30, town: 'Ulm' });
    expect(chat.tables.rowsOf('parcels')).toMatchObject([{ weight: 30, town: 'Ulm', place: 'Ulm' }]);
  });

  it('"in towns" is a table and no column', async () => {
    const chat = converse();
    await chat.say('A webhook posts weight and town. Store weight in parcels. Answer "ok".');
    await chat.say('also store town in towns');
    await chat.post({ weight: 30, town: 'Ulm' });
    expect(chat.tables.rowsOf('parcels')).not.toMatchObject([{ towns: 'Ulm' }]);
    expect(chat.tables.rowsOf('towns')).toMatchObject([{ town: 'Ulm' }]);
  });

  it('nothing is stored in a table that nobody spoke of, and no row is compared with words', async () => {
    const pay = 'A sensor posts laps and price. tab = laps * price. Answer "you owe {tab}".';
    expect((await edited(pay, 'add a tip of 5 to tab')).labels.join()).not.toContain('Store');
    const check = await edited(chores, 'if the chore is already in the chores answer 409 "there" and do not save it');
    expect(JSON.stringify(check.workflow)).not.toContain('already in');
  });
});
