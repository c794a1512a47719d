import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Demo } from './demo.ts';
import { password, showPassword } from './gate.ts';
import { day, faulted, pick, press, radio, reach, told, turnTo, write } from './keyboard.ts';

// The office's half of the main job, by keyboard alone. Each function is one
// step and leaves the page where the next begins.

/** A Desk is a page with somebody signed in, and a look at what it shows (axe, screenshots). */
export interface Desk {
  page: Page;
  look: (name: string) => Promise<void>;
}

export const clerk = '周办公';
export const passphrase = '开门';

/** setUp makes the office's workspace on the first start. */
export async function setUp({ page }: Desk): Promise<void> {
  await write(page, '单位名称', '示例分局治安大队');
  await write(page, '检查机关', '某市公安局××分局');
  await write(page, '行政区划代码', '999901');
  await write(page, '首位办公室人员', clerk);
  await write(page, '登录密码', password);
  await write(page, '再次输入密码', password);
  await write(page, '工作区口令', passphrase);
  await write(page, '再次输入口令', passphrase);
  await page.keyboard.press('Enter');
  await page.getByText(`${clerk}（办公室）`).waitFor();
}

/** signIn signs a person in without the passphrase: the signing key stays locked. */
export async function signIn({ page }: Desk, person: string, own: string): Promise<void> {
  await pick(page, '人员', person);
  await showPassword(page, own, '');
  await page.getByText(`${person}（`).waitFor();
}

/** importFile previews a table and imports it. */
async function importFile({ page, look }: Desk, kind: RegExp, path: string, name?: string) {
  await radio(page, kind);
  await write(page, '表格文件的路径', path);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^导入 \d+ 行$/ }).waitFor();
  if (name) await look(`library-preview-${name}`);
  await press(page, 'button', /^导入 \d+ 行$/);
  await page.getByText(/已导入$/).waitFor();
  if (name) await look(`library-imported-${name}`);
  await press(page, 'button', '继续导入');
  await page.getByLabel('表格文件的路径').waitFor();
}

/** importLibraries imports the one list, the two registers, recusals and leaves. */
export async function importLibraries(desk: Desk, { files }: Demo): Promise<void> {
  const { page, look } = desk;
  await turnTo(page, '一单两库');
  await look('library-empty');
  await press(page, 'button', '从表格导入');
  await page.getByRole('heading', { level: 1, name: '从表格导入' }).waitFor();
  await look('library-choose');
  await importFile(desk, /^抽查事项清单/, files.matters, 'matters');
  const [register, ...others] = files.subjects;
  await importFile(desk, /^检查对象名录库/, register ?? '', 'subjects');
  for (const path of others) await importFile(desk, /^检查对象名录库/, path);
  await importFile(desk, /^执法检查人员名录库/, files.inspectors, 'inspectors');
  await importFile(desk, /^回避关系/, files.recusals);
  await importFile(desk, /^请假登记/, files.leaves);
}

/** planLine adds a line to the yearly plan and registers that it was made public. */
export async function planLine({ page, look }: Desk, from: string, to: string): Promise<void> {
  await turnTo(page, '年度计划');
  await look('plan-empty');
  await press(page, 'button', '新增计划');
  await page.getByRole('dialog').waitFor();
  await write(page, '计划名称', '旅馆业治安双随机抽查');
  await pick(page, '抽查事项', '旅馆业治安管理检查');
  await write(page, '抽查范围', '辖区全部旅馆业单位');
  await day(page, '开始日期', from);
  await day(page, '结束日期', to);
  await write(page, '预估数量（户）', '30');
  await write(page, '抽查比例', '0');
  await look('plan-form');
  await press(page, 'button', '保存');
  await faulted(page, '抽查比例不对（第十二条）');
  await page.locator('input[id$="_percent"]:focus').waitFor();
  await look('plan-form-error');
  await write(page, '抽查比例', '1');
  await page.keyboard.press('Enter');
  await told(page, '已新增');
  await press(page, 'button', /^登记公开 /);
  await write(page, '公开网站', '区政府门户网站');
  await look('plan-published');
  await page.keyboard.press('Enter');
  await told(page, '已登记公开');
  await look('plan');
}

