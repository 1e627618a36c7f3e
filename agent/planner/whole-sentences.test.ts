import { describe, expect, it } from 'vitest';
import { answering, converse } from '@/tests/support/plan';
import { type Case, plays } from '@/tests/support/plays';

/** Requests as people type them: every word has its place, in whatever order and voice it stands. */
const cases: readonly Case[] = [
  {
    say: 'hook gets crate grower and kilos if kilos is under 5 write crate and grower in table small_crates and say "tiny" if not just say "fine"',
    posts: [
      [{ crate: 1, grower: 'Abe', kilos: 4 }, 200, 'tiny'],
      [{ crate: 2, grower: 'Bo', kilos: 5 }, 200, 'fine'],
    ],
    tables: { small_crates: [{ crate: 1, grower: 'Abe' }] },
  },
  {
    say: 'Is the posted depth between 2 and 5? Then answer "swim here". If not, answer "stay out".',
    posts: [
      [{ depth: 2 }, 200, 'swim here'],
      [{ depth: 6 }, 200, 'stay out'],
    ],
  },
  {
    say: 'When a parcel is posted with shelf and weight, check the table shelves for that shelf; if it is missing answer 404 "no such shelf", otherwise answer "put it there"',
    seed: { shelves: [{ shelf: 'A1' }] },
    posts: [
      [{ shelf: 'A1', weight: 2 }, 200, 'put it there'],
      [{ shelf: 'Z9', weight: 2 }, 404, 'no such shelf'],
    ],
  },
  {
    say: 'Harbour readings are received by webhook (buoy, depth, crew). Each reading is to be stored in buoy_log with all three fields. When a depth of 9 or more is reported, "deep at {buoy}" has to be answered; else "shallow".',
    posts: [
      [{ buoy: 'N', depth: 9, crew: 'x' }, 200, 'deep at N'],
      [{ buoy: 'S', depth: 2, crew: 'y' }, 200, 'shallow'],
    ],
    tables: {
      buoy_log: [
        { buoy: 'N', depth: 9, crew: 'x' },
        { buoy: 'S', depth: 2, crew: 'y' },
      ],
    },
  },
  {
    say: 'Our pool turnstile will POST lane, swimmer and age. Under 8: answer "with a parent". From 8 to 15: "junior lane". 16 or older: "any lane". Every swimmer, whatever the age, is also kept in the table swims (lane, swimmer, age).',
    posts: [
      [{ lane: 1, swimmer: 'a', age: 7 }, 200, 'with a parent'],
      [{ lane: 2, swimmer: 'b', age: 8 }, 200, 'junior lane'],
      [{ lane: 3, swimmer: 'c', age: 16 }, 200, 'any lane'],
    ],
    tables: { swims: [{ lane: 1 }, { lane: 2 }, { lane: 3, swimmer: 'c', age: 16 }] },
  },
  {
    say: '1. receive a webhook with box, litres and port\n2. if port is not "RTM" and litres is over 40, answer "refused" with status 400 and do nothing else\n3. all other boxes: add a row with box and litres to the table cargo and answer "loading {box}"',
    posts: [
      [{ box: 'b1', litres: 41, port: 'OSL' }, 400, 'refused'],
      [{ box: 'b2', litres: 41, port: 'RTM' }, 200, 'loading b2'],
    ],
    tables: { cargo: [{ box: 'b2', litres: 41 }] },
  },
  {
    say: 'Take posts with code and buyer. Code empty, or without a # in it? Reply "bad code" with code 422. Otherwise keep both fields in the table coupons and reply "thanks {buyer}".',
    posts: [
      [{ code: '', buyer: 'Al' }, 422, 'bad code'],
      [{ code: 'A#1', buyer: 'Bea' }, 200, 'thanks Bea'],
    ],
    tables: { coupons: [{ code: 'A#1', buyer: 'Bea' }] },
  },
  {
    say: 'Webhook with pass, rank and deck. Anyone whose rank is captain or mate gets stored in bridge_list (pass, rank, deck) and hears "come up to {deck}". The rest hear "crew only" (status 403).',
    posts: [
      [{ pass: 1, rank: 'mate', deck: 'A' }, 200, 'come up to A'],
      [{ pass: 2, rank: 'cook', deck: 'B' }, 403, 'crew only'],
    ],
    tables: { bridge_list: [{ pass: 1, rank: 'mate', deck: 'A' }] },
  },
  {
    say: 'Body of the hook: tin, maker, shelf.\n- tin starts with "EX" -> table exports, answer "export"\n- any other tin -> table locals, answer "local"\nKeep tin and maker in both tables.',
    posts: [
      [{ tin: 'EX-1', maker: 'm', shelf: 3 }, 200, 'export'],
      [{ tin: 'A-EX', maker: 'n', shelf: 4 }, 200, 'local'],
    ],
    tables: { exports: [{ tin: 'EX-1', maker: 'm' }], locals: [{ tin: 'A-EX', maker: 'n' }] },
  },
  {
    say: 'Ski lessons are priced by age. A webhook brings pupil, age and hours. The rate is 20 for pupils younger than 12 and 30 for the others; cost is rate times hours. Answer as JSON with pupil, rate and cost.',
    posts: [
      [{ pupil: 'Jo', age: 11, hours: 2 }, 200, { pupil: 'Jo', rate: 20, cost: 40 }],
      [{ pupil: 'Al', age: 12, hours: 3 }, 200, { pupil: 'Al', rate: 30, cost: 90 }],
    ],
  },
  {
    say: 'someone enrols a drone by posting tail and pilot. if the table drones already has a row with that tail answer "known" with status 409, if there is none yet insert tail and pilot there and answer "hello {pilot}"',
    seed: { drones: [{ tail: 'D1', pilot: 'Gus' }] },
    posts: [
      [{ tail: 'D1', pilot: 'Eve' }, 409, 'known'],
      [{ tail: 'D2', pilot: 'Noa' }, 200, 'hello Noa'],
      [{ tail: 'D2', pilot: 'Bo' }, 409, 'known'],
    ],
  },
  {
    say: 'Tea poll. Each POST has guest and tea and is added to the table tea_votes. Then count the rows of tea_votes with the same tea and answer "{tea}: {count}".',
    posts: [
      [{ guest: 'm', tea: 'mint' }, 200, 'mint: 1'],
      [{ guest: 'n', tea: 'oolong' }, 200, 'oolong: 1'],
      [{ guest: 'o', tea: 'mint' }, 200, 'mint: 2'],
    ],
  },
  {
    say: 'Answer "board now" unless ticket is void, in that case answer "see the desk" with status 409. It comes through a webhook.',
    posts: [
      [{ ticket: 'ok' }, 200, 'board now'],
      [{ ticket: 'void' }, 409, 'see the desk'],
    ],
  },
  {
    say: 'Hook: lamp, watts, hall. If hall contains attic put it in table attic_lamps. If hall contains cellar put it in table cellar_lamps. Everything else goes to table other_lamps. Answer "seen" in any case.',
    posts: [
      [{ lamp: 1, watts: 4, hall: 'attic 2' }, 200, 'seen'],
      [{ lamp: 2, watts: 5, hall: 'yard' }, 200, 'seen'],
    ],
    tables: { attic_lamps: [{ lamp: 1 }], cellar_lamps: [], other_lamps: [{ lamp: 2 }] },
  },
  {
    say: 'A POST has boat, weeks and rate. Work out price = weeks * rate. If weeks is 4 or more take 25% off the price. Return JSON with boat and price.',
    posts: [
      [{ boat: 'Ada', weeks: 4, rate: 100 }, 200, { boat: 'Ada', price: 300 }],
      [{ boat: 'Bob', weeks: 1, rate: 100 }, 200, { boat: 'Bob', price: 100 }],
    ],
  },
  {
    say: 'meter hook posts start, stop and house. used is stop minus start. if used is negative reply 422 and "turned back", else put house and used into table usage and reply "{house} used {used}"',
    posts: [
      [{ start: 5, stop: 3, house: 'h1' }, 422, 'turned back'],
      [{ start: 5, stop: 9, house: 'h2' }, 200, 'h2 used 4'],
    ],
    tables: { usage: [{ house: 'h2', used: 4 }] },
  },
  {
    say: 'save name and trade in helpers and reply "noted" only when the age is at least 16, otherwise reply "too young". comes by webhook.',
    posts: [[{ name: 'a', trade: 'b', age: 12 }, 200, 'too young']],
  },
];

