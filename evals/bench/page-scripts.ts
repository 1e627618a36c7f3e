import type { Browser, Page } from 'playwright-core';

export interface PageScripts {
  /** kB as sent: compressed, with headers. */
  total: number;
  largest: number;
}

/** Everything that runs which this page loads until nothing more comes, whoever asks for it: tags, modules, preloads. */
export async function scriptsOf(page: Page, address: string): Promise<PageScripts> {
  const session = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  const sizes: number[] = [];
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script' || response.mimeType.includes('javascript')) scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) sizes.push(encodedDataLength / 1000);
  });
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.goto(address, { waitUntil: 'networkidle' });
  await session.detach();
  return { total: sizes.reduce((sum, size) => sum + size, 0), largest: Math.max(...sizes) };
}

/** The page where a conversation begins, and one with a diagram in it, opened by somebody who has nothing in store. */
export async function chatPageScripts(browser: Browser, { link, cookie }: { link: string; cookie: string }) {
  const { origin } = new URL(link);
  const context = await browser.newContext();
  await context.addCookies(
    cookie.split('; ').map(pair => {
      const [name, ...value] = pair.split('=');
      return { name: name!, value: value.join('='), url: origin };
    }),
  );
  const page = await context.newPage();
  const empty = await scriptsOf(page, origin);
  const last = await page.locator('a[href^="/chat/"]').first().getAttribute('href');
  if (last === null) throw new Error('there is no conversation to open');
  const full = await scriptsOf(page, new URL(last, origin).href);
  if ((await page.locator('g.node').count()) === 0) throw new Error('the conversation shows no diagram');
  await context.close();
  return { empty, full };
}
