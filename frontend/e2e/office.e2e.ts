import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFaults, openBrowser, openPage, type Watched } from './browser.ts';
import { type Demo, makeDemo } from './demo.ts';
import { turnTo } from './keyboard.ts';
import {
  approval,
  type Desk,
  drawInspectors,
  drawSubjects,
  exportDraw,
  importLibraries,
  leaders,
  lock,
  newTask,
  people,
  planLine,
  setUp,
} from './office.ts';
import { buildProgram, out, type Program, startProgram } from './program.ts';

const small = { width: 1366, height: 768 };
const large = { width: 1920, height: 1080 };
const pictures = join(out, 'office');

let browser: Browser;
let program: Program;
let demo: Demo;
let watched: Watched;
let desk: Desk;
/** refused are the calls that Go refused; each was provoked. */
const refused: string[] = [];

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  const exe = buildProgram();
  demo = makeDemo(exe);
  program = await startProgram(exe);
  browser = await openBrowser();
  watched = await openPage(browser, program.url, small);
  desk = { page: watched.page, look };
  watched.page.on('response', (r) => {
    if (r.status() === 422) refused.push(new URL(r.url()).pathname.replace('/call/', ''));
  });
});

afterAll(async () => {
  await browser.close();
  await program.stop();
});

/** look holds what is shown to axe and takes its picture on both screens. */
async function look(name: string): Promise<void> {
  const { page } = watched;
  await page
    .locator('.ant-spin-spinning:visible, .ant-btn-loading:visible')
    .first()
    .waitFor({ state: 'hidden' });
  expect(await axeFaults(page), name).toEqual([]);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(sideways, `${name} scrolls sideways`).toBe(false);
  await page.setViewportSize(large);
  await page.screenshot({ path: join(pictures, `${name}-large.png`) });
  await page.setViewportSize(small);
}

test('the workspace is set up', async () => {
  await setUp(desk);
  await look('home-empty');
});

test('the lists come in from the files people get', async () => {
  await importLibraries(desk, demo);
});

test('a plan line is made and its publication registered', async () => {
  const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
  await planLine(desk, today, `${today.slice(0, 4)}-12-31`);
});

test('a task of the plan is set up', () => newTask(desk));

test('subjects are drawn before a witness, the first attempt being abandoned', async () => {
  await drawSubjects(desk);
  const file = join(program.workspace, '..', '公开.zip');
  await exportDraw(desk, file);
  expect(existsSync(file)).toBe(true);
});

test('the list is locked', () => lock(desk));

test('inspectors are matched', () => drawInspectors(desk));

test('leaders are chosen and schemes written', () => leaders(desk));

test('the approval is registered from paper', () => approval(desk, demo.files.approvalScan));

test('people, roles, devices and backup', () => people(desk));

test('the first page says what is next', async () => {
  await turnTo(desk.page, '首页');
  await desk.page.getByRole('link', { name: '签发任务包，派发' }).waitFor();
  await look('home');
});

test('nothing was refused but what was meant to be, and nothing complained', () => {
  expect(refused).toEqual([
    'Task/New',
    'Draw/Witness',
    'Draw/Reveal',
    'Draw/Witness',
    'Draw/Reveal',
    'Team/ChooseLeader',
    'Approval/Register',
  ]);
  const complaints = watched.complaints.filter((c) => !c.includes('status of 422'));
  expect(complaints).toEqual([]);
});
