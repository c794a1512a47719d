import type { DrawState, Origin, TaskKind, TaskState } from '../api/generated';
import { href } from './route';

/** What decides a task's next step. */
export interface Standing {
  id: string;
  state: TaskState;
  origin: Origin;
  kind?: TaskKind;
  /** draw is the state of the last draw, "" or absent when there is none or it is not known. */
  draw?: DrawState | '';
  /** leaderless counts the teams without a leader; absent when it is not known. */
  leaderless?: number;
}

export interface NextStep {
  text: string;
  href: string;
}

/** nextStep says what is to be done next for a task, and where; undefined when it is closed. */
export function nextStep(task: Standing): NextStep | undefined {
  const at = (stage: string, text: string): NextStep => ({ text, href: href(stage, task.id) });
  switch (task.state) {
    case 'draft':
      return task.origin === 'platform'
        ? at('task', '导入平台名单')
        : at('draw', '冻结名录，抽取检查对象');
    case 'frozen':
      return at('draw', drawing(task.draw, '检查对象'));
    case 'drawn':
      return at('task', '核对并锁定名单');
    case 'locked':
      if (task.kind === 'nonrandom') return at('team', '指定检查人员');
      return task.draw === 'stated' || task.draw === 'witnessed' || task.draw === 'revealed'
        ? at('draw', drawing(task.draw, '检查人员'))
        : at('draw', '冻结名录，匹配检查人员');
    case 'assigned':
      return { text: '派发执行单位，收取各单位结果', href: href('dispatch', task.id, 'units') };
    case 'matched':
      return task.leaderless === 0 ? at('team', '登记审批') : at('team', '选定组长，登记审批');
    case 'approved':
      return at('dispatch', '签发任务包，派发');
    case 'dispatched':
      return at('dispatch', '收回结果包');
    case 'returned':
      return at('result', '审核、录入平台并公示');
    case 'closed':
      return undefined;
  }
}

function drawing(state: DrawState | '' | undefined, whom: string): string {
  switch (state) {
    case 'stated':
      return `抽取${whom}：登记见证`;
    case 'witnessed':
      return `抽取${whom}：录入公共随机输入`;
    default:
      return `继续抽取${whom}`;
  }
}