/** What starts at a time goes through lists: where they come from, which of them, in what order, where to. */
const timed: readonly (readonly [say: string, url: string, list: unknown, tables: Record<string, unknown[]>])[] = [
  [
    'Every 20 minutes get https://kilns.example/list, keep the kilns with heat above 900 and put name and heat of each in table hot_kilns',
    'https://kilns.example/list',
    [
      { name: 'a', heat: 950 },
      { name: 'b', heat: 900 },
    ],
    { hot_kilns: [{ name: 'a', heat: 950 }] },
  ],
  [
    'I start this one by hand: fetch https://darts.example/all.json (a list), sort it by points with the highest on top, take the first 2 and add their player and points to the table best_darts.',
    'https://darts.example/all.json',
    [
      { player: 'x', points: 3 },
      { player: 'y', points: 9 },
      { player: 'z', points: 5 },
    ],
    { best_darts: [{ player: 'y', points: 9 }, { player: 'z' }] },
  ],
];

describe('a list is gone through at its time', () => {
  it.each(timed)('%s', async (say, url, list, tables) => {
    const talk = converse({ http: answering({ [url]: list }) });
    await talk.say(say);
    await talk.run([{}]);
    for (const [table, rows] of Object.entries(tables)) expect(talk.tables.rowsOf(table)).toMatchObject(rows);
  });

  it('asks what a wish without a deed is about', async () => {
    const { text, question } = await converse().say('could you build something that eases my days with the tenants');
    expect(question?.question ?? text).toContain('did not understand');
  });

  it('half an hour after a time that has a name', async () => {
    const talk = converse();
    const { workflow } = await talk.say(
      'on the 1st of each month, half an hour after midnight, delete all rows from the table lost where found is "yes"',
    );
    expect(workflow.nodes[0]?.params).toMatchObject({ cron: '30 0 1 * *' });
  });
});

