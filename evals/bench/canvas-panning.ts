import type { Page } from 'playwright-core';

declare global {
  interface Window {
    drawn: number[];
    counting: number;
  }
}

const panMs = 2_500;

/** Frames a second while the board is drawn about by the hand, with all steps in sight. */
export async function panning(page: Page): Promise<number> {
  await showEverything(page);
  const start = await emptySpot(page);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.evaluate(() => {
    window.drawn = [];
    const count = (at: number) => {
      window.drawn.push(at);
      window.counting = requestAnimationFrame(count);
    };
    window.counting = requestAnimationFrame(count);
  });
  const began = Date.now();
  for (let step = 0; Date.now() - began < panMs; step += 1)
    await page.mouse.move(start.x + Math.sin(step / 20) * 200, start.y + Math.cos(step / 20) * 120 - 120);
  const perSecond = await page.evaluate(() => {
    cancelAnimationFrame(window.counting);
    return (1_000 * (window.drawn.length - 1)) / (window.drawn.at(-1)! - window.drawn[0]!);
  });
  await page.mouse.up();
  return perSecond;
}

/** By our own key; the bare page has the button that React Flow brings. */
async function showEverything(page: Page): Promise<void> {
  const board = page.locator('.canvas');
  if ((await board.count()) > 0) await board.press('0');
  else await page.locator('.react-flow__controls-fitview').click();
  await page.waitForTimeout(1_500); // everything drawn, and whatever else opening began is over
}

/** Somewhere near the middle that is neither a step nor an arrow. */
async function emptySpot(page: Page): Promise<{ x: number; y: number }> {
  const found = await page.evaluate(() => {
    const box = document.querySelector('.react-flow')!.getBoundingClientRect();
    const isEmpty = (x: number, y: number) =>
      document.elementFromPoint(x, y)?.classList.contains('react-flow__pane') ?? false;
    for (let y = box.top + box.height / 2; y < box.bottom - 20; y += 3)
      for (let x = box.left + box.width / 2; x < box.right - 20; x += 3) if (isEmpty(x, y)) return { x, y };
    return null;
  });
  if (!found) throw new Error('there is no empty spot to draw the board by');
  return found;
}
