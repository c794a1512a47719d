import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { type Demo, makeDemo } from './demo.ts';
import { openDesk, small, type WatchedDesk } from './desk.ts';
import {
  basics,
  checklist,
  closedDoor,
  evidence,
  finish,
  records,
  saved,
  signIn,
  tab,
} from './field.ts';
import { press, reach, told, turnTo, write } from './keyboard.ts';
import { builtProgram, out, type Running, serve } from './program.ts';

// A leader's day on the laptop of the demo: the round, one joint visit with two
// matters, a firm that is closed; by keyboard, by night, in high contrast and at
// twice the size.

const pictures = join(out, 'visit');

let demo: Demo;
let browser: Browser;
let laptop: Running;
let desk: WatchedDesk;
let task: string;
let leader: string;

const file = (name: string) => join(demo.dir, name);
const day = (plus: number) =>
  new Date(Date.now() + 8 * 3600_000 + plus * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  const exe = builtProgram;
  demo = makeDemo(exe);
  const run = (workspace: string, who: string, ...args: string[]) =>
    execFileSync(exe, [...args, '--workspace', workspace, '--as', who], {
      encoding: 'utf8',
      env: { ...process.env, SSJ_PASSPHRASE: 'ssj-demo' },
    });
  const field = file('field');
  leader =
    /外勤：.*登录人员：([^、（\s]+)/.exec(readFileSync(file('演示说明.txt'), 'utf8'))?.[1] ?? '';
  const { rows } = JSON.parse(run(demo.office, '周办公', 'list', 'tasks', '--json'));
  task = rows.find((t: { state: string }) => t.state === 'matched')?.no ?? '';
  const sheet = ['--approver', '吴分管', '--post', '分管副局长', '--date', day(0)];
  run(
    demo.office,
    '周办公',
    'approve',
    task,
    '--opinion',
    '同意',
    '--scan',
    demo.files.approvalScan,
    ...sheet,
  );
  run(
    demo.office,
    '周办公',
    'pack',
    'task',
    task,
    '--device',
    '外勤一号',
    '--out',
    file('联合.zip'),
  );
  run(field, leader, 'open', file('联合.zip'));
  run(field, leader, 'visit', 'order', `${task}/2`, `${task}/1`);
  laptop = await serve(exe, field);
  browser = await openBrowser();
  desk = await openDesk(browser, laptop.url, pictures);
  await signIn(desk, leader, '');
});

afterAll(async () => {
  await browser.close();
  await laptop.stop();
});

afterEach(async ({ task: { result, name } }) => {
  if (result?.state === 'fail')
    await desk.page.screenshot({ path: join(pictures, `failed ${name}.png`) });
});

/** firms are the names on the round, in order. */
const firms = () => desk.page.locator('main td a[href*="visit/at/"]').allTextContents();

test('the leader changes the order of the round by keyboard', async () => {
  const { page, look } = desk;
  await turnTo(page, '现场检查');
  await page.getByText(/共 \d+ 户/).waitFor();
  const before = await firms();
  await reach(page, page.getByRole('button', { name: /^次序 2：/ }));
  await page.keyboard.press('ArrowUp');
  await expect.poll(firms).toEqual([before[1], before[0], ...before.slice(2)]);
  // The firm moved keeps the focus.
  await page
    .getByRole('button', { name: `次序 1：${before[1]}，按上下方向键调整` })
    .and(page.locator(':focus'))
    .waitFor();
  await look('round-moved');
});

