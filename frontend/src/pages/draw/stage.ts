import type { Drawing, Task } from '../../api/generated';

export type PurposeName = 'subjects' | 'inspectors';

/** What can be done now for one purpose of a task. */
export type Stage =
  | { at: 'elsewhere'; why: string; href: string; link: string }
  | { at: 'waiting'; why: string }
  | { at: 'freeze'; attempt: number; after?: Drawing }
  | { at: 'stated' | 'witnessed' | 'revealed' | 'done'; draw: Drawing };

/** stageOf reads from a task and its draws, oldest first, what can be done now. */
export function stageOf(task: Task, purpose: PurposeName, draws: Drawing[], href: string): Stage {
  const last = draws.at(-1);
  if (last && last.state !== 'abandoned') return { at: last.state, draw: last };
  const freeze = {
    at: 'freeze',
    attempt: draws.length + 1,
    ...(last ? { after: last } : {}),
  } as const;
  if (purpose === 'subjects') {
    if (task.origin === 'platform') {
      const why =
        task.state === 'draft'
          ? '本任务的检查对象由平台抽取，请导入平台名单。'
          : '本任务的检查对象由平台抽取，名单已导入，不能在本机重抽。';
      return { at: 'elsewhere', why, href, link: '到任务详情' };
    }
    return freeze;
  }
  if (['draft', 'frozen', 'drawn'].includes(task.state)) {
    return { at: 'waiting', why: '检查对象名单锁定以后，才能匹配检查人员（第十四条、第十五条）。' };
  }
  if (task.state !== 'locked') {
    return { at: 'waiting', why: '本任务的检查人员由平台匹配，随名单导入，没有在本机抽取。' };
  }
  return freeze;
}
