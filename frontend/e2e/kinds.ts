import { day, pick, press, radio, reach, told, turnTo, write } from './keyboard.ts';
import type { Desk } from './office.ts';

// The kinds of task beside the ordinary one, each from its beginning to teams
// with leaders. Each function is one step and leaves the page where the next begins.

const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);

/** jointTask sets up a joint inspection of two departments, drawn here. */
export async function jointTask({ page, look }: Desk): Promise<void> {
  await turnTo(page, '抽查任务');
  await press(page, 'button', '新建任务');
  await page.getByRole('heading', { level: 1, name: '新建抽查任务' }).waitFor();
  await write(page, '临时设置的理由', '市局部署的联合抽查');
  await pick(page, '抽查事项', 'A014-ZA08', 'A014-WA01');
  await reach(page, page.getByRole('checkbox', { name: /^跨部门联合抽查/ }));
  await page.keyboard.press('Space');
  await pick(page, '参与检查的部门', '网安大队');
  await write(page, '任务名称', '上网服务场所联合抽查');
  await day(page, '开始日期', today);
  await day(page, '结束日期', `${today.slice(0, 4)}-12-31`);
  await radio(page, /本机抽取/);
  await write(page, '在本机抽取的理由', '平台维护期间先行抽取');
  await radio(page, '按户数');
  await write(page, '抽取户数', '2');
  await look('task-joint');
  await press(page, 'button', '新建任务');
  await told(page, '已新建');
}

/** acceptLeaders takes the leaders that the draw proposes (art. 15: of the initiating department). */
export async function acceptLeaders({ page, look }: Desk, name: string): Promise<void> {
  await press(page, 'button', '全部采纳抽取建议的组长');
  await told(page, '已按抽取建议');
  await look(name);
}

/** nonRandomTask sets up an inspection outside the draw (art. 3), of one firm found by its name. */
export async function nonRandomTask(
  { page, look }: Desk,
  proof: string,
  subject: string,
): Promise<void> {
  await turnTo(page, '抽查任务');
  await press(page, 'button', '新建非随机检查');
  await page.getByRole('heading', { level: 1, name: '新建非随机检查' }).waitFor();
  await write(page, '理由', '群众举报该旅馆不登记住客身份');
  await write(page, '依据材料的路径', proof);
  await pick(page, '检查对象', subject);
  await pick(page, '清单内事项', 'A014-ZA01');
  await write(page, '任务名称', '举报核查');
  await look('task-nonrandom');
  await press(page, 'button', '新建非随机检查');
  await told(page, '已新建');
  await look('task-nonrandom-new');
}

/** handTeam names two inspectors for the one firm of the task that is shown. */
export async function handTeam({ page, look }: Desk, firm: RegExp): Promise<void> {
  await press(page, 'link', /^下一步/);
  await page.getByRole('region', { name: '指定检查人员' }).waitFor();
  await look('team-byhand');
  for (let n = 0; n < 2; n++) {
    await reach(page, page.getByRole('combobox', { name: firm }));
    await page.keyboard.press('ArrowDown');
    await page.locator('.ant-select-item-option-active:visible').last().waitFor();
    for (let down = 0; down < n; down++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
  }
  await press(page, 'button', '组成检查组');
  await told(page, '已组成 1 个检查组');
  await look('team-byhand-done');
}
