import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';

type Case = readonly [
  sentence: string,
  ...posts: readonly (readonly [body: unknown, status: number, answer: unknown])[],
];

/** Cases told without an "if", each run on every way. */
const cases: readonly Case[] = [
  [
    'Webhook with drink: tea answer "2 euro", coffee answer "3 euro", anything else answer "not on the menu"',
    [{ drink: 'tea' }, 200, '2 euro'],
    [{ drink: 'coffee' }, 200, '3 euro'],
    [{ drink: 'milk' }, 200, 'not on the menu'],
  ],
  [
    'When a guest posts name and room: room suite gets the answer "Top floor", room single gets "First floor", everyone else "Ask at the desk"',
    [{ name: 'A', room: 'suite' }, 200, 'Top floor'],
    [{ name: 'B', room: 'single' }, 200, 'First floor'],
    [{ name: 'C', room: 'tent' }, 200, 'Ask at the desk'],
  ],
  [
    'depth comes by webhook. 40 or more answer Deep, 10 or more answer Middle, below that answer "Shallow water"',
    [{ depth: 40 }, 200, 'Deep'],
    [{ depth: 12 }, 200, 'Middle'],
    [{ depth: 3 }, 200, 'Shallow water'],
  ],
  [
    'when a post comes in look at the animal field: for dog say "Woof", for cat say "Meow", anything else say "?"',
    [{ animal: 'dog' }, 200, 'Woof'],
    [{ animal: 'cat' }, 200, 'Meow'],
    [{ animal: 'fish' }, 200, '?'],
  ],
  [
    'A rider posts rider and wind. Please give back a flag: 60 and up is "red", 30 to 59 is "yellow" and anything lower is "green". Just answer with the result.',
    [{ rider: 'x', wind: 75 }, 200, 'red'],
    [{ rider: 'x', wind: 59 }, 200, 'yellow'],
    [{ rider: 'x', wind: 2 }, 200, 'green'],
  ],
  [
    'Webhook receives lang and name. es: "Hola {name}", pt: "Oi {name}", default: "Hi {name}"',
    [{ lang: 'es', name: 'Eva' }, 200, 'Hola Eva'],
    [{ lang: 'pt', name: 'Ivo' }, 200, 'Oi Ivo'],
    [{ lang: 'xx', name: 'Al' }, 200, 'Hi Al'],
  ],
  [
    'When a webhook receives a score, if it is 6 or 7 answer "lucky", otherwise answer "again"',
    [{ score: 6 }, 200, 'lucky'],
    [{ score: 7 }, 200, 'lucky'],
    [{ score: 5 }, 200, 'again'],
  ],
  [
    'I would like that a webhook gets forename and surname, makes label from them with a dash between and answers "{label}"',
    [{ forename: 'Ada', surname: 'Low' }, 200, 'Ada-Low'],
  ],
  [
    'webhook gets street and town, put them together as address with a comma and a space and answer "To: {address}"',
    [{ street: 'Elm 1', town: 'Ulm' }, 200, 'To: Elm 1, Ulm'],
  ],
  [
    'Answer "great" when mark is 1, "fine" when it is 2, "hm" when it\'s 3 and "sorry" for anything higher. Mark arrives by POST.',
    [{ mark: 1 }, 200, 'great'],
    [{ mark: 3 }, 200, 'hm'],
    [{ mark: 6 }, 200, 'sorry'],
  ],
  [
    'guest posts name and nights. nights >= 10: platinum, >= 5: gold, else basic. reply "{name} is {class}"',
    [{ name: 'A', nights: 12 }, 200, 'A is platinum'],
    [{ name: 'B', nights: 5 }, 200, 'B is gold'],
    [{ name: 'C', nights: 1 }, 200, 'C is basic'],
  ],
  [
    'the form posts name, ticket and days. daily price: day 5, week 30. total is price times days. answer "{name}: {total}"',
    [{ name: 'A', ticket: 'day', days: 2 }, 200, 'A: 10'],
    [{ name: 'B', ticket: 'week', days: 1 }, 200, 'B: 30'],
  ],
  [
    'Webhook with land. Near lands are A, B and C: for them answer "tomorrow", otherwise answer "next week"',
    [{ land: 'B' }, 200, 'tomorrow'],
    [{ land: 'Z' }, 200, 'next week'],
  ],
  [
    'pls create webhook: gets "nick". answer ok if nick has at least 3 letters, short if not',
    [{ nick: 'abc' }, 200, 'ok'],
    [{ nick: 'ab' }, 200, 'short'],
  ],
  [
    'post with crew and seats. seats > 8 => "please phone us". otherwise answer "see you, {crew}"',
    [{ crew: 'A', seats: 9 }, 200, 'please phone us'],
    [{ crew: 'A', seats: 8 }, 200, 'see you, A'],
  ],
  [
    'incoming payments: iban, amount. iban has to start with AT. if it does not: 422 "only here". amounts of 500 and more: answer "in review". the others: answer "paid"',
    [{ iban: 'DE1', amount: 3 }, 422, 'only here'],
    [{ iban: 'AT1', amount: 500 }, 200, 'in review'],
    [{ iban: 'AT1', amount: 3 }, 200, 'paid'],
  ],
];

describe('cases told in a list', () => {
  it.each(cases.map(([sentence, ...posts]) => ({ sentence, posts })))('$sentence', async ({ sentence, posts }) => {
    const chat = converse();
    const { question, text } = await chat.say(sentence);

    expect({ question, told: /but not/.test(text) }).toEqual({ question: null, told: false });
    for (const [body, status, answer] of posts) expect(await chat.post(body)).toMatchObject({ status, body: answer });
  });

  it('tells of a quotation and of a number that came to nothing', async () => {
    const chat = converse();
    const quotation = await chat.say('webhook with name. answer "hi". the flux wobbles "sideways" gently.');
    const number = await converse().say('webhook with name. save name in people, the moon has 17 cheeses. answer "ok"');

    expect(quotation.text).toContain('sideways');
    expect(number.text).toContain('17 cheeses');
  });

  it.each([
    'webhook with name. put smaller ones in people and answer "ok"',
    'POST with a list of numbers called values. answer with the biggest one',
  ])('tells of a name that only points: %s', async sentence => {
    const { text, question } = await converse().say(sentence);

    expect(`${text} ${question?.question}`).toMatch(/did not understand|but not|did not read/);
  });
});
