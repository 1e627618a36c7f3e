import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';

describe('a list that the request holds', () => {
  it.each([
    'webhook gets shop and parts, a list of things with code and price. add up the price of the parts and answer "Sum {total}"',
    'webhook with shop and parts (a list with code and price). Sum up the prices and answer "Sum {total}"',
    'A webhook receives shop and an array called parts, each with code and price. add up the price and answer "Sum {total}"',
  ])('%s', async sentence => {
    const chat = converse();
    await chat.say(sentence);
    const parts = [
      { code: 'a', price: 2 },
      { code: 'b', price: 5 },
    ];
    expect(await chat.post({ shop: 'north', parts })).toMatchObject({ body: 'Sum 7' });
  });

  it('is stored entry by entry', async () => {
    const chat = converse();
    await chat.say(
      'webhook with parts (a list with code and price). save each part in the table picks and answer "ok"',
    );
    await chat.post({
      parts: [
        { code: 'a', price: 2 },
        { code: 'b', price: 5 },
      ],
    });
    expect(chat.tables.rowsOf('picks')).toMatchObject([{ code: 'a' }, { code: 'b' }]);
  });

  it('is taken apart when it holds plain numbers that are summed up themselves', async () => {
    const chat = converse();
    await chat.say(
      'A post brings us a list named laps (plain numbers). Return JSON containing top, the maximum of the laps, and mid, the mean of the laps.',
    );
    expect(await chat.post({ laps: [2, 9, 4] })).toMatchObject({ body: { top: 9, mid: 5 } });
  });
});
