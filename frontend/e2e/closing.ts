import { tab } from './field.ts';
import { pick, press, radio, told, turnTo, write } from './keyboard.ts';
import type { Desk } from './office.ts';

// The end of the main job, from the result package to the upload package, by
// keyboard alone. Each function is one step.

/** outPackage writes a package on one of the tabs that send: 交回结果包, 报送平台. */
export async function outPackage(
  { page, look }: Desk,
  tabName: string,
  task: string,
  out: string,
): Promise<void> {
  await turnTo(page, '派发与交换');
  await tab(page, tabName);
  await pick(page, '抽查任务', task);
  await write(page, '保存到', out);
  await page.keyboard.press('Enter');
  await page.getByRole('status', { name: '写出的包' }).filter({ hasText: '已写出' }).waitFor();
  await look(`out-${tabName}`);
}

/** publishResult leads the first result that waits from review to 公示. */
export async function publishResult(desk: Desk, no: string, proof: string): Promise<void> {
  const { page, look } = desk;
  await turnTo(page, '检查结果');
  await page
    .getByRole('button', { name: /^审核：/ })
    .first()
    .waitFor();
  await look('results');
  await press(page, 'button', /^审核：/);
  await page.getByRole('dialog').waitFor();
  await look('result-review');
  await press(page, 'button', '审核通过');
  await told(page, '已审核，待录平台');
  await page.getByRole('heading', { name: '录入助手' }).waitFor();
  await press(page, 'button', '复制检查对象名称');
  await page.getByText('已复制检查对象名称').waitFor();
  await look('result-assistant');
  await write(page, '平台编号', no);
  await press(page, 'button', '登记已录平台');
  await told(page, '已登记录入平台');
  await press(page, 'button', '登记已公示');
  await page.getByText('登记已公示应附平台截图或回执').waitFor();
  await look('result-no-proof');
  await write(page, '公示凭据的路径', proof);
  await page.keyboard.press('Enter');
  await told(page, '已登记公示');
  await look('result-published');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** notice makes a notice of a task in one format. */
export async function notice(
  { page, look }: Desk,
  task: string,
  kind: string,
  format: RegExp,
  out: string,
): Promise<void> {
  await turnTo(page, '公示');
  await pick(page, '抽查任务', task);
  await page.getByRole('button', { name: '制作公告' }).waitFor();
  await radio(page, kind);
  await radio(page, format);
  await write(page, '保存到', out);
  await page.keyboard.press('Enter');
  await told(page, '还不是公示');
  await look(`notice-${kind}`);
}

/** verifyFile shows the verdict on a package. */
export async function verifyFile(
  { page, look }: Desk,
  path: string,
  verdict: string,
): Promise<void> {
  await turnTo(page, '派发与交换');
  await tab(page, '核验任意包');
  await write(page, '要核验的包的路径', path);
  await page.keyboard.press('Enter');
  await page.getByRole('status', { name: '核验结果' }).filter({ hasText: verdict }).waitFor();
  await look(`verify-${verdict}`);
}

/** trace verifies the log and everything it names, and exports the checkpoint. */
export async function trace({ page, look }: Desk, out: string): Promise<void> {
  await turnTo(page, '留痕审计');
  await press(page, 'button', '核验日志');
  await page.getByText('日志完好').waitFor();
  await press(page, 'button', '全面查验（含证据和文书）');
  await page.getByRole('region', { name: '全面查验' }).getByText('已完成').waitFor();
  await look('audit');
  await press(page, 'button', /^第 \d+ 条详情/);
  await page.getByRole('dialog').waitFor();
  await look('audit-entry');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await press(page, 'button', '导出检查点');
  await page.getByRole('dialog').waitFor();
  await write(page, '保存到', out);
  await page.keyboard.press('Enter');
  await told(page, '已导出');
}

/** documents issues the record of a draw on the page of all documents. */
export async function documents({ page, look }: Desk, task: string): Promise<void> {
  await turnTo(page, '文书');
  await look('documents');
  await pick(page, '抽查任务', task);
  await pick(page, '文书所属', '匹配检查人员');
  await page.getByRole('button', { name: '制作随机抽取记录' }).waitFor();
  await press(page, 'button', '制作随机抽取记录');
  await told(page, '已制作：随机抽取记录');
  await look('documents-task');
}

/** exchanges shows what was sent and received. */
export async function exchanges({ page, look }: Desk): Promise<void> {
  await turnTo(page, '派发与交换');
  await tab(page, '收发记录');
  await page.getByRole('cell', { name: '收到' }).first().waitFor();
  await look('exchanges');
}
