import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { say } from './support/conversation';
import { people } from './support/person';
import { expectNoSideways } from './support/screen';

const person = people();

/** Thirty with `STEPS=30`; eight show the same. */
const count = Number(process.env.STEPS ?? 8);
const steps = ['Set fields', 'Filter', 'Sort', 'Limit', 'HTTP request', 'Data table'];

async function openCanvas(page: Page): Promise<void> {
  await say(page, 'When a webhook receives a reading, answer "thanks"');
  await page.getByRole('link', { name: 'Workflows', exact: true }).click();
  await page.getByRole('main').getByRole('listitem').first().getByRole('link').click();
  await page.getByRole('tab', { name: 'Canvas' }).click();
  await cards(page).nth(1).waitFor();
}

const cards = (page: Page) => page.locator('.react-flow__node');
const board = (page: Page) => page.getByRole('application', { name: /Arrow keys/ });
const arrows = (page: Page) => page.locator('.react-flow__edge');
const cursor = (page: Page) => page.locator('[data-cursor]');

/** Everything that was done is in the database. */
const saved = (page: Page) => page.getByText(/^Version \d+$/).waitFor();

async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('dialog', { name: 'Choose a step' }).waitFor();
  await page.keyboard.type(name);
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Choose a step' }).waitFor({ state: 'detached' });
}

it(`builds ${count} steps by keyboard alone, takes them back and finds them`, async () => {
  const page = await person();
  await openCanvas(page);
  await board(page).focus();
  await page.keyboard.press('ArrowDown');
  await cursor(page).waitFor();

  for (let number = 2; number < count; number += 1) {
    await page.keyboard.press('a');
    await choose(page, steps[number % steps.length]!);
    await cards(page).nth(number).waitFor();
  }
  expect(await arrows(page).count()).toBe(count - 1);
  await saved(page);

  await page.keyboard.press('i');
  await choose(page, 'Sort');
  await cards(page).nth(count).waitFor();
  expect(await arrows(page).count()).toBe(count);
  await page.keyboard.press('Control+z');
  await expect.poll(() => cards(page).count()).toBe(count);
  await page.keyboard.press('Control+Shift+z');
  await cards(page).nth(count).waitFor();
  await page.keyboard.press('Delete');
  await expect.poll(() => cards(page).count()).toBe(count);
  expect(await arrows(page).count()).toBe(count - 1);

  await page.keyboard.press('f');
  await page.getByPlaceholder('Find a step').fill('webhook');
  const found = await page.getByRole('option').first().innerText();
  await page.keyboard.press('Enter');
  await cursor(page).getByText(found, { exact: true }).waitFor();
  await saved(page);

  await page.reload();
  await page.getByRole('tab', { name: 'Canvas' }).click();
  await cards(page)
    .nth(count - 1)
    .waitFor();
  expect(await arrows(page).count()).toBe(count - 1);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page);
}, 120_000);

it('shows what a second browser does, at once', async () => {
  const [one, two] = [await person(), await person()];
  await openCanvas(one);
  await two.goto(one.url());
  await two.getByRole('tab', { name: 'Canvas' }).click();
  await cards(two).nth(1).waitFor();

  await board(two).focus();
  await two.keyboard.press('ArrowDown');
  await two.keyboard.press('ArrowDown');
  await two.keyboard.press('a');
  await choose(two, 'Sort');
  await cards(one).nth(2).waitFor();

  await board(one).focus();
  await one.keyboard.press('ArrowDown');
  await one.keyboard.press('d');
  await two.getByText('off', { exact: true }).waitFor();
}, 120_000);