test('the papers of the day are made in one file', async () => {
  const { page, look } = desk;
  await press(page, 'button', '批量制作文书');
  await write(page, '保存到', file('今日文书.pdf'));
  await look('round-papers');
  await page.keyboard.press('Enter');
  await told(page, '批量制作文书');
  expect(readFileSync(file('今日文书.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a joint visit with two matters, undone, noted, refused to sign', async () => {
  const { page, look } = desk;
  await reach(page, page.locator('main td a[href*="visit/at/"]').first());
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: '已到达，开始检查' })
    .and(page.locator(':focus'))
    .waitFor();
  await look('door');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: '基本情况' }).waitFor();
  await basics(desk);
  await write(page, '出动车辆', '警A0001');
  await write(page, '见证人', '写错的人');
  await saved(page);
  await page.keyboard.press('Control+z');
  await page
    .getByRole('status', { name: '撤销结果' })
    .filter({ hasText: '已撤销：见证人' })
    .waitFor();
  expect(await page.getByLabel('见证人', { exact: true }).inputValue()).toBe('');
  await page.getByLabel('见证人', { exact: true }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Alt+h');
  await page.getByRole('dialog', { name: '修改历史' }).getByText('写错的人').first().waitFor();
  await look('visit-history');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await tab(page, '检查要点与问题');
  expect(await page.locator('.check-matter').count()).toBeGreaterThanOrEqual(2);
  await tab(page, '基本情况');
  await checklist(desk, day(14));
  await page.getByText('随附文书：责令改正通知书').waitFor();
  await press(page, 'button', /^记一条随记：/);
  await page.locator('textarea:focus').waitFor();
  await page.keyboard.insertText('店长称当天已清理。');
  await saved(page);
  await records(desk);
  await write(page, '拒绝签字的情况', '值班经理拒绝签字，称须请示总部');
  const samples = ['安全出口照片.jpg', '询问录音.wav', '执法记录仪.mp4'];
  await evidence(
    desk,
    samples.map((name) => join(demo.dir, 'files', '证据', name)),
  );
});

test('nothing is lost at twice the size, in high contrast, by night', async () => {
  const { page } = desk;
  await page.setViewportSize({ width: small.width / 2, height: small.height / 2 });
  for (const name of ['基本情况', '检查要点与问题', '笔录与随记', '证据材料']) {
    await tab(page, name);
    const cut = await page.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLElement>(
          '.banner button, main button, main input, main textarea',
        ),
      ]
        .filter(
          (e) =>
            e.offsetParent &&
            !e.closest('.ant-table-content, .ant-tabs-nav, .visually-hidden, [aria-hidden="true"]'),
        )
        .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
        .map((e) => e.getAttribute('aria-label') ?? e.textContent ?? e.tagName),
    );
    expect(cut, `${name} at 200 %`).toEqual([]);
    const apart = await page.evaluate(() => {
      const box = (of: string) => document.querySelector(of)?.getBoundingClientRect();
      const [banner, nav, main] = [box('.banner'), box('.nav'), box('main')];
      return banner && nav && main && banner.bottom <= main.top + 1 && nav.right <= main.left + 1;
    });
    expect(apart, `${name}: the menu and the header stand beside the page`).toBe(true);
    await page.screenshot({ path: join(pictures, `zoom-${name}.png`) });
  }
  await page.setViewportSize(small);
  await page.emulateMedia({ forcedColors: 'active' });
  await tab(page, '基本情况');
  await page.screenshot({ path: join(pictures, 'contrast.png') });
  const ground = (checked: boolean) =>
    page
      .locator(`.choice input${checked ? ':checked' : ':not(:checked)'} + span`)
      .first()
      .evaluate((e) => getComputedStyle(e).backgroundColor);
  expect(await ground(true)).not.toBe(await ground(false));
  await page.emulateMedia({ forcedColors: 'none' });
  await press(page, 'button', /夜间配色$/);
  await expect
    .poll(() => page.evaluate(() => document.documentElement.dataset.theme))
    .toBe('night');
  await desk.look('visit-night');
  await page.reload();
  await expect
    .poll(() => page.evaluate(() => document.documentElement.dataset.theme))
    .toBe('night');
  await press(page, 'button', /日间配色$/);
  await page.getByRole('tab', { name: '基本情况' }).waitFor();
});

test('the visit ends with its record and its order', async () => {
  const { page } = desk;
  await finish(desk);
  for (const name of ['现场检查笔录', '责令改正通知书']) {
    await press(page, 'button', `制作${name}`);
    await told(page, `已制作：${name}`);
  }
});

test('one key leads to the next firm, which is closed', async () => {
  const { page, look } = desk;
  await page.keyboard.press('Alt+n');
  await page
    .getByRole('button', { name: '已到达，开始检查' })
    .and(page.locator(':focus'))
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByText(/沿用自“.+”，请核对/).waitFor();
  expect(await page.getByLabel('出动车辆', { exact: true }).inputValue()).toBe('警A0001');
  await look('visit-carried');
  await closedDoor(desk, '物业巡逻员');
  await finish(desk);
  await press(page, 'button', '制作现场检查笔录');
  await told(page, '已制作：现场检查笔录');
  await turnTo(page, '现场检查');
  await page.getByText(/已结束 \d+/).waitFor();
  await look('round-after');
});

test('nothing complained on the way', () => {
  expect(desk.complaints.filter((c) => !c.includes('status of 422'))).toEqual([]);
});
