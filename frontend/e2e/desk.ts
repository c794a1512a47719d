import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeFaults, openPage } from './browser.ts';
import type { Desk } from './office.ts';

export const small = { width: 1366, height: 768 };
export const large = { width: 1920, height: 1080 };

export interface WatchedDesk extends Desk {
  /** complaints are script errors and refusals by the security policy; none are expected. */
  complaints: string[];
}

/**
 * openDesk opens a workspace's page. Its look holds what is shown to axe, takes
 * its picture on both screens, and lets no page scroll sideways.
 */
export async function openDesk(
  browser: Browser,
  url: string,
  pictures: string,
  scheme: 'light' | 'dark' = 'light',
): Promise<WatchedDesk> {
  mkdirSync(pictures, { recursive: true });
  const { page, complaints } = await openPage(browser, url, small, scheme);
  const look = async (name: string) => {
    await settled(page);
    expect(await axeFaults(page), name).toEqual([]);
    await page.screenshot({ path: join(pictures, `${name}.png`) });
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    expect(sideways, `${name} scrolls sideways`).toBe(false);
    await page.setViewportSize(large);
    await page.screenshot({ path: join(pictures, `${name}-large.png`) });
    await page.setViewportSize(small);
  };
  return { page, look, complaints };
}

/** settled waits until nothing loads and nothing moves any more. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      !document.querySelector('.ant-spin-spinning, .ant-btn-loading') &&
      document.getAnimations().every((a) => a.playState !== 'running'),
  );
}
