import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { diagramIn, say, stepsOf } from './support/conversation';
import { people } from './support/person';
import { expectNoSideways } from './support/screen';

const person = people();

/** Looks at the page as it is on a phone and in the dark, and comes back. */
async function onPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideways(page);
  await page.setViewportSize({ width: 1280, height: 800 });
}

it('shows a workflow from every side: steps, canvas, runs, versions', async () => {
  const page = await person();
  await say(page, 'When a webhook receives a reading, if the level is over 10 answer "high", otherwise answer "low"');
  await onPhone(page);
  await page.getByRole('link', { name: 'Workflows', exact: true }).click();
  await onPhone(page);
  await page.getByRole('main').getByRole('listitem').first().getByRole('link').click();
  const diagram = diagramIn(page);
  expect(await stepsOf(diagram)).toHaveLength(4);
  await onPhone(page);

  await diagram.getByRole('button', { name: /10/ }).click();
  await page.getByRole('button', { name: 'Run this step' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Canvas' }).click();
  await page.locator('.react-flow__node').nth(3).waitFor();
  expect(await page.locator('.react-flow__edge').count()).toBe(3);

  await page.getByRole('button', { name: /^More for this workflow/ }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Water level');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Water level' }).waitFor();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('button', { name: 'Restore' }).last().click();
  await page.getByText('brought back version 1').waitFor();
  expect(await page.getByRole('heading', { name: 'Water level' }).count()).toBe(0);

  await page.getByRole('button', { name: 'Run with an example' }).click();
  await page.waitForURL(/\/runs\//);
  const timeline = page.getByRole('list', { name: 'Steps in the order they began' });
  await timeline.getByRole('button').first().click();
  await page.getByRole('heading', { name: 'Was given' }).waitFor();
  await onPhone(page);
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await page.getByRole('main').getByRole('listitem').first().getByText('Done').waitFor();
  await onPhone(page);
});

it('copies and removes a workflow, and asks before it is gone', async () => {
  const page = await person();
  await say(page, 'When a webhook receives a visit, answer "hello"');
  await page.getByRole('link', { name: 'Workflows', exact: true }).click();
  const list = page.getByRole('main').getByRole('listitem');
  await list.first().waitFor();
  const before = await list.count();
  await list
    .first()
    .getByRole('button', { name: /^More for this workflow/ })
    .click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await page.waitForURL(/\/workflows\/.+/);
  expect(await stepsOf(diagramIn(page))).toHaveLength(2);

  await page.getByRole('button', { name: /^More for this workflow/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await page.waitForURL(/\/workflows$/);

  await list.first().waitFor();
  expect(await list.count()).toBe(before);
});

it('keeps tables that are filled, edited and taken away as CSV', async () => {
  const page = await person();
  await page.getByRole('link', { name: 'Tables', exact: true }).click();
  await page.getByRole('button', { name: 'New table' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('guests');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/tables\/.+/);
  const csv = 'name,seats\n"Ada, Countess",2\nBo,1\n';
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'g.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByText('2 rows added.').waitFor();
  await page.getByLabel('seats, row 2').fill('3');
  await page.keyboard.press('Enter');
  await onPhone(page);

  await page.reload();
  await page.getByLabel('seats, row 2').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ]);

  const lines = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/);
  expect(lines).toEqual(['name,seats', '"Ada, Countess",2', 'Bo,3']);
});

it('is used by keyboard alone, and in the dark', async () => {
  const page = await person({ dark: true });
  const surface = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const dark = await surface();

  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Find a conversation, a workflow, a table …').waitFor();
  await page.keyboard.type('light and dark');
  await page.keyboard.press('Enter');
  await expect.poll(surface).not.toBe(dark);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('workflows');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/workflows$/);
  await page.reload();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('new conversation');
  await page.keyboard.press('Enter');
  await page.getByLabel('Your message').focus();
  await page.keyboard.type('When a webhook receives a visit, answer "hi"');
  await page.keyboard.press('Enter');
  await stepsOf(diagramIn(page));
  await page.getByRole('button', { name: 'Run with an example' }).waitFor();
  await page.keyboard.press('Shift+Tab');
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
  expect(outline).not.toBe('none');
});
