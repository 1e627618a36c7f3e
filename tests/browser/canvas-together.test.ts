import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { diagramIn, say } from './support/conversation';
import { people } from './support/person';

const person = people();

const cards = (page: Page) => page.locator('.react-flow__node');
const nameOf = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true });
const noteOf = (page: Page) => page.getByRole('textbox', { name: 'Fields 1: Value' });

async function openPage(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Workflows', exact: true }).click();
  await page.getByRole('main').getByRole('listitem').first().getByRole('link').click();
}

async function openStep(page: Page, address: string, label: string): Promise<void> {
  await page.goto(address);
  await cards(page).filter({ hasText: label }).dblclick();
  await noteOf(page).waitFor();
}

async function type(page: Page, text: string): Promise<void> {
  await noteOf(page).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

it('two who set the same field at once see both values, and one of them chooses', async () => {
  const [one, two] = [await person(), await person()];
  await say(one, 'When a webhook receives a reading, set source to "roof" and answer "thanks"');
  await openPage(one);
  await diagramIn(one).locator('g.node').nth(1).waitFor();
  const address = `${new URL(one.url()).origin}${new URL(one.url()).pathname}?tab=canvas`;
  await one.goto(address);
  const label = (await cards(one).nth(1).locator('.truncate').first().innerText()).trim();
  await openStep(one, address, label);
  await openStep(two, address, label);

  await type(one, 'cellar');
  await type(two, 'garden');
  await nameOf(two).focus();
  await one.getByText('Version 2', { exact: true }).waitFor();
  await nameOf(one).focus();

  const card = one.getByRole('article', { name: /was changed by somebody else, too$/ });
  await card.getByText('cellar').waitFor();
  await card.getByText('garden').waitFor();
  await card.getByRole('button', { name: 'Keep mine' }).click();
  await card.waitFor({ state: 'detached' });
  await cards(two).filter({ hasText: 'cellar' }).waitFor();
  expect(await cards(two).filter({ hasText: 'garden' }).count()).toBe(0);
}, 120_000);

it('what is said under the canvas is about the steps that are chosen, and its answer stands there', async () => {
  const page = await person();
  await say(page, 'When a webhook receives a reading, sort by amount and answer "thanks"');
  await openPage(page);
  await page.getByRole('tab', { name: 'Canvas' }).click();
  const before = await cards(page)
    .nth(1)
    .waitFor()
    .then(() => cards(page).count());
  await page.locator('.canvas').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('q');
  const bar = page.getByRole('region', { name: 'Ask or say what to change' });
  await bar.getByText(/^@/).waitFor();
  await page.keyboard.type('remove this step');
  await page.keyboard.press('Enter');

  await bar.getByRole('article', { name: 'Parley', exact: true }).and(page.locator('[aria-busy="false"]')).waitFor();
  await expect.poll(() => cards(page).count(), { timeout: 20_000 }).toBe(before - 1);
  await page.locator('.canvas').focus();
  await page.keyboard.press('Escape');
  await bar.getByRole('textbox').fill('make it better');
  await page.keyboard.press('Enter');
  await bar
    .getByRole('article', { name: 'Parley', exact: true })
    .nth(1)
    .and(page.locator('[aria-busy="false"]'))
    .waitFor();
  expect(await bar.getByRole('article', { name: 'Parley', exact: true }).nth(1).innerText()).toMatch(/\?/);
  expect(await cards(page).count()).toBe(before - 1);
}, 120_000);
