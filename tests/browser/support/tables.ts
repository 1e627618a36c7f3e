import type { Page } from 'playwright-core';

/** Opens a table from the sidebar and gives the texts of its rows. */
export async function rowsOf(page: Page, name: string): Promise<string[][]> {
  await page.getByRole('link', { name: 'Tables', exact: true }).click();
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('link', { name: 'Export CSV' }).waitFor();
  await page.getByText(/^\d+ rows?$/).waitFor();
  const rows = await page.locator('[data-index]').all();
  return Promise.all(
    rows.map(async row => Promise.all((await row.locator('input[data-cell]').all()).map(field => field.inputValue()))),
  );
}
