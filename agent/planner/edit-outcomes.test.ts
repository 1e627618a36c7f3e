import { describe, expect, it } from 'vitest';
import { answering, converse } from '@/tests/support/plan';

type Post = [body: Record<string, unknown>, answer: unknown, status?: number];

/** What the workflow does after all messages: its answers, and the rows it leaves. */
async function play(says: readonly string[], posts: readonly Post[]) {
  const chat = converse({ http: answering({ 'https://crm.example.com/in': { ok: true } }) });
  for (const say of says) await chat.say(say);
  const given: unknown[] = [];
  for (const [body, , status] of posts) {
    const answer = await chat.post(body);
    given.push(status === undefined ? [answer.body] : [answer.body, answer.status]);
  }
  return {
    given,
    wanted: posts.map(([, answer, status]) => (status === undefined ? [answer] : [answer, status])),
    chat,
  };
}

const readings =
  'A webhook receives a reading with sensor and celsius. Save sensor and celsius in the table readings. If celsius is over 30 answer "hot", otherwise answer "fine".';
const votes = 'A webhook receives voter and choice. Save voter and choice in the table votes and answer "counted".';
const zones = 'A webhook receives zone and weight. If zone is north answer "2 days" otherwise answer "5 days"';

describe('a number that is spoken of', () => {
  it.each([
    'make it 40',
    'rather 40',
    'no, make that 40',
    'use 40 instead',
    'change it to 40',
    '40 instead please',
    'hot should be over 40',
    'celsius should be over 40',
  ])('%s', async message => {
    const { given, wanted } = await play(
      [readings, message],
      [
        [{ sensor: 's', celsius: 40 }, 'fine'],
        [{ sensor: 's', celsius: 41 }, 'hot'],
      ],
    );
    expect(given).toEqual(wanted);
  });

  it.each(['hot should be from 40 on', 'hot starts at least 40', 'change the limit to at least 40'])(
    '%s',
    async message => {
      const { given, wanted } = await play(
        [readings, message],
        [
          [{ sensor: 's', celsius: 39 }, 'fine'],
          [{ sensor: 's', celsius: 40 }, 'hot'],
        ],
      );
      expect(given).toEqual(wanted);
    },
  );
});

describe('one more case', () => {
  it.each([
    'if celsius is under 0 answer "frost"',
    'also if celsius is under 0 answer "frost"',
    'add a check: if celsius is under 0 answer "frost"',
    'and when celsius is below 0 answer with "frost" instead',
  ])('%s', async message => {
    const { given, wanted } = await play(
      [readings, message],
      [
        [{ sensor: 's', celsius: -1 }, 'frost'],
        [{ sensor: 's', celsius: 31 }, 'hot'],
        [{ sensor: 's', celsius: 3 }, 'fine'],
      ],
    );
    expect(given).toEqual(wanted);
  });

  it.each([
    'if voter is missing answer "who are you?" with status 400 and do not save',
    'add a check before saving: if the voter is missing answer "who are you?" with status 400 and don\'t store it',
    'before saving check that: if there is no voter answer "who are you?" with status 400',
    'when voter is empty answer "who are you?" with 400 and save nothing',
  ])('%s', async message => {
    const { given, wanted, chat } = await play(
      [votes, message],
      [
        [{ choice: 'a' }, 'who are you?', 400],
        [{ voter: 'x', choice: 'a' }, 'counted', 200],
      ],
    );
    expect(given).toEqual(wanted);
    expect(chat.tables.rowsOf('votes')).toHaveLength(1);
  });

  it.each(['for south it is "3 days"', 'for south "3 days"', 'if zone is south answer "3 days"'])(
    '%s',
    async message => {
      const { given, wanted } = await play(
        [zones, message],
        [
          [{ zone: 'south' }, '3 days'],
          [{ zone: 'north' }, '2 days'],
          [{ zone: 'east' }, '5 days'],
        ],
      );
      expect(given).toEqual(wanted);
    },
  );

  it.each([
    'the others should be "9 days"',
    'everything else gets "9 days"',
    'otherwise "9 days"',
    'for the rest answer "9 days"',
  ])('%s', async message => {
    const { given, wanted } = await play(
      [zones, message],
      [
        [{ zone: 'north' }, '2 days'],
        [{ zone: 'east' }, '9 days'],
      ],
    );
    expect(given).toEqual(wanted);
  });
});

