import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage } from './browser.ts';
import * as closing from './closing.ts';
import { type Demo, makeDemo } from './demo.ts';
import { small } from './desk.ts';
import * as field from './field.ts';
import { press } from './keyboard.ts';
import * as office from './office.ts';
import { builtProgram, out, type Program, type Running, serve, startProgram } from './program.ts';

// The whole main job, from the Excel files people get to the upload package for
// the platform, by keyboard alone: an office and a laptop, each its own program.

const name = '外勤一号';
const pass = '外勤口令';
const task = '旅馆业治安双随机抽查';

let exe: string;
let demo: Demo;
let browser: Browser;
let bureau: Program;
let laptop: Running;
let clerk: office.Desk;
let leader: office.Desk;

const file = (base: string) => join(dirname(bureau.workspace), base);
const sample = (...path: string[]) => join(demo.dir, 'files', ...path);
const day = (plus: number) =>
  new Date(Date.now() + 8 * 3600_000 + plus * 86_400_000).toISOString().slice(0, 10);

/** desk is a page nobody takes pictures of. */
async function desk(url: string): Promise<office.Desk> {
  const { page } = await openPage(browser, url, small);
  return { page, look: async () => {} };
}

beforeAll(async () => {
  exe = builtProgram;
  demo = makeDemo(exe); // for its files only
  bureau = await startProgram(exe);
  laptop = await serve(exe, file(name));
  browser = await openBrowser();
  clerk = await desk(bureau.url);
  leader = await desk(laptop.url);
});

afterEach(async ({ task: { result, name: failed } }) => {
  if (result?.state !== 'fail') return;
  for (const [who, { page }] of Object.entries({ clerk, leader }))
    await page.screenshot({ path: join(out, `mainjob ${who} ${failed}.png`) });
});

afterAll(async () => {
  await browser.close();
  await laptop.stop();
  await bureau.stop();
});

test('the office imports, plans and sets up the task', async () => {
  await office.setUp(clerk);
  await office.importLibraries(clerk, demo);
  await office.planLine(clerk, day(0), `${day(0).slice(0, 4)}-12-31`);
  await office.newTask(clerk);
});

test('subjects are drawn, the list locked, inspectors matched, leaders chosen, approval registered', async () => {
  await office.drawSubjects(clerk);
  await office.lock(clerk);
  await office.drawInspectors(clerk);
  await office.leaders(clerk);
  await office.approval(clerk, demo.files.approvalScan);
});

test('the laptop is enrolled and takes the task package', async () => {
  await field.setUpField(leader, name, pass);
  await field.enrolRequest(leader, pass, file('申请.pem'));
  await field.issueDevice(clerk, file('申请.pem'), file('签发.pem'));
  await field.enrolAccept(leader, pass, file('签发.pem'));
  await field.sendTask(clerk, task, name, file('任务.zip'));
  await field.openPackage(leader, '打开任务包', file('任务.zip'));
  await press(leader.page, 'button', '换人员登录');
  await field.signIn(leader, '组长', pass);
});

test('a firm is inspected, with findings, evidence and signed documents', async () => {
  await field.startVisit(leader);
  await field.basics(leader);
  await field.checklist(leader, day(14));
  await field.records(leader);
  await field.evidence(leader, [
    sample('证据', '安全出口照片.jpg'),
    sample('证据', '询问录音.wav'),
  ]);
  await field.finish(leader);
  await field.papers(leader, sample('扫描件', '现场检查笔录（已签）.jpg'));
});

test('the other firms are found closed', async () => {
  for (const witness of ['物业巡逻员', '社区网格员']) {
    await field.startVisit(leader);
    await field.closedDoor(leader, witness);
    await field.finish(leader);
    await press(leader.page, 'button', '制作现场检查笔录');
    await leader.page.getByText('已制作：现场检查笔录').waitFor();
  }
});

test('the results come back, are reviewed, put on the platform and made public', async () => {
  await closing.outPackage(leader, '交回结果包', task, file('结果.zip'));
  await field.openPackage(clerk, '收回结果包', file('结果.zip'));
  for (const no of ['PT-1', 'PT-2', 'PT-3'])
    await closing.publishResult(clerk, no, sample('平台', '公示截图.png'));
  await closing.notice(clerk, task, '抽查任务公告', /^Excel/, file('任务公告.xlsx'));
  await closing.notice(clerk, task, '抽查结果公示', /^PDF/, file('结果公示.pdf'));
});

test('the upload package verifies, and a flipped byte in it does not', async () => {
  await closing.outPackage(clerk, '报送平台', task, file('报送.zip'));
  await closing.trace(clerk, file('检查点.txt'));
  const said = execFileSync(exe, ['verify', file('报送.zip')], { encoding: 'utf8' });
  expect(said).toContain('报送包');
  const bytes = readFileSync(file('报送.zip'));
  const at = bytes.indexOf(Buffer.from('data/sheets/检查结果.xlsx')) + 100;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file('改动.zip'), bytes);
  const broken = spawnSync(exe, ['verify', file('改动.zip')], { encoding: 'utf8' });
  expect(broken.status).toBe(1);
  expect(broken.stdout + broken.stderr).toContain('检查结果.xlsx');
});
