import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stages } from '../src/stages.ts';
import { axeFaults, openBrowser, openPage } from './browser.ts';
import { password } from './gate.ts';
import { builtProgram, out, type Program, startProgram } from './program.ts';

let browser: Browser;
let program: Program;

const small = { width: 1366, height: 768 };
const large = { width: 1920, height: 1080 };

beforeAll(async () => {
  program = await startProgram(builtProgram);
  browser = await openBrowser();
});

test('the first start sets up the workspace', async () => {
  const { page, complaints } = await openPage(browser, program.url, small);
  await page.getByRole('heading', { level: 1, name: '建立工作区' }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.screenshot({ path: join(out, 'setup.png') });
  await page.getByLabel('单位名称').fill('示例分局治安大队');
  await page.getByLabel('行政区划代码').fill('12');
  await page.getByLabel('首位办公室人员').fill('甲某');
  await page.getByLabel('登录密码').fill(password);
  await page.getByLabel('再次输入密码').fill(`${password}一`);
  await page.getByLabel('工作区口令').fill('开门');
  await page.getByLabel('再次输入口令').fill('关门');
  await page.keyboard.press('Enter');
  await page.getByText('请填写 6 位数字').waitFor();
  await page.getByText('两次输入的口令不一致').waitFor();
  await page.getByText('两次输入的密码不一致').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.getByLabel('行政区划代码').fill('999900');
  await page.getByLabel('再次输入密码').fill(password);
  await page.getByLabel('再次输入口令').fill('开门');
  await page.keyboard.press('Enter');
  await page.getByText('甲某（办公室）').waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

test('signing out and in again', async () => {
  const { page, complaints } = await openPage(browser, program.url, small);
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('heading', { level: 1, name: '示例分局治安大队' }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.screenshot({ path: join(out, 'signin.png') });
  await page.getByRole('button', { name: '进入' }).click();
  await page.getByText('请输入密码').waitFor();
  await page.getByLabel('密码', { exact: true }).fill('猜一个密码试试');
  await page.getByRole('button', { name: '进入' }).click();
  await page.getByText('甲某的密码不对').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '进入' }).click();
  await page.getByText('甲某（办公室）').waitFor();
  expect(complaints.filter((c) => !c.includes('status of 422'))).toEqual([]);
  await page.close();
});

test('the screen locks, and what was typed is still there afterwards', async () => {
  const { page, complaints } = await openPage(browser, program.url, small);
  await page.getByRole('link', { name: '设置', exact: true }).first().click();
  await page.getByRole('tab', { name: '人员', exact: true }).click();
  await page.getByRole('button', { name: '新增人员' }).click();
  await page.getByLabel('姓名').fill('丙某');
  await page.keyboard.press('Control+Shift+L');
  await page.getByRole('heading', { level: 1, name: '屏幕已锁定' }).waitFor();
  expect(await page.getByText('丙某').isVisible()).toBe(false);
  expect(await page.getByRole('dialog').isVisible()).toBe(false);
  expect(await axeFaults(page)).toEqual([]);
  await page.screenshot({ path: join(out, 'locked.png') });
  await page.reload();
  await page.getByRole('heading', { level: 1, name: '屏幕已锁定' }).waitFor();
  await page.getByLabel('甲某的密码').fill('猜一个密码试试');
  await page.keyboard.press('Enter');
  await page.getByText('甲某的密码不对').waitFor();
  await page.getByLabel('甲某的密码').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '新增人员' }).click();
  await page.getByLabel('姓名').fill('丙某');
  await page.keyboard.press('Control+Shift+L');
  await page.getByLabel('甲某的密码').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  expect(await page.getByLabel('姓名').inputValue()).toBe('丙某');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('丙某（组长）已保存').waitFor();
  await page.getByRole('button', { name: '给密码 丙某' }).click();
  await page.getByRole('textbox', { name: '初始密码' }).fill('12345678');
  await page.keyboard.press('Enter');
  await page.getByText('这个密码太常见').waitFor();
  await page.getByRole('textbox', { name: '初始密码' }).fill('初始密码八个字呀');
  await page.keyboard.press('Enter');
  await page.getByText('已给丙某初始密码').waitFor();
  await page.screenshot({ path: join(out, 'people.png') });
  await page.getByRole('button', { name: '停用 丙某' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await page.getByText('丙某已停用').waitFor();
  await page.getByRole('tab', { name: '我的账户' }).click();
  await page.getByRole('heading', { name: '自动锁屏' }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.screenshot({ path: join(out, 'account.png') });
  await page.getByRole('button', { name: '锁定' }).click();
  await page.getByRole('button', { name: '换人登录' }).click();
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByText('甲某（办公室）').waitFor();
  expect(complaints.filter((c) => !c.includes('status of 422'))).toEqual([]);
  await page.close();
});

afterAll(async () => {
  await browser.close();
  await program.stop();
});

describe.each([
  { name: 'day', size: small, scheme: 'light' as const },
  { name: 'night', size: large, scheme: 'dark' as const },
])('$name', ({ name, size, scheme }) => {
  test('every page is accessible and draws without complaint', async () => {
    const { page, complaints } = await openPage(browser, program.url, size, scheme);
    for (const stage of stages) {
      await page.getByRole('link', { name: stage.label, exact: true }).first().click();
      await page.getByRole('heading', { level: 1, name: stage.label }).waitFor();
      expect(await axeFaults(page), stage.label).toEqual([]);
      await page.screenshot({ path: join(out, `${name}-${stage.key}.png`) });
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(sideways, `${stage.label} scrolls sideways`).toBe(false);
    }
    expect(complaints).toEqual([]);
    await page.close();
  });
});

test('the token leaves the address, and a reload still works', async () => {
  const { page } = await openPage(browser, program.url, small);
  expect(page.url()).not.toContain('token');
  await page.reload();
  await page.getByText('示例分局治安大队').waitFor();
  await page.close();
});

test('without the token nothing is told', async () => {
  const page = await browser.newPage();
  await page.goto(new URL('/', program.url).href);
  await page.getByText('页面没有有效的口令').waitFor();
  await page.close();
});

test('the keyboard alone reaches every page', async () => {
  const { page } = await openPage(browser, program.url, small);
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: '跳到正文' }).and(page.locator(':focus')).waitFor();
  await page.getByRole('link', { name: '首页', exact: true }).focus();
  for (const stage of stages.slice(1)) {
    await page.keyboard.press('ArrowDown');
    await page
      .getByRole('link', { name: stage.label, exact: true })
      .and(page.locator(':focus'))
      .waitFor();
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '设置' }).waitFor();
  await page.locator('main:focus').waitFor();
  await page.close();
});
