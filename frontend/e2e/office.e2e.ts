import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { type Demo, makeDemo } from './demo.ts';
import { openDesk, type WatchedDesk } from './desk.ts';
import { demoPassword } from './gate.ts';
import { turnTo } from './keyboard.ts';
import {
  approval,
  clerk,
  drawInspectors,
  drawSubjects,
  exportDraw,
  importLibraries,
  leaders,
  lock,
  lookAround,
  newTask,
  people,
  planLine,
  platformTask,
  search,
  setUp,
  signIn,
} from './office.ts';
import { builtProgram, out, type Program, serve, startProgram } from './program.ts';

const pictures = join(out, 'office');

let exe: string;
let browser: Browser;
let demo: Demo;

beforeAll(async () => {
  exe = builtProgram;
  demo = makeDemo(exe);
  browser = await openBrowser();
});

afterAll(() => browser.close());

describe('an office begins', () => {
  let program: Program;
  let desk: WatchedDesk;
  /** refused are the calls that Go refused; each was provoked. */
  const refused: string[] = [];

  beforeAll(async () => {
    program = await startProgram(exe);
    desk = await openDesk(browser, program.url, pictures);
    desk.page.on('response', (r) => {
      if (r.status() === 422) refused.push(new URL(r.url()).pathname.replace('/call/', ''));
    });
  });

  afterAll(() => program.stop());

  test('the workspace is set up', async () => {
    await setUp(desk);
    await desk.look('home-empty');
  });

  test('the lists come in from the files people get', () => importLibraries(desk, demo));

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

  test('a task is set up ad hoc, and the list that the platform drew comes in', () =>
    platformTask(desk, demo.files.platform));

  test('people, roles, devices and backup', () => people(desk));

  test('the first page says what is next', async () => {
    await turnTo(desk.page, '首页');
    await desk.page.getByRole('link', { name: '签发任务包，派发' }).waitFor();
    await desk.look('home');
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
      'Task/PreviewPlatform',
    ]);
    expect(desk.complaints.filter((c) => !c.includes('status of 422'))).toEqual([]);
  });
});

describe.each(['light', 'dark'] as const)('an office at work, %s', (scheme) => {
  let program: Program;
  let desk: WatchedDesk;

  beforeAll(async () => {
    program = await serve(exe, demo.office);
    desk = await openDesk(browser, program.url, join(pictures, scheme), scheme);
    await signIn(desk, clerk, demoPassword);
  });

  afterAll(() => program.stop());

  test('every page shows what is there', () => lookAround(desk));

  test('the registers are searched as one types', () => search(desk));

  test('nothing complained', () => expect(desk.complaints).toEqual([]));
});
