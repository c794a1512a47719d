import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { saved, tab } from './field.ts';
import { choose, press, reach, told, turnTo, write } from './keyboard.ts';
import { type Laptop, openLaptop, phrase } from './laptop.ts';
import { out } from './program.ts';
import { eachWay } from './views.ts';

// What is written and signed on site: phrases, a text of 100,000 characters, a
// document filled in beside the page, printed, scanned and filed; another signed
// on the screen.

const pictures = join(out, 'papers');

let laptop: Laptop;

beforeAll(async () => {
  laptop = await openLaptop(pictures, (run, task) => {
    run('visit', 'start', `${task}/2`);
    // The first firm was closed this morning; its recorder ran.
    const closed = `${task}/1`;
    run('visit', 'start', closed);
    for (const [path, value] of [
      ['present', 'all'],
      ['noCheckCode', '无人在场'],
      ['outcome', 'closed'],
      ['outcomeNote', '十时到场，大门上锁，电话无人接听。'],
      ['witness', '物业巡逻员'],
      ['endedAt', new Date(Date.now() + 1000).toISOString()],
    ] as const)
      run('visit', 'set', closed, path, value);
    run('evidence', 'pending', closed, '--recorder', 'ZF-0008', '--officer', '组长');
    run('visit', 'finish', closed);
  });
});

afterAll(() => laptop.close());

afterEach(async ({ task: { result, name } }) => {
  if (result?.state === 'fail')
    await laptop.desk.page.screenshot({ path: join(pictures, `failed ${name}.png`) });
});

/** undone waits for what says that a change was taken back. */
const undone = (page: Page, what: string) =>
  page
    .getByRole('status', { name: '撤销结果' })
    .filter({ hasText: `已撤销：${what}` })
    .waitFor();

test('a phrase goes in by one key, a long text stays whole', async () => {
  const { page, look } = laptop.desk;
  await turnTo(page, '现场检查');
  await press(page, 'button', /^继续检查：/);
  await page.getByRole('tab', { name: '基本情况' }).waitFor();
  await tab(page, '笔录与随记');
  // A phrase goes behind the cursor by one key, and takes nothing away.
  await press(page, 'button', '记一条（自动记时间）');
  const note = page.locator('textarea:focus');
  await note.waitFor();
  await page.keyboard.insertText('大厅');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Alt+1');
  await expect.poll(() => note.inputValue()).toBe(`大${phrase}厅`);
  await page.keyboard.insertText('（核对）');
  expect(await note.inputValue()).toBe(`大${phrase}（核对）厅`);
  await page.keyboard.press('Alt+0');
  await page
    .getByRole('dialog', { name: '插入常用语' })
    .getByRole('button', { name: phrase })
    .waitFor();
  await look('phrases');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  // A text of 100,000 characters is kept whole, and taken back.
  await write(page, '检查过程和结果', '由值班经理陪同。');
  await write(page, '当事人陈述申辩', '无异议。');
  await saved(page);
  const long = '现场情况记录。'.repeat(14_286);
  await write(page, '检查过程和结果', long);
  await saved(page);
  await page.reload();
  await tab(page, '笔录与随记');
  expect(await page.getByLabel('检查过程和结果').inputValue()).toBe(long);
  await page.keyboard.press('Control+z');
  await undone(page, '检查过程和结果');
  expect(await page.getByLabel('检查过程和结果').inputValue()).toBe('由值班经理陪同。');
});

test('a document is filled in beside the page', async () => {
  const { desk } = laptop;
  const { page, look } = desk;
  await tab(page, '文书');
  await reach(page, page.getByRole('combobox', { name: '填写其他文书' }));
  await page.keyboard.insertText('陈述申辩笔录');
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option-active')
    .last()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: '填写陈述申辩笔录' }).waitFor();
  await write(page, '提交的证据材料', '登记表一份');
  await saved(page);
  await eachWay(desk, pictures, 'fill-paper');
  await press(page, 'button', '撤销最近一处');
  await undone(page, '提交的证据材料');
  await press(page, 'button', '修改历史');
  await page.getByRole('table', { name: '修改历史' }).getByText('登记表一份').first().waitFor();
  await look('fill-paper-history');
  await press(page, 'button', '修改历史');
  await page.getByRole('table', { name: '修改历史' }).waitFor({ state: 'hidden' });
  await write(page, '陈述申辩人（必填）', '𠮷喆');
  await press(page, 'button', '时间（必填）记为现在');
  await write(page, '告知的事实、理由和依据（必填）', '一处安全出口被杂物堵占。');
  await write(page, '陈述申辩内容（必填）', '当天已清理，请求从轻处理。');
  await saved(page);
  await press(page, 'button', '制作陈述申辩笔录');
  await told(page, '已制作：陈述申辩笔录');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await press(page, 'button', /^另存：陈述申辩笔录/);
  await write(page, '保存到', laptop.file('陈述申辩笔录.pdf'));
  await page.keyboard.press('Enter');
  await told(page, '已另存');
  await press(page, 'button', /^打印登记：陈述申辩笔录/);
  await page.getByRole('dialog').getByLabel('份数').and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await told(page, '打印登记完成');
});

