import type { Page } from 'playwright-core';

declare global {
  interface Window {
    usableAt: number | null;
  }
}

const often = 10;

/**
 * Runs in each page before its own code: tries to work the canvas as soon as there is a step, and keeps when that had its
 * effect and was painted, in ms since the page was called. Ours is worked by an arrow key, the bare one by a click.
 */
export function watchForUse(): void {
  window.usableAt = null;
  const every = 10;
  const look = () => {
    const step = document.querySelector<HTMLElement>('.react-flow__node');
    const board = document.querySelector<HTMLElement>('.canvas');
    if (board && step) {
      board.focus();
      board.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
    } else step?.click();
    if (!document.querySelector('[data-cursor], .react-flow__node.selected')) setTimeout(look, every);
    else
      requestAnimationFrame(() =>
        setTimeout(() => {
          window.usableAt = performance.now();
        }),
      );
  };
  setTimeout(look);
}

/** When the canvas could be worked. */
export async function untilUsable(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => window.usableAt, null, { polling: often, timeout: 60_000 });
  return (await handle.jsonValue())!;
}
