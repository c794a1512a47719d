import type { Overview, TaskState } from '../../api/generated';

export interface Standing {
  text: string;
  /** waits: somebody has something to do here. */
  waits: boolean;
}

/** standing says in a few words where a stage of the flow stands. */
export function standing(stage: string, o: Overview): Standing {
  const count = (...states: TaskState[]) => o.tasks.filter((t) => states.includes(t.state)).length;
  const say = (waiting: number, what: string, otherwise: string): Standing =>
    waiting > 0
      ? { text: `${what} ${waiting} 个`, waits: true }
      : { text: otherwise, waits: false };
  switch (stage) {
    case 'library':
      return {
        text: `事项 ${o.matters} 项，对象 ${o.subjects} 户，人员 ${o.inspectors} 名`,
        waits: o.matters === 0 || o.subjects === 0 || o.inspectors === 0,
      };
    case 'plan':
      if (o.plans === 0) return { text: '还没有计划', waits: o.matters > 0 };
      return o.plansUnpublished > 0
        ? { text: `计划 ${o.plans} 项，未登记公开 ${o.plansUnpublished} 项`, waits: true }
        : { text: `计划 ${o.plans} 项，均已公开`, waits: false };
    case 'task': {
      const waiting =
        count('drawn') +
        o.tasks.filter((t) => t.state === 'draft' && t.origin === 'platform').length;
      return waiting > 0
        ? say(waiting, '待导入名单或锁定', '')
        : { text: `在办 ${o.tasks.length} 个，已办结 ${o.closed} 个`, waits: false };
    }
    case 'draw':
      return say(
        count('frozen', 'locked') +
          o.tasks.filter((t) => t.state === 'draft' && t.origin === 'local').length,
        '待抽取或匹配',
        '没有待抽取的任务',
      );
    case 'team':
      return say(count('matched'), '待选组长或审批', '没有待办');
    case 'dispatch':
      return say(count('approved'), '待派发', `在外检查 ${count('dispatched')} 个任务`);
    case 'visit':
      return { text: `在外检查 ${count('dispatched')} 个任务`, waits: false };
    case 'document':
      return { text: '按检查、任务查看', waits: false };
    case 'result':
      return o.resultsEntered > 0
        ? { text: `待审核 ${o.resultsEntered} 户`, waits: true }
        : { text: '没有待审核的结果', waits: false };
    case 'publish': {
      const open = o.resultsReviewed + o.resultsOnFile;
      return open > 0
        ? { text: `待录平台 ${o.resultsReviewed} 户，待公示 ${o.resultsOnFile} 户`, waits: true }
        : { text: '没有待公示的结果', waits: false };
    }
    default:
      return { text: '', waits: false };
  }
}
