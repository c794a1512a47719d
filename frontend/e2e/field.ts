import type { Page } from 'playwright-core';
import { password, showPassword } from './gate.ts';
import { pick, press, radio, reach, told, turnTo, write } from './keyboard.ts';
import type { Desk } from './office.ts';

// The laptop's part of the main job, from its enrolment to the signed documents,
// by keyboard alone. Each function is one step; a Desk is one workspace's page.

/** setUpField makes a laptop's workspace on the first start. */
export async function setUpField({ page, look }: Desk, name: string, pass: string): Promise<void> {
  await radio(page, /^外勤/);
  await write(page, '设备名称', name);
  await write(page, '工作区口令', pass);
  await write(page, '再次输入口令', pass);
  await look('field-setup');
  await page.keyboard.press('Enter');
  await page.getByText('初始设置（管理员）').waitFor();
}

/**
 * signIn takes the first person that typed finds (a name, a badge, a role), who
 * chooses a password at the first time; pass "" leaves the device key locked.
 */
export async function signIn(
  { page }: Desk,
  typed: string,
  pass: string,
  own = password,
): Promise<void> {
  await reach(page, page.getByRole('combobox', { name: '人员' }));
  await page.keyboard.insertText(typed);
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option-active')
    .last()
    .waitFor();
  await page.keyboard.press('Enter');
  await showPassword(page, own, pass);
  await page.getByRole('banner').getByText(typed).waitFor();
}

export async function signOut({ page }: Desk): Promise<void> {
  await press(page, 'button', '退出登录');
  await page.getByRole('button', { name: '进入' }).waitFor();
}

/** tab turns to a tab with the arrow keys. (A focused tab's name also tells its place among the tabs.) */
export async function tab(page: Page, name: string): Promise<void> {
  await reach(page, page.getByRole('tab', { selected: true }));
  const wanted = new RegExp(name);
  for (let n = 0; n < 20; n++) {
    const there = page.getByRole('tab', { name: wanted });
    if (await there.evaluate((e) => e === document.activeElement)) break;
    await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: wanted, selected: true }).waitFor();
}

/** enrolRequest makes the laptop's request file. */
export async function enrolRequest({ page, look }: Desk, pass: string, out: string): Promise<void> {
  await turnTo(page, '派发与交换');
  await write(page, '工作区口令', pass);
  await write(page, '申请保存到', out);
  await page.keyboard.press('Enter');
  await told(page, '已生成登记申请');
  await look('enrol-request');
}

/** issueDevice certifies the laptop at the office. */
export async function issueDevice(desk: Desk, request: string, out: string): Promise<void> {
  const { page, look } = desk;
  await turnTo(page, '派发与交换');
  await tab(page, '登记外勤设备');
  await write(page, '登记申请的路径', request);
  await write(page, '签发文件保存到', out);
  await page.keyboard.press('Enter');
  await told(page, '已签发');
  await look('enrol-issue');
}

/** enrolAccept takes the office's answer on the laptop. */
export async function enrolAccept({ page, look }: Desk, pass: string, path: string): Promise<void> {
  await write(page, '工作区口令（与申请时相同）', pass);
  await write(page, '签发文件的路径', path);
  await page.keyboard.press('Enter');
  await page.getByText('本机已登记').waitFor();
  await look('enrol-done');
}

/** sendTask writes the task package of an approved task for a device. */
export async function sendTask(
  { page, look }: Desk,
  task: string,
  device: string,
  out: string,
): Promise<void> {
  await turnTo(page, '派发与交换');
  await tab(page, '派发任务包');
  await pick(page, '抽查任务', task);
  await pick(page, '外勤设备', device);
  await write(page, '任务包保存到', out);
  await look('dispatch-task');
  await page.keyboard.press('Enter');
  await page
    .getByRole('status', { name: '写出的包' })
    .filter({ hasText: '已写出任务包' })
    .waitFor();
  await look('dispatch-sent');
}