/** newTask sets up a task of the plan's first line, drawn here. */
export async function newTask({ page, look }: Desk): Promise<void> {
  await press(page, 'link', /新建任务$/);
  await page.getByRole('heading', { level: 1, name: '新建抽查任务' }).waitFor();
  await radio(page, /本机抽取/);
  await look('task-new');
  await press(page, 'button', '新建任务');
  await faulted(page, '在本机抽取应写明理由');
  await write(page, '在本机抽取的理由', '平台维护期间先行抽取');
  await radio(page, '按户数');
  await write(page, '抽取户数', '3');
  await press(page, 'button', '新建任务');
  await told(page, '已新建');
  await page.getByRole('region', { name: '下一步' }).waitFor();
  await look('task-draft');
}

/** draw freezes, has the statement witnessed, and gives the public input. */
async function draw({ page, look }: Desk, purpose: string, dice: string): Promise<void> {
  await look(`draw-${purpose}-freeze`);
  await write(page, '公共随机输入的说明', '当众掷十面骰二十次');
  await page.keyboard.press('Enter');
  await told(page, '声明已登记');
  await write(page, '见证人姓名', clerk);
  await page.keyboard.press('Enter');
  await faulted(page, '见证人不能是操作人本人');
  await look(`draw-${purpose}-witness`);
  await write(page, '见证人姓名', '钱见证');
  await page.keyboard.press('Enter');
  await told(page, '见证已登记');
  await write(page, '第一人录入的点数', dice);
  await write(page, '第二人录入的点数', `${dice.slice(0, -1)}0`);
  await write(page, '来源说明', '当众掷骰，两人分别录入');
  await page.keyboard.press('Enter');
  await faulted(page, '两人录入的点数不一致');
  await look(`draw-${purpose}-reveal`);
  await write(page, '第二人录入的点数', dice);
  await page.keyboard.press('Enter');
  await told(page, '抽取已完成');
  await page.getByText('已出结果，不能重抽').waitFor();
  await look(`draw-${purpose}-done`);
}

/** drawSubjects draws the subjects of the task that is shown, the first attempt being abandoned. */
export async function drawSubjects(desk: Desk): Promise<void> {
  const { page, look } = desk;
  await press(page, 'link', /^下一步/);
  await page.getByRole('tab', { name: '抽取检查对象' }).waitFor();
  await write(page, '公共随机输入的说明', '当众掷六面骰');
  await page.keyboard.press('Enter');
  await told(page, '声明已登记');
  await press(page, 'button', '作废本次抽取');
  await write(page, '作废理由', '骰子不合要求，改用十面骰');
  await look('draw-abandon');
  await press(page, 'button', '作废');
  await told(page, '已作废');
  await press(page, 'button', '登记重新抽取的批准');
  await radio(page, /口头同意/);
  await write(page, '审批人姓名', '吴分管');
  await write(page, '审批人职务', '分管副局长');
  await look('draw-again');
  await page.keyboard.press('Enter');
  await told(page, '已登记：吴分管');
  await write(page, '再次抽取的理由', '上一次已作废，改用十面骰');
  await draw(desk, 'subjects', '31415926535897932384');
}

