import { expect, it } from 'vitest';
import { answers, diagramIn, stepsOf } from './support/conversation';
import { people } from './support/person';

const person = people();

it('a template becomes a workflow in one click, with a simulated run and only its open slots asked', async () => {
  const page = await person();
  await page.goto(new URL('/templates', page.url()).href);

  await page.getByRole('button', { name: 'Use it: Collect posts of a feed' }).click();

  await page.waitForURL(/\/chat\//);
  await page.getByText('Collect posts of a feed, made from its template').waitFor();
  const card = answers(page).last();
  expect(await stepsOf(diagramIn(card))).toEqual([
    'Every weekday',
    'Read the feed',
    'About the subject',
    'Keep it once',
  ]);
  await card.getByText('The test run worked: 4 steps ran.').waitFor();
  await card.getByText('Postgres 18.2 is a bug fix release').waitFor();

  await card.getByLabel('Address of the feed').fill('https://example.org/rss');
  await card.getByLabel('Word that the title must hold').fill('postgres');
  await card.getByRole('button', { name: 'Save these' }).click();
  await card.getByText('Everything is filled in.').waitFor();
});

it('a template is chosen in the conversation by keyboard alone', async () => {
  const page = await person({ width: 390, height: 844, dark: true });
  await page.getByLabel('Your message').focus();

  await page.keyboard.type('/expen');
  await page.getByRole('option', { name: /Check expenses/ }).waitFor();
  await page.keyboard.press('Enter');

  await page.getByText('Check expenses, made from its template').waitFor();
  await page.getByText('A person will look at this expense.').first().waitFor();
});
