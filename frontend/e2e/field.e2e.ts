import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import {
  documents,
  exchanges,
  notice,
  outPackage,
  publishResult,
  trace,
  verifyFile,
} from './closing.ts';
import { type Demo, makeDemo } from './demo.ts';
import { openDesk, type WatchedDesk } from './desk.ts';
import {
  basics,
  checklist,
  closedDoor,
  enrolAccept,
  enrolRequest,
  evidence,
  finish,
  issueDevice,
  openPackage,
  papers,
  records,
  saved,
  sendTask,
  setUpField,
  signIn,
  startVisit,
  tab,
} from './field.ts';
import { demoPassword } from './gate.ts';
import { press, reach, turnTo, write } from './keyboard.ts';
import { builtProgram, out, type Running, serve } from './program.ts';

const pictures = join(out, 'field');
const officePass = 'ssj-demo';
const pass = '外勤口令';

let exe: string;
let demo: Demo;
let browser: Browser;
let office: Running;
let laptop: Running;
let clerk: WatchedDesk;
let leader: WatchedDesk;
/** task is the demo's last one, left for people to go on with. */
let task: string;

const file = (name: string) => join(demo.dir, name);
const today = (plus: number) =>
  new Date(Date.now() + 8 * 3600_000 + plus * 86_400_000).toISOString().slice(0, 10);

function run(...args: string[]): string {
  return execFileSync(exe, [...args, '--workspace', demo.office, '--as', '周办公'], {
    encoding: 'utf8',
    env: { ...process.env, SSJ_PASSPHRASE: officePass, SSJ_PASSWORD: demoPassword },
  });
}

beforeAll(async () => {
  exe = builtProgram;
  demo = makeDemo(exe);
  const tasks: { rows: { no: string; state: string }[] } = JSON.parse(
    run('list', 'tasks', '--json'),
  );
  task = tasks.rows.find((t) => t.state === 'matched')?.no ?? '';
  const sheet = ['--approver', '吴分管', '--post', '分管副局长', '--date', today(0)];
  run('approve', task, '--opinion', '同意', '--scan', demo.files.approvalScan, ...sheet);
  office = await serve(exe, demo.office);
  laptop = await serve(exe, file('外勤二号'));
  browser = await openBrowser();
  clerk = await openDesk(browser, office.url, pictures);
  leader = await openDesk(browser, laptop.url, pictures);
});

afterAll(async () => {
  await browser.close();
  await office.stop();
  await laptop.stop();
});

/** unexpected are the complaints beyond refused steps, which the tests ask for. */
const unexpected = (desk: WatchedDesk) =>
  desk.complaints.filter((c) => !c.includes('status of 422'));

afterEach(async ({ task: { result, name } }) => {
  if (result?.state !== 'fail') return;
  for (const [who, { page }] of [
    ['clerk', clerk],
    ['leader', leader],
  ] as const)
    await page.screenshot({ path: join(pictures, `failed ${who} ${name}.png`) });
});

test('a laptop is set up and enrolled', async () => {
  await signIn(clerk, '周办公', officePass, demoPassword);
  await setUpField(leader, '外勤二号', pass);
  await enrolRequest(leader, pass, file('申请.pem'));
  await issueDevice(clerk, file('申请.pem'), file('签发.pem'));
  await enrolAccept(leader, pass, file('签发.pem'));
});

test('a task package goes to the laptop, and its people with it', async () => {
  await sendTask(clerk, task, '外勤二号', file('任务.zip'));
  await openPackage(leader, '打开任务包', file('任务.zip'));
  await press(leader.page, 'button', '换人员登录');
  await signIn(leader, '组长', pass);
});

test('a visit is recorded, finished, and its documents signed', async () => {
  await startVisit(leader);
  await basics(leader);
  await checklist(leader, today(14));
  await records(leader);
  const samples = ['安全出口照片.jpg', '询问录音.wav', '执法记录仪.mp4'];
  await evidence(
    leader,
    samples.map((name) => join(demo.dir, 'files', '证据', name)),
  );
  await finish(leader);
  await papers(leader, join(demo.dir, 'files', '扫描件', '现场检查笔录（已签）.jpg'));
});

/** values are the texts of the open tab by their paths. */
function values(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLInputElement>('input[data-path], textarea[data-path]')]
        .filter((e) => e.type !== 'checkbox' && e.type !== 'radio')
        .map((e) => [e.dataset.path, e.value]),
    ),
  );
}

test('what is typed in two places is kept twice, and a person decides', async () => {
  await startVisit(leader);
  const other = await openDesk(browser, laptop.url, pictures, 'dark');
  await other.page.evaluate((hash) => {
    location.hash = hash;
  }, new URL(leader.page.url()).hash);
  await other.page.getByRole('tab', { name: '基本情况' }).waitFor();
  await other.look('night-visit');
  await tab(other.page, '检查要点与问题');
  await other.look('night-visit-checklist');
  await tab(other.page, '基本情况');
  await write(other.page, '检查地点', '后门');
  await saved(other.page);
  await write(leader.page, '检查地点', '前门');
  await leader.page.getByText('已保存的（').waitFor();
  await leader.look('visit-conflict');
  await press(leader.page, 'button', '用我写的');
  await saved(leader.page);
  expect(await values(leader.page)).toMatchObject({ place: '前门' });
  await other.page.reload();
  await other.page.getByRole('tab', { name: '基本情况' }).waitFor();
  expect(await values(other.page)).toMatchObject({ place: '前门' });
  await other.page.close();
});