/** openPackage verifies and takes in a package; the office and the laptop name the tab differently. */
export async function openPackage(desk: Desk, tabName: string, path: string): Promise<void> {
  const { page, look } = desk;
  await turnTo(page, '派发与交换');
  await tab(page, tabName);
  await write(page, '数据包的路径', path);
  await page.keyboard.press('Enter');
  await page.getByRole('status', { name: '打开结果' }).filter({ hasText: '有效' }).waitFor();
  await look(`open-${tabName}`);
}

/** saved waits until everything typed is on disk. */
export async function saved(page: Page): Promise<void> {
  await page.getByRole('status', { name: '保存状态' }).filter({ hasText: '已保存' }).waitFor();
}

/** startVisit opens the first firm of the round that nobody was at yet. */
export async function startVisit({ page, look }: Desk): Promise<void> {
  await turnTo(page, '现场检查');
  await page
    .getByRole('button', { name: /^开始检查：/ })
    .first()
    .waitFor();
  await look('round');
  await press(page, 'button', /^开始检查：/);
  await page.getByRole('tab', { name: '基本情况' }).waitFor();
  await look('visit-start');
}

async function tick(page: Page, name: string | RegExp): Promise<void> {
  await reach(page, page.getByRole('checkbox', { name }));
  await page.keyboard.press('Space');
}

/** basics fills who, when, where; the self-check leads to the first field that lacks. */
export async function basics({ page, look }: Desk): Promise<void> {
  await page.getByRole('complementary', { name: '案卷自查' }).getByText('出示').first().waitFor();
  // Who was at the firm before is carried, by the luck of the draw.
  const lacking = page.getByRole('button', { name: /^到场检查人员\d名/ });
  if ((await lacking.count()) > 0) {
    await press(page, 'button', /^到场检查人员\d名/);
    await page.locator('[data-path="present"]:focus').waitFor();
  }
  await present(page);
  await tick(page, '已向当事人出示执法证件');
  await tick(page, '已告知权利义务和申请回避的权利');
  await reach(page, page.getByRole('radio', { name: '不申请回避' }));
  await page.keyboard.press('Space');
  await write(page, '未扫码的原因', '现场无网络，十日内补录');
  await write(page, '被检查单位在场人员', '𠮷喆');
  await write(page, '职务', '值班经理');
  await write(page, '结束时间', '25:00');
  await page.getByText('没有存：请写成').waitFor();
  await look('visit-basic-wrong');
  await press(page, 'button', '结束时间记为现在');
  await saved(page);
  await look('visit-basic');
}

/** checklist answers every line by digit; the first is a problem with a measure and a deadline. */
export async function checklist({ page, look }: Desk, deadline: string): Promise<void> {
  await tab(page, '检查要点与问题');
  const lines = page.locator('.check-line');
  const count = await lines.count();
  await reach(page, lines.first().locator('.check-answer input').first());
  await page.keyboard.press('2');
  const problem = page.getByLabel('问题情况');
  await problem.and(page.locator(':focus')).waitFor();
  await page.keyboard.insertText('一处安全出口被杂物堵占，㛃䶮〇镕。');
  await reach(page, page.getByRole('radiogroup', { name: '监管措施' }).getByRole('radio').first());
  await page.keyboard.press('4');
  await write(page, '整改期限', deadline);
  await look('visit-finding');
  await reach(page, lines.nth(1).locator('.check-answer input').first());
  for (let i = 1; i < count - 1; i++) await page.keyboard.press('1');
  if (count > 1) {
    await page.keyboard.press('4');
    await page.getByLabel('未检查的原因').and(page.locator(':focus')).waitFor();
    await page.keyboard.insertText('当日停用，复查时检查');
  }
  await saved(page);
  await look('visit-checklist');
}

/** records writes the long texts and a note with its time. */
export async function records({ page, look }: Desk): Promise<void> {
  await tab(page, '笔录与随记');
  await write(page, '检查过程和结果', '检查人员出示执法证件，说明来意，由值班经理陪同，逐项检查。');
  await write(page, '当事人陈述申辩', '无异议。');
  await press(page, 'button', '记一条（自动记时间）');
  await page.locator('textarea:focus').waitFor();
  await page.keyboard.insertText('前台监控时间快三分钟。');
  await saved(page);
  await look('visit-record');
}