test('the signed pages come back through the scan inbox', async () => {
  const { desk, file } = laptop;
  const { page } = desk;
  mkdirSync(file('扫描'));
  execFileSync('pdftoppm', [
    ...['-r', '150', '-gray', '-jpeg'],
    ...[file('陈述申辩笔录.pdf'), file('扫描/页')],
  ]);
  await turnTo(page, '文书');
  await press(page, 'link', '扫描收件箱');
  await page.getByRole('heading', { level: 1, name: '扫描收件箱' }).waitFor();
  await eachWay(desk, pictures, 'scan-inbox');
  await write(page, '扫描件的路径', file('扫描'));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '归档已齐的文书（1 份）' }).waitFor();
  await eachWay(desk, pictures, 'scan-batch');
  await press(page, 'button', '归档已齐的文书（1 份）');
  await page
    .getByRole('button', { name: '每页已看过，归档' })
    .and(page.locator(':focus'))
    .waitFor();
  await page.keyboard.press('Enter');
  await told(page, '已归档 1 份文书');
});

/** sign draws a name on the pad with the pointer: the one thing that no keyboard can do. */
async function sign(page: Page, name: string): Promise<void> {
  await press(page, 'button', /^签署登记：现场检查笔录/);
  const drawer = page.getByRole('dialog', { name: /^签署登记/ });
  await choose(page, '签署人', name);
  const pad = drawer.getByRole('img', { name: `${name}的签名：还没有笔迹` });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('no pad');
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + 120, { steps: 8 });
  await page.mouse.move(box.x + 320, box.y + 60, { steps: 8 });
  await page.mouse.up();
  await drawer.getByRole('img', { name: `${name}的签名：已写 1 笔` }).waitFor();
  await press(page, 'button', '确认签名');
  await told(page, `${name}已在屏幕上签名`);
}

test('a record is signed on the screen after the visit, bound to the recording of the signing', async () => {
  const { desk, officers } = laptop;
  const { page } = desk;
  await turnTo(page, '现场检查');
  await press(page, 'button', /^查看与文书：/);
  await press(page, 'button', '制作现场检查笔录');
  await told(page, '已制作：现场检查笔录');
  // Another recorder films the signing than the one that ran at the door.
  await press(page, 'button', /^签署登记：现场检查笔录/);
  await press(page, 'button', '登记签署录像');
  await write(page, '记录签署的记录仪编号', 'ZF-0009');
  await page.keyboard.press('Enter');
  await page.getByText('录像 执法记录仪 ZF-0009').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await sign(page, '物业巡逻员');
  await sign(page, officers[0]?.[0] ?? '');
  await press(page, 'button', /^签署登记：现场检查笔录/);
  await page
    .getByText(/屏幕手写签名，录像：执法记录仪 ZF-0009/)
    .first()
    .waitFor();
  await eachWay(desk, pictures, 'signing-drawn');
  await press(page, 'button', '签齐，归档手写签名件');
  await page.getByText(/有1名检查人员签名，应不少于2名/).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await press(page, 'button', /^手写签名件：现场检查笔录/);
  await page.getByRole('dialog').locator('iframe').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

test('phrases and the decision on signing are seen in the settings', async () => {
  const { desk } = laptop;
  const { page } = desk;
  await turnTo(page, '设置');
  await tab(page, '常用语');
  await page.getByText(phrase).waitFor();
  await eachWay(desk, pictures, 'settings-phrases');
  await tab(page, '手写签名');
  await page.getByText('吴分管（分管副局长）').waitFor();
  await eachWay(desk, pictures, 'settings-drawn');
});

test('nothing complained on the way', () => {
  expect(laptop.desk.complaints.filter((c) => !c.includes('status of 422'))).toEqual([]);
});
