import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { basics, checklist, closedDoor, evidence, finish, records, saved, tab } from './field.ts';
import { press, radio, reach, told, turnTo, write } from './keyboard.ts';
import { type Laptop, legalDay, openLaptop } from './laptop.ts';
import { out } from './program.ts';
import { atTwiceTheSize, cutOff } from './views.ts';

// A leader's day on the laptop of the demo: the round, one joint visit with two
// matters, refused to sign, a firm that is closed; by keyboard alone, by night,
// in high contrast and at twice the size.

const pictures = join(out, 'visit');

let laptop: Laptop;

beforeAll(async () => {
  laptop = await openLaptop(pictures);
});

afterAll(() => laptop.close());

afterEach(async ({ task: { result, name } }) => {
  if (result?.state === 'fail')
    await laptop.desk.page.screenshot({ path: join(pictures, `failed ${name}.png`) });
});

/** firms are the names on the round, in order. */
const firms = () => laptop.desk.page.locator('main td a[href*="visit/at/"]').allTextContents();

test('the leader changes the order of the round by keyboard', async () => {
  const { page, look } = laptop.desk;
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
  const { desk, file } = laptop;
  await press(desk.page, 'button', '批量制作文书');
  await write(desk.page, '保存到', file('今日文书.pdf'));
  await desk.look('round-papers');
  await desk.page.keyboard.press('Enter');
  await told(desk.page, '批量制作文书');
  expect(readFileSync(file('今日文书.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
});

test('who, when and where of a joint visit, with a slip taken back', async () => {
  const { desk } = laptop;
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
  await write(page, '翻译人员', '翻某');
  await write(page, '翻译语种', '英语');
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
});

test('two matters are answered, one problem is found', async () => {
  const { desk } = laptop;
  const { page } = desk;
  await tab(page, '检查要点与问题');
  expect(await page.locator('.check-matter').count()).toBeGreaterThanOrEqual(2);
  await tab(page, '基本情况');
  await checklist(desk, legalDay(14));
  await page.getByText('随附文书：责令改正通知书').waitFor();
  await press(page, 'button', /^记一条随记：/);
  await page.locator('textarea:focus').waitFor();
  await page.keyboard.insertText('店长称当天已清理。');
  await saved(page);
});

test('the record is written, three things are kept as evidence', async () => {
  const { desk } = laptop;
  await records(desk);
  await write(desk.page, '拒绝签字的情况', '值班经理拒绝签字，称须请示总部');
  await evidence(desk, laptop.evidence);
});

test('nothing is lost at twice the size, in high contrast, by night', async () => {
  const { desk } = laptop;
  const { page } = desk;
  await atTwiceTheSize(desk, 'visit', async () => {
    for (const name of ['基本情况', '检查要点与问题', '笔录与随记', '证据材料']) {
      await tab(page, name);
      expect(await cutOff(page), `${name} at 200 %`).toEqual([]);
      const apart = await page.evaluate(() => {
        const box = (of: string) => document.querySelector(of)?.getBoundingClientRect();
        const [banner, nav, main] = [box('.banner'), box('.nav'), box('main')];
        return banner && nav && main && banner.bottom <= main.top + 1 && nav.right <= main.left + 1;
      });
      expect(apart, `${name}: the menu and the header stand beside the page`).toBe(true);
      await page.screenshot({ path: join(pictures, `zoom-${name}.png`) });
    }
  });
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
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  await expect.poll(theme).toBe('night');
  await desk.look('visit-night');
  await page.reload();
  await expect.poll(theme).toBe('night');
  await press(page, 'button', /日间配色$/);
  await page.getByRole('tab', { name: '基本情况' }).waitFor();
});

test('the visit ends with its record and its order, which the party refuses to sign', async () => {
  const { desk } = laptop;
  const { page } = desk;
  await finish(desk);
  for (const name of ['现场检查笔录', '责令改正通知书']) {
    await press(page, 'button', `制作${name}`);
    await told(page, `已制作：${name}`);
  }
  await press(page, 'button', /^打印登记：现场检查笔录/);
  await page.getByRole('dialog').getByLabel('份数').and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await told(page, '打印登记完成');
  await press(page, 'button', /^签署登记：现场检查笔录/);
  await page.getByRole('dialog', { name: /^签署登记/ }).waitFor();
  await write(page, '姓名', '𠮷喆');
  await radio(page, '拒绝签字');
  await write(page, '理由（不说明的照实写）', '须请示总部');
  await write(page, '见证人', '郑社区');
  await desk.look('signing-refused');
  await page.keyboard.press('Enter');
  await told(page, '已登记：𠮷喆拒绝签字');
});

test('one key leads to the next firm, which is closed', async () => {
  const { desk } = laptop;
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
  expect(laptop.desk.complaints.filter((c) => !c.includes('status of 422'))).toEqual([]);
});
