import { expect, it } from 'vitest';
import { serveMail } from '../support/mail-server';
import { answers, say } from './support/conversation';
import { people } from './support/person';
import { post } from './support/screen';

const person = people();
const mail = await serveMail({ user: 'shop', password: 'secret-of-the-shop', hideSTARTTLS: true });

it('a template runs after one click, gets its key in its own card, and then mails for real', async () => {
  const page = await person();
  await page.goto(new URL('/templates', page.url()).href);
  await page.getByRole('button', { name: 'Use it: E-mail on serious errors' }).click();
  await page.waitForURL(/\/chat\//);
  const card = answers(page).last();
  await card.getByText(/^The test run worked/).waitFor();
  expect(mail.received).toEqual([]);

  const key = card.getByRole('region', { name: 'Mail account that sends it' });
  await key.getByRole('button', { name: 'Add one' }).click();
  await key.getByLabel('Server').fill('127.0.0.1');
  await key.getByLabel('Port', { exact: true }).fill(String(mail.port));
  await key.getByLabel('Encryption').selectOption('none');
  await key.getByLabel('User').fill('shop');
  await key.getByLabel('Password').fill('wrong');
  await key.getByLabel('Sender').fill('shop@example.com');
  await key.getByRole('button', { name: 'Save and test' }).click();
  await key.getByText(/The test did not work/).waitFor();
  await key.getByLabel('Password').fill('secret-of-the-shop');
  await key.getByRole('button', { name: 'Save and test' }).click();
  await key.waitFor({ state: 'detached' });
  await card.getByLabel('Who gets the e-mail').fill('ada@example.com');
  await card.getByRole('button', { name: 'Save these' }).click();
  await card.getByText('Everything is filled in.').waitFor();

  const on = await say(page, 'switch it on');
  await on.getByRole('button', { name: 'Switch it on', exact: true }).click();
  const address = await on.locator('code').first().innerText();
  await post(address, { program: 'Shop', level: 'error', message: 'The payment service did not answer.' });
  await expect.poll(() => mail.received.map(({ to }) => to), { timeout: 20_000 }).toEqual([['ada@example.com']]);
  expect(mail.received[0]!.raw).toContain('Subject: Error in Shop');
  expect(await page.content()).not.toContain('secret-of-the-shop');
}, 120_000);

it('a workflow is changed in the chat and on the canvas in turns, compared and restored', async () => {
  const page = await person();
  await say(page, 'When a webhook receives a reading, if the value is over 5 answer "high", otherwise answer "low"');
  await page.getByRole('link', { name: 'Workflows', exact: true }).click();
  await page.getByRole('main').getByRole('listitem').first().getByRole('link').click();
  await page.getByRole('tab', { name: 'Canvas' }).click();
  const cards = page.locator('.react-flow__node');
  await cards.nth(3).waitFor();

  await page.getByRole('application', { name: /Arrow keys/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('i');
  await page.getByRole('dialog', { name: 'Choose a step' }).waitFor();
  await page.keyboard.type('Set fields');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await cards.nth(4).waitFor();
  await page.getByText('Version 2', { exact: true }).waitFor();

  await page.goBack();
  await page.goBack();
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /reading/i })
    .first()
    .click();
  await answers(page).last().waitFor();
  const changed = await say(page, 'and store value in a table called readings');
  await changed
    .getByText(/version 3/)
    .first()
    .waitFor();

  await page.getByRole('link', { name: 'Workflows', exact: true }).click();
  await page.getByRole('main').getByRole('listitem').first().getByRole('link').click();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('button', { name: 'Compare two versions' }).click();
  const compared = page.getByRole('region', { name: 'Compare two versions' });
  await compared.getByLabel('From').selectOption('1');
  await compared.getByRole('group', { name: 'What leads from version 1 to 3' }).waitFor();
  expect(await compared.getByRole('listitem').count()).toBeGreaterThan(1);

  await page.getByRole('button', { name: 'Restore' }).last().click();
  await page.getByText(/brought back version 1/).waitFor();
  await page.getByRole('tab', { name: 'Canvas' }).click();
  await expect.poll(() => cards.count()).toBe(4);
}, 120_000);
