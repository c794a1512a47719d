import type { Page } from 'playwright-core';
import { write } from './keyboard.ts';

/** demoPassword is everybody's in the demo; password is everybody's else. */
export const demoPassword = 'ssj-demo';
export const password = '春风又绿江南岸上';

/**
 * showPassword fills what the sign-in page asks of the person chosen and enters:
 * the password; where there is none yet, the workspace's passphrase and a new one.
 * passphrase also unlocks the device key, "" leaves it locked.
 */
export async function showPassword(page: Page, own: string, passphrase: string): Promise<void> {
  const first = page.getByLabel('新密码', { exact: true });
  const known = page.getByLabel('密码', { exact: true });
  await first.or(known).first().waitFor();
  if (await first.isVisible()) {
    await write(page, '工作区口令', passphrase);
    await write(page, '新密码', own);
    await write(page, '再次输入新密码', own);
  } else {
    await write(page, '密码', own);
    if (passphrase) await write(page, '工作区口令', passphrase);
  }
  await page.keyboard.press('Enter');
}
