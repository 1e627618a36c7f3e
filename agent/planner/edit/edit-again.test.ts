import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';

type Post = readonly [body: unknown, status: number, answer: unknown];

/** A request, what is said later, and what the workflow then answers. */
const cases: readonly (readonly [say: readonly string[], ...posts: readonly Post[]])[] = [
  [
    [
      'webhook with floor. if floor is 0 answer "lobby", otherwise answer "upstairs"',
      'instead of "upstairs" answer "floor {floor}"',
    ],
    [{ floor: 3 }, 200, 'floor 3'],
  ],
  [
    [
      'webhook with height. if height is more than 120 answer "may ride" else answer "too small"',
      'it should be 120 or more, not more than 120',
    ],
    [{ height: 120 }, 200, 'may ride'],
  ],
  [
    [
      'POST with kind. when kind is dog answer "woof", when kind is cat answer "meow", anything else answer "what is that"',
      'the what is that answer should have status 404',
    ],
    [{ kind: 'dog' }, 200, 'woof'],
    [{ kind: 'cow' }, 404, 'what is that'],
  ],
  [
    [
      'POST with kind. when kind is dog answer "woof", when kind is cat answer "meow", anything else answer "what is that"',
      'add cow, that one answers "moo"',
    ],
    [{ kind: 'cow' }, 200, 'moo'],
    [{ kind: 'cat' }, 200, 'meow'],
  ],
  [
    [
      'A webhook receives given, family and town. Answer "noted".',
      'Answer with JSON instead: name should be given and family with a space, and town in upper case',
    ],
    [{ given: 'Ada', family: 'King', town: 'Bath' }, 200, { name: 'Ada King', town: 'BATH' }],
  ],
  [
    [
      'webhook gets nights. if nights is under 2 answer "short stay", otherwise answer "stay"',
      'also guests with 14 and over should get "long stay"',
    ],
    [{ nights: 14 }, 200, 'long stay'],
    [{ nights: 1 }, 200, 'short stay'],
    [{ nights: 5 }, 200, 'stay'],
  ],
  [
    ['webhook with width and depth. area = width * depth. answer "{area} m2"', 'rename area to surface everywhere'],
    [{ width: 2, depth: 3 }, 200, '6 m2'],
  ],
  [
    ['webhook with km. if km is over 50 answer "far: {km}" else answer "near"', 'use miles instead of km'],
    [{ miles: 60 }, 200, 'far: 60'],
  ],
];

describe('what is said later', () => {
  it.each(cases.map(([say, ...posts]) => ({ said: say.at(-1)!, say, posts })))('$said', async ({ say, posts }) => {
    const chat = converse();
    for (const text of say) await chat.say(text);
    for (const [body, status, answer] of posts) expect(await chat.post(body)).toMatchObject({ status, body: answer });
  });

  it('renames a computed field in what is stored, too', async () => {
    const chat = converse();
    await chat.say('webhook with hours. pay = hours * 20, save hours and pay in wages, answer "ok"');
    await chat.say('rename pay to wage everywhere');
    await chat.post({ hours: 2 });
    expect(chat.tables.rowsOf('wages')).toMatchObject([{ hours: 2, wage: 40 }]);
  });

  it('does one more thing in the case that it speaks of', async () => {
    const chat = converse();
    await chat.say('webhook: bin, level. if level is over 80 answer "emptying" otherwise answer "fine"');
    await chat.say('also write bin and level to the table rounds whenever we empty');
    await chat.post({ bin: 'a', level: 90 });
    await chat.post({ bin: 'b', level: 10 });
    expect(chat.tables.rowsOf('rounds')).toMatchObject([{ bin: 'a' }]);
  });

  it('changes days and time in one breath', async () => {
    const chat = converse();
    await chat.say('every day at 7 count the rows of the table visits and store the count in totals');
    const { workflow } = await chat.say('only on weekdays, and at 6 instead of 7');
    expect(workflow.nodes[0]?.params).toMatchObject({ cron: '0 6 * * 1-5' });
  });

  it('fills in who gets the mail, and how it is headed', async () => {
    const chat = converse();
    await chat.say('every day at 7 find all rows in the table visits and mail me the list');
    await chat.say('send it to ada@example.com');
    const { workflow } = await chat.say('the subject should be "Visits"');
    expect(workflow.nodes.find(({ type }) => type === 'core.send-email')?.params).toMatchObject({
      to: 'ada@example.com',
      subject: 'Visits',
    });
  });
});