describe('a request is read whole, by its parts', () => {
  it.each(cases.map(one => [one.say, one] as const))('%s', async (_say, one) => void (await plays(one)));
});

/** What would do something else than was said is told, not built without a word. */
describe('an idea that was not understood', () => {
  const lost: readonly [say: string, told: RegExp][] = [
    [
      'Take the list https://wine.example/all when I click, keep wines from "Spain" that cost at most 10 somehow, sort by price and put name in the table cheap_spain',
      /Spain|at most 10/,
    ],
    [
      'When a jump is posted, put the jump in table jumps and answer with JSON: far = the longest jump in the table',
      /longest jump in the table|longest/,
    ],
    ['Add the fee to every posted fare: fee = 5% of fare. answer json with fare and fee', /every posted|fee/i],
  ];
  it.each(lost)('%s', async (say, told) => {
    const { text, workflow, question } = await converse().say(say);
    expect(`${text} ${question?.question ?? ''}`).toMatch(told);
    expect(workflow.nodes.map(({ params }) => params.table)).not.toContain('every posted fare');
  });

  it('a day that is over, and a day of the feed itself, are asked as such', async () => {
    const talk = converse();
    await talk.say(
      'Library slips come by webhook with novel and back_by. If back_by is in the past answer "{novel} is late", otherwise answer "keep {novel}".',
    );
    expect(await talk.post({ novel: 'Emil', back_by: '2020-05-01' })).toMatchObject({ body: 'Emil is late' });
    expect(await talk.post({ novel: 'Emil', back_by: '2099-05-01' })).toMatchObject({ body: 'keep Emil' });
    const { workflow } = await converse().say(
      'each morning at 6 fetch the feed https://sea.example/rss.xml, take only the entries published after 2025-03-01 and write title into table sea_news',
    );
    expect(JSON.stringify(workflow.nodes)).toContain('item.published_at');
  });

  it('figures are told for each group', async () => {
    const { workflow } = await converse().say(
      'every friday at 18:00 sum up amount per shop of the table receipts as total and save shop and total in the table weekly',
    );
    expect(workflow.nodes.find(({ type }) => type === 'core.aggregate')!.params).toMatchObject({
      groupBy: 'shop',
      operations: [{ operation: 'sum', field: 'amount', as: 'total' }],
    });
  });
});
