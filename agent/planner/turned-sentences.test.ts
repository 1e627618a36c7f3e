import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';
import { type Case, plays } from '@/tests/support/plays';

/** Requests as strangers type them, each with a turn of its own. */
const cases: readonly Case[] = [
  {
    say: 'webhook gets boat and wind if wind is 7 or more write boat and wind in the table storm_log and answer stay moored otherwise just answer all clear',
    posts: [
      [{ boat: 'Ida', wind: 7 }, 200, 'stay moored'],
      [{ boat: 'Ute', wind: 6 }, 200, 'all clear'],
    ],
    tables: { storm_log: [{ boat: 'Ida', wind: 7 }] },
  },
  {
    say: 'A locker posts its key. Look in the table lockers for the row with that key. Found? Answer "{owner} has it" using the owner from the row. Not found? Answer "free" with status 404.',
    seed: { lockers: [{ key: 7, owner: 'Ada' }] },
    posts: [
      [{ key: 7 }, 200, 'Ada has it'],
      [{ key: 8 }, 404, 'free'],
    ],
  },
  {
    say: 'The gate POSTs plate and bay. If the table bays already has a row with this plate, overwrite its bay; if not, make a new row with both. The reply is always "noted {plate}".',
    seed: { bays: [{ plate: 'A', bay: 1 }] },
    posts: [
      [{ plate: 'A', bay: 4 }, 200, 'noted A'],
      [{ plate: 'B', bay: 2 }, 200, 'noted B'],
    ],
    tables: {
      bays: [
        { plate: 'A', bay: 4 },
        { plate: 'B', bay: 2 },
      ],
    },
  },
  {
    say: 'A kite comes by webhook with wet (true or false) and torn (true or false). Wet kites without torn: answer "dry it". Wet kites with torn: answer "bin it". Everything that is not wet: answer "fly it".',
    posts: [
      [{ wet: true, torn: false }, 200, 'dry it'],
      [{ wet: true, torn: true }, 200, 'bin it'],
      [{ wet: false, torn: true }, 200, 'fly it'],
    ],
  },
  {
    say: 'The webhook takes street, house and town. Make field line from street and house with a space between, and field place which is town in capital letters. The answer must be JSON with line and place.',
    posts: [[{ street: 'Elm', house: 4, town: 'Ely' }, 200, { line: 'Elm 4', place: 'ELY' }]],
  },
  {
    say: 'Answer "not our street" to each POST unless road is one of Mill, Park or Quay; in that case answer "bins on Monday".',
    posts: [
      [{ road: 'Park' }, 200, 'bins on Monday'],
      [{ road: 'High' }, 200, 'not our street'],
    ],
  },
  {
    say: 'For each dive post (diver, hits, tries) calculate share as hits / tries * 100. The mark is A from 80 percent, B from 50 but under 80, and C below 50. Answer "{diver}: {share} is {mark}".',
    posts: [
      [{ diver: 'Pia', hits: 4, tries: 5 }, 200, 'Pia: 80 is A'],
      [{ diver: 'Olu', hits: 2, tries: 4 }, 200, 'Olu: 50 is B'],
      [{ diver: 'Uma', hits: 1, tries: 4 }, 200, 'Uma: 25 is C'],
    ],
  },
  {
    say: 'when a call comes in with floor and its betwen 1 and 4 anser "take the stairs", under 1 anser "cellar", and everything higher "use the lift"',
    posts: [
      [{ floor: 4 }, 200, 'take the stairs'],
      [{ floor: 0 }, 200, 'cellar'],
      [{ floor: 5 }, 200, 'use the lift'],
    ],
  },
  {
    say: 'Choir stamps. The webhook gets singer and stamps. Answer "free score" once stamps is 6 or higher; until then answer "sing on".',
    posts: [
      [{ singer: 'Al', stamps: 6 }, 200, 'free score'],
      [{ singer: 'Bo', stamps: 5 }, 200, 'sing on'],
    ],
  },
];

describe('rows that are spoken of', () => {
  it('are deleted, told in the passive', async () => {
    const talk = converse();
    const skips = [
      { skip: 1, full: 'yes' },
      { skip: 2, full: 'no' },
    ];
    await talk.tables.insert('skips', skips, { idempotencyKey: 'skips' });
    await talk.say(
      'On the first day of every month at noon, all rows of the table skips where full is yes must be removed.',
    );
    await talk.run([{}]);
    expect(talk.tables.rowsOf('skips')).toMatchObject([{ skip: 2 }]);
  });
});

