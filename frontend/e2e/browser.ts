import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

/** openBrowser starts the system's Chromium, quiet and without network habits. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface Watched {
  page: Page;
  /** complaints are script errors, console errors and refusals by the security policy. */
  complaints: string[];
}

/** openPage opens url and listens for complaints from the first byte. It waits for the page's first heading. */
export async function openPage(
  browser: Browser,
  url: string,
  size: { width: number; height: number },
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Watched> {
  const page = await browser.newPage({ viewport: size, colorScheme, reducedMotion: 'reduce' });
  page.setDefaultTimeout(60_000); // the machine may have other work
  const complaints: string[] = [];
  page.on('pageerror', (e) => complaints.push(String(e)));
  page.on('console', (m) => {
    if (m.type() === 'error' || m.type() === 'warning') complaints.push(m.text());
  });
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { page, complaints };
}

/** axeFaults runs axe on what the page shows now; each fault is one line. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const result = await page.evaluate(() =>
    // biome-ignore lint/suspicious/noExplicitAny: axe put itself into the page
    (globalThis as any).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'],
    }),
  );
  return result.violations.map(
    (v: axe.Result) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`,
  );
}
