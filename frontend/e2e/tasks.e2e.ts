import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage } from './browser.ts';
import { type Demo, makeDemo } from './demo.ts';
import { openDesk, small, type WatchedDesk } from './desk.ts';
import * as field from './field.ts';
import { press, told } from './keyboard.ts';
import * as kinds from './kinds.ts';
import * as office from './office.ts';
import { builtProgram, out, type Program, type Running, serve, startProgram } from './program.ts';

// Four kinds of task, each by keyboard alone from import to a dispatched team:
// an ordinary one (as in mainjob.e2e.ts), a joint one, one that the platform
// drew, and one outside the draw (art. 3).

const name = '外勤一号';
const pass = '外勤口令';

let exe: string;
let demo: Demo;
let browser: Browser;
let bureau: Program;
let laptop: Running;
let clerk: WatchedDesk;
let leader: office.Desk;

const file = (base: string) => join(dirname(bureau.workspace), base);

beforeAll(async () => {
  exe = builtProgram;
  demo = makeDemo(exe); // for its files only
  bureau = await startProgram(exe);
  laptop = await serve(exe, file(name));
  browser = await openBrowser();
  clerk = await openDesk(browser, bureau.url, join(out, 'tasks'));
  leader = { page: (await openPage(browser, laptop.url, small)).page, look: async () => {} };
});

afterEach(async ({ task: { result, name: failed } }) => {
  if (result?.state === 'fail')
    await clerk.page.screenshot({ path: join(out, `tasks ${failed}.png`) });
});

afterAll(async () => {
  await browser.close();
  await laptop.stop();
  await bureau.stop();
});

/** dispatched approves the task that is shown and sends its teams to the laptop. */
async function dispatched(task: string): Promise<void> {
  await office.approval(clerk, demo.files.approvalScan);
  const sent = file(`${task}.zip`);
  await field.sendTask(clerk, task, name, sent);
  expect(existsSync(sent)).toBe(true);
  await field.openPackage(leader, '打开任务包', sent);
}

test('the registers come in, and a laptop is enrolled', async () => {
  await office.setUp(clerk);
  await office.importLibraries(clerk, demo);
  await field.setUpField(leader, name, pass);
  await field.enrolRequest(leader, pass, file('申请.pem'));
  await field.issueDevice(clerk, file('申请.pem'), file('签发.pem'));
  await field.enrolAccept(leader, pass, file('签发.pem'));
});

test('an ordinary task of the plan', async () => {
  const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
  await office.planLine(clerk, today, `${today.slice(0, 4)}-12-31`);
  await office.newTask(clerk);
  await office.drawSubjects(clerk);
  await office.lock(clerk);
  await office.drawInspectors(clerk);
  await office.leaders(clerk);
  await dispatched('旅馆业治安双随机抽查');
});

test('a joint task of two departments', async () => {
  await kinds.jointTask(clerk);
  await office.drawSubjects(clerk);
  await office.lock(clerk);
  await office.drawInspectors(clerk);
  await press(clerk.page, 'link', /^下一步/);
  await kinds.acceptLeaders(clerk, 'team-joint');
  await dispatched('上网服务场所联合抽查');
});

test('a task that the platform drew, its people too', async () => {
  await office.platformTask(clerk, demo.files.platform);
  await press(clerk.page, 'button', '锁定名单');
  await press(clerk.page, 'button', '确认锁定');
  await told(clerk.page, '名单已锁定');
  await press(clerk.page, 'link', /^下一步/);
  await kinds.acceptLeaders(clerk, 'team-platform');
  await dispatched('娱乐场所专项抽查');
});

test('a task outside the draw, its people named by hand', async () => {
  await kinds.nonRandomTask(clerk, demo.files.approvalScan, '旅馆');
  await kinds.handTeam(clerk, /旅馆/);
  await kinds.acceptLeaders(clerk, 'team-nonrandom');
  await dispatched('举报核查');
});

test('nothing complained but what was refused', () => {
  expect(clerk.complaints.filter((c) => !c.includes('status of 422'))).toEqual([]);
});