/** exportDraw writes the public package and the record of the draw that is shown. */
export async function exportDraw({ page, look }: Desk, out: string): Promise<void> {
  await press(page, 'button', '导出公开包');
  await page.getByRole('dialog').waitFor();
  await write(page, '保存到', out);
  await look('draw-export');
  await page.keyboard.press('Enter');
  await told(page, '已写入');
  await press(page, 'button', '制作随机抽取记录');
  await page.getByRole('dialog').waitFor();
  await look('draw-record');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** lock confirms the drawn list. */
export async function lock({ page, look }: Desk): Promise<void> {
  await press(page, 'link', /^下一步/);
  await press(page, 'button', '锁定名单');
  await page.getByRole('dialog').waitFor();
  await look('task-lock');
  await press(page, 'button', '确认锁定');
  await told(page, '名单已锁定');
  await look('task-locked');
}

/** drawInspectors matches the inspectors of the task that is shown. */
export async function drawInspectors(desk: Desk): Promise<void> {
  await press(desk.page, 'link', /^下一步/);
  await desk.page.getByRole('tab', { name: '匹配检查人员', selected: true }).waitFor();
  await draw(desk, 'inspectors', '27182818284590452353');
}

/** leaders chooses another leader for the first team, writes its scheme, and takes the proposed ones for the rest. */
export async function leaders({ page, look }: Desk): Promise<void> {
  await press(page, 'link', /^下一步/);
  await page.getByRole('heading', { level: 1, name: /^检查组/ }).waitFor();
  await look('team-matched');
  await press(page, 'button', /^选定 .* 的组长$/);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio').first().waitFor();
  await reach(page, dialog.locator('input:checked'));
  await page.keyboard.press('ArrowDown');
  await press(page, 'button', '选定');
  await faulted(page, '不是抽取建议的人选');
  await look('team-leader');
  await write(page, '理由', '熟悉该行业检查业务');
  await page.keyboard.press('Enter');
  await told(page, '已选定');
  await press(page, 'button', /的工作方案$/);
  await dialog.getByLabel('程序规范').waitFor();
  await look('team-scheme');
  await press(page, 'button', '保存');
  await told(page, '工作方案已保存');
  await press(page, 'button', '全部采纳抽取建议的组长');
  await told(page, '已按抽取建议');
  await look('team-ready');
}

/** approval makes the approval form and registers the signed sheet. */
export async function approval({ page, look }: Desk, scan: string): Promise<void> {
  await press(page, 'button', '制作行政检查审批表');
  await page.getByRole('dialog').waitFor();
  await look('approval-form');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await press(page, 'button', '登记审批');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('审批人姓名').waitFor();
  await write(page, '审批人姓名', clerk);
  await write(page, '审批人职务', '分管副局长');
  await write(page, '签字页扫描件的路径', scan);
  await page.keyboard.press('Enter');
  await faulted(page, '申请人与审批人不能是同一人');
  await look('approval-register');
  await write(page, '审批人姓名', '吴分管');
  await page.keyboard.press('Enter');
  await told(page, '已登记：吴分管');
  await look('team-approved');
}

/** platformTask sets up a task outside the plan and takes the platform's list, teams and all. */
export async function platformTask({ page, look }: Desk, list: string): Promise<void> {
  await turnTo(page, '抽查任务');
  await press(page, 'button', '新建任务');
  await page.getByRole('heading', { level: 1, name: '新建抽查任务' }).waitFor();
  await write(page, '临时设置的理由', '上级部署的专项抽查');
  await pick(page, '抽查事项', '娱乐场所治安管理检查');
  await write(page, '任务名称', '娱乐场所专项抽查');
  await look('task-adhoc');
  const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
  await day(page, '开始日期', today);
  await day(page, '结束日期', `${today.slice(0, 4)}-12-31`);
  await press(page, 'button', '新建任务');
  await told(page, '已新建');
  await write(page, '平台名单文件的路径', '没有这个文件.xlsx');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: '没有这个文件' }).waitFor();
  await look('task-platform-error');
  await mapColumns({ page, look }, join(dirname(list), '别样名单.csv'));
  await write(page, '平台名单文件的路径', list);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^导入平台名单/ }).waitFor();
  await look('task-platform-preview');
  await press(page, 'button', /^导入平台名单/);
  await told(page, '平台名单已导入');
  await look('task-platform');
}

