import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { makeDemo } from './demo.ts';
import { openDesk, type WatchedDesk } from './desk.ts';
import { signIn } from './field.ts';
import { demoPassword } from './gate.ts';
import { builtProgram, serve } from './program.ts';

/** phrase is one that the office keeps for everybody's notes. */
export const phrase = '监控时间与北京时间相差约三分钟。';

/** legalDay is a day counted from today, as people write it. */
export const legalDay = (plus: number) =>
  new Date(Date.now() + 8 * 3600_000 + plus * 86_400_000).toISOString().slice(0, 10);

/** Laptop is a leader's laptop in the morning. */
export interface Laptop {
  desk: WatchedDesk;
  /** task is the number of a joint task; its two firms stand first on the round. */
  task: string;
  leader: string;
  /** officers are the police officers of each of the two teams. */
  officers: string[][];
  /** evidence are a photo, a sound and a film. */
  evidence: string[];
  /** file is a path beside the workspaces. */
  file(name: string): string;
  close(): Promise<void>;
}

/**
 * openLaptop dispatches the demo's joint task to the demo's laptop and serves it,
 * with its leader signed in. With before, the command line does something on the
 * laptop first.
 */
export async function openLaptop(
  pictures: string,
  before: (run: (...args: string[]) => void, task: string) => void = () => {},
): Promise<Laptop> {
  const demo = makeDemo(builtProgram);
  const file = (name: string) => join(demo.dir, name);
  const runAs = (workspace: string, who: string) =>
    function run(...args: string[]): string {
      return execFileSync(builtProgram, [...args, '--workspace', workspace, '--as', who], {
        encoding: 'utf8',
        env: { ...process.env, SSJ_PASSPHRASE: 'ssj-demo', SSJ_PASSWORD: demoPassword },
      });
    };
  const leader =
    /外勤：.*登录人员：([^、（\s]+)/.exec(readFileSync(file('演示说明.txt'), 'utf8'))?.[1] ?? '';
  const office = runAs(demo.office, '周办公');
  const field = runAs(file('field'), leader);
  const { rows } = JSON.parse(office('list', 'tasks', '--json'));
  const task: string = rows.find((t: { state: string }) => t.state === 'matched')?.no ?? '';
  const boss = ['吴分管', '--post', '分管副局长', '--date', legalDay(0)];
  const sheet = ['--scan', demo.files.approvalScan, '--approver', ...boss];
  office('approve', task, '--opinion', '同意', ...sheet);
  office('phrase', 'add', '--office', '--kind', 'note', '--text', phrase);
  office('drawn', 'on', 'scene-record', '--basis', '分局会议纪要', '--by', ...boss);
  office('pack', 'task', task, '--device', '外勤一号', '--out', file('联合.zip'));
  field('open', file('联合.zip'));
  field('visit', 'order', `${task}/2`, `${task}/1`);
  before(field, task);
  const teams: { team: { members: { name: string; outside: boolean }[] } }[] = JSON.parse(
    office('list', 'teams', task, '--json'),
  );
  const laptop = await serve(builtProgram, file('field'));
  const browser: Browser = await openBrowser();
  const desk = await openDesk(browser, laptop.url, pictures);
  await signIn(desk, leader, '', demoPassword);
  return {
    desk,
    task,
    leader,
    officers: teams.map(({ team }) => team.members.filter((m) => !m.outside).map((m) => m.name)),
    evidence: ['安全出口照片.jpg', '询问录音.wav', '执法记录仪.mp4'].map((name) =>
      join(demo.dir, 'files', '证据', name),
    ),
    file,
    async close() {
      await browser.close();
      await laptop.stop();
    },
  };
}
