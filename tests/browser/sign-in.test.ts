import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { serveMail } from '@/tests/support/mail-server';
import { startSupabaseProject } from '@/tests/support/supabase-project';
import { launchChromium } from './support/chromium';
import { keepPicture } from './support/keep-picture';
import { type Product, startProduct } from './support/product';

const project = await startSupabaseProject(); // here, where what it starts is also ended

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Somebody in front of a product of the test's own, signed in to nothing. */
async function visitor(): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-GB' });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPicture(page, task.name);
    await context.close();
  });
  return page;
}

async function product(environment: Record<string, string>): Promise<Product> {
  const started = await startProduct(environment);
  onTestFinished(() => started.stop());
  return started;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const password = 'correct horse battery';

async function makeAccount(page: Page, url: string, email: string): Promise<void> {
  await page.goto(`${url}/signin`);
  await page.getByRole('link', { name: 'Make an account' }).click();
  await page.getByLabel('Name').fill('Ada');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await button(page, 'Make the account').click();
  await page.getByRole('status').waitFor();
}

async function signIn(
  page: Page,
  { url, email, with: given = password }: { url: string; email: string; with?: string },
) {
  await page.goto(`${url}/signin`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(given);
  await button(page, 'Sign in').click();
}

const atHome = (page: Page) => page.getByLabel('Your message').waitFor();

it('takes somebody from a new account through a forgotten password, here and elsewhere', async () => {
  const mail = await serveMail({ disabledCommands: ['STARTTLS'] });
  const email = 'ada@example.test';
  const { url } = await product({ PARLEY_SMTP_URL: `smtp://127.0.0.1:${mail.port}` });
  const [page, elsewhere] = [await visitor(), await visitor()];
  const linkIn = async (subject: string) => {
    await expect.poll(() => mail.received.some(({ raw }) => raw.includes(subject)), { timeout: 20_000 }).toBe(true);
    const { raw } = mail.received.findLast(received => received.raw.includes(subject))!;
    return /http:\S+token_hash=\S+/.exec(raw.replace(/=\n/g, '').replace(/=3D/g, '='))![0];
  };

  await makeAccount(page, url, email);
  await page.getByText(`A link was sent to ${email}`).waitFor();
  await signIn(elsewhere, { url, email });
  await elsewhere.getByText('This address is not confirmed yet').waitFor();
  await page.goto(await linkIn('Confirm your address'));
  await button(page, 'Confirm').click();
  await atHome(page);
  await signIn(elsewhere, { url, email });
  await atHome(elsewhere);

  await page.goto(`${url}/settings/account`);
  await page.getByText(email, { exact: true }).waitFor();
  await button(page, 'Sign out there').click();
  await button(page, 'Sign out there').waitFor({ state: 'detached' });
  await elsewhere.goto(`${url}/settings/account`);
  await elsewhere.waitForURL(/\/signin/);

  await elsewhere.getByRole('link', { name: 'Forgot the password?' }).click();
  await elsewhere.getByRole('heading', { name: 'Get a link for a new password' }).waitFor();
  await elsewhere.getByLabel('E-mail').fill(email);
  await button(elsewhere, 'Send the link').click();
  await elsewhere.goto(await linkIn('A new password'));
  await button(elsewhere, 'Go on').click();
  await elsewhere.getByLabel('New password').fill('another password');
  await button(elsewhere, 'Keep this password').click();
  await atHome(elsewhere);
  await page.reload();
  await page.waitForURL(/\/signin/);

  await signIn(page, { url, email });
  await page.getByText('do not belong together').waitFor();
  await signIn(page, { url, email, with: 'another password' });
  await atHome(page);
  const cookies = await page.context().cookies();
  const ofSession = cookies.filter(({ name }) => name.includes('auth-token'));
  expect(ofSession.length).toBeGreaterThan(0);
  expect(ofSession.filter(({ httpOnly, sameSite }) => !httpOnly || sameSite !== 'Lax')).toEqual([]);
  await page.goto(`${url}/settings/account`);
  await button(page, 'Sign out everywhere').click();
  await page.waitForURL(/\/signin/);
  await elsewhere.reload();
  await elsewhere.waitForURL(/\/signin/);
});

it('shows the links of mails on the terminal where there is no mail server, and opens nothing to another site', async () => {
  const { url, prints } = await product({});
  const page = await visitor();
  await page.goto(`${url}/signin?next=/join/anything`);
  await page.getByRole('heading', { name: 'You are invited to a team' }).waitFor();
  expect(await page.getByText('npx parley link').count()).toBe(0); // that is for who runs Parley
  await makeAccount(page, url, 'grace@example.test');
  await page.getByText('appears where it runs').waitFor();
  const [, link] = await prints(/grace@example\.test appears here only: [^\n]+\n(http:\S+)/);
  await page.goto(link!);
  await button(page, 'Confirm').click();
  await atHome(page);

  const post = (headers: Record<string, string>) =>
    fetch(`${url}/auth/v1/token?grant_type=password`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ email: 'grace@example.test', password }),
    });
  expect((await post({ origin: 'http://evil.example' })).status).toBe(403);
  expect((await post({ origin: url })).status).toBe(200);
});

it('serves somebody whom Supabase signs in, with Supabase’s database, and no sign-in of its own', async () => {
  const { link, url } = await product({
    DATABASE_URL: project.databaseUrl,
    SUPABASE_URL: project.url,
    SUPABASE_ANON_KEY: 'publishable',
  });
  project.leadTo(url);
  expect(link).toBe(`${url}/signin`);
  const page = await visitor();
  await makeAccount(page, url, 'ada@example.test');
  const { link: mailed } = await project.mailTo('ada@example.test');
  await page.goto(mailed!);
  await button(page, 'Confirm').click();
  await atHome(page);
  await page.goto(`${url}/workflows`);
  await page.getByRole('heading', { name: 'Workflows', exact: true }).waitFor();
  await page.goto(`${url}/settings/account`);
  await page.getByText('ada@example.test', { exact: true }).waitFor();
  expect((await fetch(`${url}/auth/v1/settings`)).status, 'local sign-in is not there').toBe(404);
  await button(page, 'Sign out').click();
  await page.waitForURL(/\/signin/);
  expect(await page.getByText('npx parley link').count()).toBe(0);
  await signIn(page, { url, email: 'ada@example.test' });
  await atHome(page);
});
