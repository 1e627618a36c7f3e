import { describe, expect, it } from 'vitest';
import { converse } from '@/tests/support/plan';

const stock =
  'When a webhook receives a delivery, if the quantity is over 10 store it in a table called big deliveries and answer "big", otherwise answer "small"';

describe('why a run came out as it did', () => {
  it('ends with what to do about it', async () => {
    const chat = converse();
    await chat.say(stock);
    await chat.post({ quantity: 4 });
    const { text } = await chat.say('why was nothing stored?');
    expect(text).toContain('`body.quantity` was 4');
    expect(text).toContain('change the condition of *Quantity over 10?*');
  });
});
