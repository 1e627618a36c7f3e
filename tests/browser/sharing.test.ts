import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { parley } from '@/tests/support/parley';
import { say } from './support/conversation';
import { people } from './support/person';
import { product } from './support/product';

const person = people();

/** Somebody else than the local owner, whom the operator lets in. */
async function invited(page: Page, email: string): Promise<void> {
  const [, link] = await parley(['invite', email], { PARLEY_HOME: product().home }).prints(/(http:\S+token_hash=\S+)/);
  await page.goto(link!);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('New password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Keep this password' }).click();
}

it('gives a workflow to somebody else by a link, who runs it as themselves, until it is taken back', async () => {
  const owner = await person();
  await say(owner, 'When a webhook receives a visit, answer "hello"');
  await owner.getByRole('link', { name: 'Workflows', exact: true }).click();
  await owner.getByRole('main').getByRole('listitem').first().getByRole('link').click();
  await owner.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByLabel('Share it with').selectOption('link');
  await dialog.getByLabel('They may').selectOption('run');
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  const link = await dialog.locator('code').innerText();

  const guest = await person({ arrive: page => invited(page, 'grace@example.test') });
  await guest.goto(link);
  await guest.getByText('Your runs use your own keys').waitFor();
  expect(await guest.getByRole('button', { name: 'Share', exact: true }).count()).toBe(0);
  await guest.getByRole('button', { name: 'Run with an example' }).click();
  await guest.waitForURL(/\/runs\//);
  await guest.getByRole('list', { name: 'Steps in the order they began' }).getByRole('button').first().waitFor();

  await owner.keyboard.press('Escape');
  await owner.getByRole('button', { name: 'Share', exact: true }).click();
  await dialog.getByText('grace@example.test').waitFor();
  await dialog.getByRole('button', { name: 'Take back from Whoever has the link' }).click();
  await dialog.getByText('It is shared with nobody.').waitFor();
  await guest.goto(link);
  await guest.getByRole('heading', { name: 'This link leads nowhere any more' }).waitFor();
});
