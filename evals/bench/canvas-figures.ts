import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '@/tests/browser/support/chromium';
import { newLink } from '@/tests/browser/support/product';
import { parley } from '@/tests/support/parley';
import { untilUsable, watchForUse } from './canvas-opening';
import { panning } from './canvas-panning';
import { type Figure, figure } from './figure';
import { largeWorkflow } from './large-workflow';

const sizes = [100, 500, 1_000];
const rounds = 3;

interface Served {
  home: string;
  origin: string;
}

/**
 * The canvas in a real browser, beside a page with nothing but React Flow and the same steps out of the same build
 * (`/design/bare-canvas`): from calling the page until a key, or there a click, has its effect; frames while it is panned
 * with everything in sight; and what the page consists of.
 */
export async function canvasFigures(served: Served): Promise<Figure[]> {
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.addInitScript(watchForUse);
    await page.goto(await newLink(served.home));
    await page.getByLabel('Your message').waitFor();
    const figures: Figure[] = [];
    for (const size of sizes) figures.push(...(await measure(page, { ...served, size })));
    return figures;
  } finally {
    await browser.close();
  }
}

async function measure(page: Page, { size, ...served }: Served & { size: number }): Promise<Figure[]> {
  const workflow = await importWorkflow(served.home, size);
  const [ours, bare] = [`/workflows/${workflow}?tab=canvas`, `/design/bare-canvas?workflow=${workflow}`];
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round <= rounds; round += 1)
    for (const [which, path] of [['bare', bare] as const, ['ours', ours] as const]) {
      await page.goto(new URL(path, served.origin).href, { waitUntil: 'commit' });
      const ms = await untilUsable(page);
      if (round > 0) times[which].push(ms); // the first is compiled on the server and unpacked in the browser
    }
  const weight = await scriptWeight(page);
  const mine = await panning(page);
  const elements = await elementsOfStep(page);
  await page.goto(new URL(bare, served.origin).href);
  await untilUsable(page);
  const [theirs, plain] = [await panning(page), await elementsOfStep(page)];
  const name = (what: string) => `app: canvas of ${size} steps, ${what}`;
  const lines = [
    figure(name('interactive'), { value: middle(times.ours), unit: 'ms', reference: middle(times.bare) }),
    figure(name('panned'), { value: mine, unit: 'frames/s', reference: theirs }),
    figure(name('elements a step'), { value: elements, unit: 'elements', reference: plain }),
  ];
  if (size !== sizes[0]) return lines;
  const { total, react } = weight;
  return [
    ...lines,
    figure('app: compressed script of the canvas page', { value: total, unit: 'kB', reference: react }),
  ];
}

async function importWorkflow(home: string, size: number): Promise<string> {
  const file = join(home, `canvas-${size}.json`);
  writeFileSync(file, JSON.stringify(largeWorkflow(size, { placed: true })));
  const call = parley(['import', file, '--json'], { PARLEY_HOME: home });
  const [text] = await call.prints(/\{"workflows":.*\}/);
  return (JSON.parse(text) as { workflows: [{ id: string }] }).workflows[0].id;
}

/** Everything React Flow holds, arrows and frame included, over the steps that are drawn. */
const elementsOfStep = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      document.querySelectorAll('.react-flow__renderer *').length /
      document.querySelectorAll('.react-flow__node').length,
  );

/** What the browser has loaded by now, as it was sent, in kB; beside the largest file, which is React's own part. */
const scriptWeight = (page: Page): Promise<{ total: number; react: number }> =>
  page.evaluate(() => {
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const sizes = files
      .filter(({ name }) => /\.m?js(\?|$)/.test(name))
      .map(({ encodedBodySize }) => encodedBodySize / 1000);
    return { total: sizes.reduce((sum, size) => sum + size, 0), react: Math.max(...sizes) };
  });

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
