import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { small, type WatchedDesk } from './desk.ts';

// How a page looks to those who need it larger or in other colours.

/** cutOff are the controls that stand beyond the right edge of the window, in the topmost dialog if there is one. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const dialog = [...document.querySelectorAll('[role="dialog"]')]
      .filter((d) => d.getBoundingClientRect().width > 0)
      .at(-1);
    const controls = dialog
      ? dialog.querySelectorAll<HTMLElement>('button, input, textarea')
      : document.querySelectorAll<HTMLElement>(
          '.banner button, main button, main input, main textarea',
        );
    return [...controls]
      .filter(
        (e) =>
          e.offsetParent &&
          !e.closest('.ant-table-content, .ant-tabs-nav, .visually-hidden, [aria-hidden="true"]'),
      )
      .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
      .map((e) => e.getAttribute('aria-label') ?? e.textContent ?? e.tagName);
  });
}

/** atTwiceTheSize makes everything twice as large while it looks: nothing may be cut off. */
export async function atTwiceTheSize(
  { page }: WatchedDesk,
  name: string,
  look: () => Promise<void>,
): Promise<void> {
  await page.setViewportSize({ width: small.width / 2, height: small.height / 2 });
  await look();
  expect(await cutOff(page), `${name} at 200 %`).toEqual([]);
  await page.setViewportSize(small);
}

/** eachWay looks at what is shown by day, in high contrast and at twice the size. */
export async function eachWay(desk: WatchedDesk, pictures: string, name: string): Promise<void> {
  const { page, look } = desk;
  await look(name);
  await page.emulateMedia({ forcedColors: 'active' });
  await page.screenshot({ path: join(pictures, `${name}-contrast.png`) });
  await page.emulateMedia({ forcedColors: 'none' });
  await atTwiceTheSize(desk, name, async () => {
    await page.screenshot({ path: join(pictures, `${name}-zoom.png`) });
  });
}