test('a power cut in mid-typing loses nothing that was marked 已保存', async () => {
  const { page } = leader;
  const visit = new URL(page.url()).hash;
  await write(page, '被检查单位在场人员', '𠮷喆');
  await write(page, '见证人', '物业巡逻员');
  await saved(page);
  await tab(page, '笔录与随记');
  await reach(page, page.getByLabel('检查过程和结果'));
  // Remember, in the page, each text at the moment it is marked as saved.
  await page.evaluate(() => {
    const marked: Record<string, string> = {};
    Object.assign(globalThis, { marked });
    const note = () => {
      for (const field of document.querySelectorAll('.field:has(.save-done)')) {
        const input = field.querySelector<HTMLTextAreaElement>('[data-path]');
        if (input?.dataset.path) marked[input.dataset.path] = input.value;
      }
    };
    new MutationObserver(note).observe(document.body, { subtree: true, childList: true });
    note();
  });
  const sentence = '检查人员出示执法证件并说明来意后，由值班经理陪同逐项检查。';
  const type = async (text: string) => {
    for (const letter of text) {
      await page.keyboard.insertText(letter);
      await page.waitForTimeout(25); // a fast typist
    }
  };
  await type(sentence);
  await saved(page);
  const typing = type(sentence.repeat(3));
  await page.waitForTimeout(1500); // somewhere in the middle of it
  await laptop.kill();
  await typing;
  await page.getByText('没有存上：').first().waitFor();
  const typed = (await values(page)).process ?? '';
  expect(typed).toBe(sentence.repeat(4)); // still on the page
  const marked: Record<string, string> = await page.evaluate(() =>
    Reflect.get(globalThis, 'marked'),
  );
  const kept = marked.process ?? '';
  expect(kept.startsWith(sentence)).toBe(true);
  await leader.look('visit-not-saved');
  // Nothing but the lost connection was complained of.
  expect(unexpected(leader).filter((c) => !c.includes('ERR_'))).toEqual([]);
  await page.close();

  laptop = await serve(exe, laptop.workspace);
  leader = await openDesk(browser, laptop.url, pictures);
  await signIn(leader, '组长', pass);
  await leader.page.evaluate((hash) => {
    location.hash = hash;
  }, visit);
  await leader.page.getByRole('tab', { name: '基本情况' }).waitFor();
  expect(await values(leader.page)).toMatchObject({
    place: '前门',
    partyName: '𠮷喆',
    witness: '物业巡逻员',
  });
  await tab(leader.page, '笔录与随记');
  const found = (await values(leader.page)).process ?? '';
  expect(found.startsWith(kept)).toBe(true);
  expect(typed.startsWith(found)).toBe(true);
});

test('a firm found closed needs its reason and a witness, nothing else', async () => {
  await closedDoor(leader, '物业巡逻员');
  await finish(leader);
  await press(leader.page, 'button', '制作现场检查笔录');
  await leader.page.getByText('已制作：现场检查笔录').waitFor();
});

test('the results go back, through the platform, and out as an upload package', async () => {
  await outPackage(leader, '交回结果包', task, file('结果.zip'));
  await openPackage(clerk, '收回结果包', file('结果.zip'));
  const proof = join(demo.dir, 'files', '平台', '公示截图.png');
  await publishResult(clerk, 'PT-1', proof);
  await publishResult(clerk, 'PT-2', proof);
  await notice(clerk, task, '抽查任务公告', /^PDF/, file('任务公告.pdf'));
  await notice(clerk, task, '抽查结果公示', /^Excel/, file('结果公示.xlsx'));
  await outPackage(clerk, '报送平台', task, file('报送.zip'));
  await verifyFile(clerk, file('报送.zip'), '有效');
  await verifyFile(clerk, demo.files.matters, '无效');
  expect(execFileSync(exe, ['verify', file('报送.zip')], { encoding: 'utf8' })).toContain('完整');
});

test('documents and packages are found again', async () => {
  await documents(clerk, task);
  await exchanges(clerk);
});

test('the log holds, on both sides', async () => {
  await trace(clerk, file('检查点.txt'));
  await trace(leader, file('外勤检查点.txt'));
});

test('every page of both sides is accessible with data in it, by night too', async () => {
  for (const [name, program, who] of [
    ['office', office, '周办公'],
    ['laptop', laptop, '组长'],
  ] as const) {
    const night = await openDesk(browser, program.url, pictures, 'dark');
    if (await night.page.getByRole('button', { name: '进入' }).isVisible())
      await signIn(night, who, '', name === 'office' ? demoPassword : undefined);
    for (const page of ['派发与交换', '现场检查', '文书', '检查结果', '公示', '留痕审计']) {
      await turnTo(night.page, page);
      await night.look(`night-${name}-${page}`);
    }
    expect(unexpected(night)).toEqual([]);
    await night.page.close();
  }
});

test('nothing complained on the way', () => {
  expect(unexpected(clerk)).toEqual([]);
  expect(unexpected(leader)).toEqual([]);
});