describe('a turn of phrase', () => {
  it.each(cases.map(one => [one.say, one] as const))('%s', async (_say, one) => void (await plays(one)));
});

const further: readonly Case[] = [
  {
    say: 'A probe posts tank and heat. If heat is above 8: insert tank and heat into the table hot_tanks, send a POST to https://hooks.example.com/tank with tank and heat, and answer "cool it". If not: answer "fine".',
    posts: [[{ tank: 'T', heat: 8 }, 200, 'fine']],
  },
  {
    say: 'The depot posts crate. In the table crates set the place of the row having this crate to shipped and answer "{crate} left". If there is no such row, the answer is "no crate {crate}" with status 404.',
    seed: { crates: [{ crate: 4, place: 'dock' }] },
    posts: [
      [{ crate: 4 }, 200, '4 left'],
      [{ crate: 5 }, 404, 'no crate 5'],
    ],
    tables: { crates: [{ crate: 4, place: 'shipped' }] },
  },
  {
    say: 'Regatta entries come by webhook with boat and day. If day is between 2031-05-02 and 2031-05-09, both days included, add boat and day to the table spring_cup and answer "in"; if it is any other date answer "out" with status 422.',
    posts: [
      [{ boat: 'A', day: '2031-05-02' }, 200, 'in'],
      [{ boat: 'B', day: '2031-05-09' }, 200, 'in'],
      [{ boat: 'C', day: '2031-05-10' }, 422, 'out'],
    ],
    tables: { spring_cup: [{ boat: 'A' }, { boat: 'B' }] },
  },
  {
    say: 'Cable car: somebody posts years and resident (true/false). Set fare to 3 if resident is true or years is 70 or more, and to 9 for all others. Then answer "{fare} francs".',
    posts: [
      [{ years: 20, resident: true }, 200, '3 francs'],
      [{ years: 69, resident: false }, 200, '9 francs'],
    ],
  },
  {
    say: 'webhook with diver and deaf (true or false). deaf divers: save diver in the table signs and answer "sign crew". the others: answer "radio crew"',
    posts: [
      [{ diver: 'D', deaf: true }, 200, 'sign crew'],
      [{ diver: 'E', deaf: false }, 200, 'radio crew'],
    ],
    tables: { signs: [{ diver: 'D' }] },
  },
  {
    say: 'The lock is sending POST with hulls and solar. If solar is yes then answer must be "pay 1". If not, it depends of hulls: 1 hulls "pay 5", 2 hulls "pay 8", more than 2 "pay 12".',
    posts: [
      [{ hulls: 3, solar: 'yes' }, 200, 'pay 1'],
      [{ hulls: 2, solar: 'no' }, 200, 'pay 8'],
      [{ hulls: 4, solar: 'no' }, 200, 'pay 12'],
    ],
  },
  {
    say: 'The shed posts tool. Look for the row with that tool in the table tools. If found answer JSON with tool and ok = "yes". If not found, answer JSON with error = "no such tool" and status 404.',
    seed: { tools: [{ tool: 'saw' }] },
    posts: [
      [{ tool: 'saw' }, 200, { tool: 'saw', ok: 'yes' }],
      [{ tool: 'axe' }, 404, { error: 'no such tool' }],
    ],
  },
];

describe('one more turn of phrase', () => {
  it.each(further.map(one => [one.say, one] as const))('%s', async (_say, one) => void (await plays(one)));

  it('puts a case behind the field that it asks about, and knows a way by what it answers', async () => {
    const kiln = converse();
    await kiln.say('The kiln posts bars. Compute psi = bars * 14.5 and reply "{bars} is {psi}".');
    await kiln.say('If psi is above 100, reply "shut it, {psi}" instead.');
    expect(await kiln.post({ bars: 10 })).toMatchObject({ body: 'shut it, 145' });
    expect(await kiln.post({ bars: 2 })).toMatchObject({ body: '2 is 29' });
    const shift = converse();
    await shift.say('When the posted laps is over 8, answer "champion", otherwise "keep at it".');
    await shift.say('and whenever it is champion also save name and laps in the table podium');
    await shift.post({ name: 'Ida', laps: 9 });
    await shift.post({ name: 'Ole', laps: 8 });
    expect(shift.tables.rowsOf('podium')).toMatchObject([{ name: 'Ida', laps: 9 }]);
  });
});
