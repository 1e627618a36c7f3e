import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** A page that can be moved sideways hides something. */
export async function expectNoSideways(page: Page): Promise<void> {
  const [content, window_] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(window_!);
}

/** Sends JSON to an address, as a stranger with curl would. */
export async function post(address: string, body: unknown): Promise<{ status: number; text: string }> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}
