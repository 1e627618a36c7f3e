import type { Locator, Page } from 'playwright-core';

export const answers = (page: Page) => page.getByRole('article', { name: 'Parley', exact: true });

export async function startAnew(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'New', exact: true }).click();
  await page.getByRole('heading', { name: 'What should happen by itself?' }).waitFor();
}

/** Types a message, sends it, and gives the answer once it is complete. */
export async function say(page: Page, text: string): Promise<Locator> {
  return answerTo(page, async () => {
    await page.getByLabel('Your message').fill(text);
    await page.keyboard.press('Enter');
  });
}

/** The complete answer to whatever sends a message: a sentence, or a button that says one. */
export async function answerTo(page: Page, act: () => Promise<void>): Promise<Locator> {
  const answer = answers(page).nth(await answers(page).count());
  await act();
  await answer.and(page.locator('[aria-busy="false"]')).waitFor();
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
  return answer;
}

/** Clicks a button of a card, which says something in the person's name. */
export const press = (page: Page, name: string): Promise<Locator> =>
  answerTo(page, () => page.getByRole('button', { name, exact: true }).last().click());

export const diagramIn = (place: Locator | Page): Locator => place.getByRole('group', { name: /^Diagram of / });

/** The steps of a diagram as they are drawn, once it is drawn. */
export async function stepsOf(diagram: Locator): Promise<string[]> {
  await diagram.locator('g.node').first().waitFor();
  return (await diagram.locator('g.node').allTextContents()).map(text => text.trim());
}

/** The words on its arrows. */
export const arrowsOf = async (diagram: Locator): Promise<string[]> =>
  (await diagram.locator('g.edgeLabel').allTextContents())
    .map(text => text.trim())
    .filter(Boolean)
    .sort();
