import { expect, it } from 'vitest';
import { arrowsOf, diagramIn, press, say, stepsOf } from './support/conversation';
import { people } from './support/person';
import { product } from './support/product';
import { expectNoSideways, post } from './support/screen';
import { rowsOf } from './support/tables';

const person = people();
const order =
  'When a webhook receives an order, if the amount is over 100 store it in a table called big orders and answer with "big", otherwise answer "small"';

it('leads from a sentence to a live address, and from a change of mind back again', async () => {
  const page = await person({ link: product().link });

  const built = await say(page, order);
  const drawn = await stepsOf(diagramIn(built));
  const ran = await press(page, 'Run with an example');
  const on = await say(page, 'switch it on');
  const address = await on.locator('code').first().innerText();
  const answers = [await post(address, { id: 1, amount: 250 }), await post(address, { id: 2, amount: 40 })];

  expect(drawn).toHaveLength(5);
  expect(await arrowsOf(diagramIn(built))).toEqual(['no', 'yes']);
  expect(await ran.innerText()).toContain('Ran with 2 examples');
  expect(await on.innerText()).toContain('This address works on this computer only');
  expect(answers).toEqual([
    { status: 200, text: 'big' },
    { status: 200, text: 'small' },
  ]);

  const conversation = page.url();
  expect(await rowsOf(page, 'big orders')).toEqual([['1', '250']]);

  await page.goto(conversation);
  const told = await say(page, 'what did the last run do?');
  expect(await told.innerText()).toMatch(/small/);

  const changed = await say(page, 'make the limit 250');
  const difference = diagramIn(changed);
  expect((await stepsOf(difference)).filter(step => step.startsWith('±'))).toHaveLength(1);
  expect(await changed.innerText()).toMatch(/100[\s\S]*250/);
  expect(await changed.innerText()).toContain('Version 1 is still on.');

  const undone = await press(page, 'Undo');
  expect(await undone.innerText()).toMatch(/250[\s\S]*100/);
});

it('begins on a phone just as well', async () => {
  const page = await person({ width: 390, height: 844 });

  const built = await say(page, order);

  expect(await stepsOf(diagramIn(built))).toHaveLength(5);
  await expectNoSideways(page);
});