describe('on one way only', () => {
  it.each([
    'for the hot ones also save sensor in the table alarms',
    'when it is hot also save sensor in the table alarms',
    'if celsius is over 30 also save sensor in the table alarms',
  ])('%s', async message => {
    const { given, wanted, chat } = await play(
      [readings, message],
      [
        [{ sensor: 's1', celsius: 31 }, 'hot'],
        [{ sensor: 's2', celsius: 3 }, 'fine'],
      ],
    );
    expect(given).toEqual(wanted);
    expect(chat.tables.rowsOf('alarms')).toMatchObject([{ sensor: 's1' }]);
    expect(chat.tables.rowsOf('readings')).toHaveLength(2);
  });
});

describe('tables', () => {
  it.each([
    'rename the table to ballots',
    'the table should be called ballots',
    'use the table ballots instead of votes',
  ])('%s', async message => {
    const { chat } = await play([votes, message], [[{ voter: 'x', choice: 'a' }, 'counted']]);
    expect(chat.tables.rowsOf('ballots')).toMatchObject([{ voter: 'x', choice: 'a' }]);
  });

  it.each([
    "choice is not needed any more, don't save it",
    'do not save the choice any more',
    'remove choice from the table',
  ])('%s', async message => {
    const { given, chat } = await play([votes, message], [[{ voter: 'x', choice: 'a' }, 'counted']]);
    expect(given).toEqual([['counted']]);
    expect(chat.tables.rowsOf('votes')).toEqual([{ id: 1, voter: 'x' }]);
  });

  it.each([
    'if the voter is already there update the choice',
    "if the voter is already in the table don't add it again, just update it",
  ])('%s', async message => {
    const { chat } = await play(
      [votes, message],
      [
        [{ voter: 'x', choice: 'a' }, 'counted'],
        [{ voter: 'x', choice: 'b' }, 'counted'],
      ],
    );
    expect(chat.tables.rowsOf('votes')).toMatchObject([{ voter: 'x', choice: 'b' }]);
  });

  it.each(['also save the station', 'store the station too', 'add the station to the row'])('%s', async message => {
    const { chat } = await play([votes, message], [[{ voter: 'x', choice: 'a', station: 7 }, 'counted']]);
    expect(chat.tables.rowsOf('votes')).toMatchObject([{ voter: 'x', choice: 'a', station: 7 }]);
  });
});

describe('answers', () => {
  it.each(['the answer should have the status 201', 'answer with status 201', 'use 201 as the status code'])(
    '%s',
    async message => {
      const { given } = await play([votes, message], [[{ voter: 'x', choice: 'a' }, 'counted', 201]]);
      expect(given).toEqual([['counted', 201]]);
    },
  );

  it.each(['answer with JSON instead: who is "{voter}"', 'reply with json: who = "{voter}" instead'])(
    '%s',
    async message => {
      const { given } = await play([votes, message], [[{ voter: 'x', choice: 'a' }, {}]]);
      expect(given).toEqual([[{ who: 'x' }]]);
    },
  );

  it.each(['allow south too', 'south is ok too', 'also accept south'])('%s', async message => {
    const { given, wanted } = await play(
      [zones, message],
      [
        [{ zone: 'south' }, '2 days'],
        [{ zone: 'north' }, '2 days'],
        [{ zone: 'east' }, '5 days'],
      ],
    );
    expect(given).toEqual(wanted);
  });

  it.each([
    'save zone and weight in the table parcels before answering',
    'before answering save zone and weight in the table parcels',
  ])('%s', async message => {
    const { given, wanted, chat } = await play(
      [zones, message],
      [
        [{ zone: 'north', weight: 1 }, '2 days'],
        [{ zone: 'east', weight: 2 }, '5 days'],
      ],
    );
    expect(given).toEqual(wanted);
    expect(chat.tables.rowsOf('parcels')).toMatchObject([
      { zone: 'north', weight: 1 },
      { zone: 'east', weight: 2 },
    ]);
  });
});