/** evidence adds the files, and a recording that is still in its recorder. */
export async function evidence({ page, look }: Desk, paths: string[]): Promise<void> {
  await tab(page, '证据材料');
  for (const path of paths) {
    const name = path.split(/[\\/]/).at(-1) ?? '';
    await write(page, '证据文件的路径', path);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name }).waitFor();
  }
  await radio(page, '记录仪待回填');
  await write(page, '记录仪编号', 'ZF-0007');
  await press(page, 'button', '录像起记为现在');
  await press(page, 'button', '登记待回填');
  await told(page, 'ZF-0007');
  await look('visit-evidence');
  for (const path of paths) {
    const name = path.split(/[\\/]/).at(-1) ?? '';
    await press(page, 'button', name);
    await page.getByRole('dialog').locator('img, audio, video').waitFor();
    await look(`visit-evidence-${name.split('.').at(-1)}`);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
}

/** present ticks everybody of the team. */
async function present(page: Page): Promise<void> {
  const team = page.locator('.present').getByRole('checkbox');
  for (let i = 0; i < (await team.count()); i++) {
    if (await team.nth(i).isChecked()) continue; // it came from the firm before
    await reach(page, team.nth(i));
    await page.keyboard.press('Space');
  }
}

/** closedDoor records a firm that was found closed: its reason and a witness, nothing else. */
export async function closedDoor({ page, look }: Desk, witness: string): Promise<void> {
  await tab(page, '基本情况');
  await reach(page, page.getByRole('radio', { name: '已实施检查' }));
  await page.keyboard.press('ArrowRight');
  await write(page, '未能实施的情况', '十时到场，大门上锁，电话无人接听。');
  await write(page, '未扫码的原因', '无人在场');
  await write(page, '见证人', witness);
  await present(page);
  await press(page, 'button', '结束时间记为现在');
  await saved(page);
  await look('visit-closed-door');
}

/** finish ends the visit once the self-check is clear. */
export async function finish({ page, look }: Desk): Promise<void> {
  await page.getByRole('complementary', { name: '案卷自查' }).getByText('已齐').waitFor();
  await press(page, 'button', '结束检查');
  const dialog = page.getByRole('dialog', { name: '结束检查' });
  await dialog.waitFor();
  await look('visit-finish');
  await reach(page, dialog.getByRole('button', { name: '结束检查' }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '检查记录' }).waitFor();
  await look('visit-closed');
}

/** papers issues the record and the order, prints, and files the signed scan. */
export async function papers({ page, look }: Desk, scan: string): Promise<void> {
  for (const name of ['现场检查笔录', '责令改正通知书', '音视频资料清单']) {
    await press(page, 'button', `制作${name}`);
    await told(page, `已制作：${name}`);
  }
  await press(page, 'button', /^查看：现场检查笔录/);
  await page.getByRole('dialog').locator('iframe').waitFor();
  await look('paper-view');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await press(page, 'button', /^打印登记：现场检查笔录/);
  await page.getByRole('dialog').getByLabel('份数').and(page.locator(':focus')).waitFor();
  await look('paper-print');
  await page.keyboard.press('Enter');
  await told(page, '打印登记完成');
  await press(page, 'button', /^附签字件：现场检查笔录/);
  await page.getByRole('dialog').waitFor();
  await write(page, '扫描件的路径', scan);
  await page.keyboard.press('Enter');
  await told(page, '附签字扫描件完成');
  await press(page, 'button', /^作废：音视频资料清单/);
  await page.getByRole('dialog').waitFor();
  await page.keyboard.insertText('漏列一件，重制');
  await look('paper-void');
  await press(page, 'button', '作废文书');
  await told(page, '作废文书完成');
  await look('papers');
}
