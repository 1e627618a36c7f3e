import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { launchChromium } from './chromium';
import { keepPicture } from './keep-picture';
import { newLink, product } from './product';

export interface PersonOptions {
  width?: number;
  height?: number;
  dark?: boolean;
  /** Where they sign in; a new link for this worker's product unless told. */
  link?: string;
  /** How they come in, instead of by a link of the local owner's. */
  arrive?(page: Page): Promise<void>;
}

/** Gives a file people: each signed in by a link, with a screen of their own whose every complaint fails the test. */
export function people(): (options?: PersonOptions) => Promise<Page> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  return async ({ width = 1280, height = 800, dark = false, link, arrive } = {}) => {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
    });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') await keepPicture(page, task.name);
      await context.close();
      expect(complaints).toEqual([]);
    });
    if (arrive) await arrive(page);
    else await page.goto(link ?? (await newLink(product().home)));
    await page.getByLabel('Your message').waitFor();
    return page;
  };
}

/** What the browser's console would show in red. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(String(error)));
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  return complaints;
}