/** mapColumns says which column of a list is which whose titles nobody knows, and goes back. */
async function mapColumns({ page, look }: Desk, path: string): Promise<void> {
  writeFileSync(path, '\ufeff某省平台导出,,\n批次,社会码,店名\nPT7,91999901MA0099999X,无名歌厅\n');
  await write(page, '平台名单文件的路径', path);
  await page.keyboard.press('Enter');
  await page.getByText('找不到表头').waitFor();
  await reach(page, page.getByRole('radio', { name: /第 2 行是表头/ }));
  await page.keyboard.press('Space');
  await press(page, 'button', '以选中的行为表头');
  await pick(page, '“批次”列导入为', '任务编号');
  await pick(page, '“社会码”列导入为', '统一社会信用代码');
  await pick(page, '“店名”列导入为', '名称（必需）');
  await look('task-platform-columns');
  await press(page, 'button', '按此对应重新核对');
  await page.getByText('平台任务编号 PT7').waitFor();
  await press(page, 'button', '重新选择文件');
}

/** lookAround visits the office's pages of a workspace with everything in it. */
export async function lookAround({ page, look }: Desk): Promise<void> {
  await look('home');
  await turnTo(page, '一单两库');
  await page.getByRole('cell').first().waitFor();
  await look('library-matters');
  await press(page, 'button', '旅馆业治安管理检查');
  await page.getByRole('dialog').waitFor();
  await look('library-matter');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  // The focus is back on the row it came from.
  await page.locator('button:focus', { hasText: '旅馆业治安管理检查' }).waitFor();
  await turnTo(page, '年度计划');
  await look('plan');
  for (const [stage, heading] of [
    ['抽查任务', /./],
    ['随机抽取', /^随机抽取：/],
    ['检查组', /^检查组：/],
  ] as const) {
    await turnTo(page, stage);
    await page.getByRole('table').getByRole('link').first().waitFor();
    await look(`list ${stage}`);
    await press(page, 'link', /^\d{18}$/);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.getByRole('link', { name: /^(返回任务列表|选择其他任务)$/ }).waitFor();
    await look(`one ${stage}`);
  }
}

/** search finds a subject and an inspector as one types, and opens them. */
export async function search({ page, look }: Desk): Promise<void> {
  await turnTo(page, '一单两库');
  await reach(page, page.getByRole('tab', { selected: true }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const list = page.getByRole('region', { name: '检查对象名录库' });
  const total = list.getByText(/^共 \d+ 条$/);
  await total.waitFor();
  const all = await total.textContent();
  await look('library-subjects');
  await write(page, '按名称、首字母、代码、地址查找', '旅馆');
  await list.getByText(all ?? '', { exact: true }).waitFor({ state: 'hidden' });
  await total.waitFor();
  await look('library-search');
  await write(page, '按名称、首字母、代码、地址查找', '没有这样的名称');
  await page.getByText('没有检查对象。').waitFor();
  await look('library-nothing');
  await reach(page, page.getByRole('tab', { selected: true }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const people = page.getByRole('region', { name: '执法检查人员名录库' });
  await reach(page, people.getByRole('cell').getByRole('button'));
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  // Identity numbers are masked.
  await page.getByText(/^\d{3}\*{11}/).waitFor();
  await look('library-inspector');
  await page.keyboard.press('Escape');
}

/** people adds a supervisor's account. */
export async function people({ page, look }: Desk): Promise<void> {
  await turnTo(page, '设置');
  await look('settings-workspace');
  const tab = async (name: string) => {
    await reach(page, page.getByRole('tab', { selected: true }));
    while (!(await page.getByRole('tab', { name }).evaluate((e) => e === document.activeElement))) {
      await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('Enter');
  };
  await tab('人员');
  await press(page, 'button', '新增人员');
  await page.getByRole('dialog').waitFor();
  await write(page, '姓名', '郑监督');
  await pick(page, '角色', '监督');
  await look('settings-person');
  await press(page, 'button', '保存');
  await told(page, '郑监督');
  await look('settings-people');
  await tab('角色权限表');
  await page.getByText('账号审批').waitFor();
  await look('settings-roles');
  await tab('设备登记');
  await look('settings-devices');
  await tab('备份');
  await press(page, 'button', '立即备份');
  await page.getByText('已完成').waitFor();
  await look('settings-backup');
}
