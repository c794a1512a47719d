import type { ResultState } from '../../api/generated';

interface Standing {
  color: string;
  /** act is the word on the button that leads on. */
  act: string;
  /** next says what has to be done, and by whom. */
  next: string;
}

const standings: Record<ResultState, Standing> = {
  entered: {
    color: 'processing',
    act: '审核',
    next: '核对结果类别和后续处置后审核。录入人不能审核自己录入的结果。',
  },
  reviewed: {
    color: 'warning',
    act: '录入平台',
    next: '按下面的次序逐项抄入平台，再登记平台编号和录入人。',
  },
  onfile: {
    color: 'warning',
    act: '登记公示',
    next: '平台公示后，附公示页面截图或平台回执；登记后不得更改。',
  },
  published: {
    color: 'success',
    act: '查看',
    next: '已公示。确有错误的，由任务执行单位主要负责人签字确认后更正。',
  },
  withheld: { color: 'default', act: '查看', next: '经审批不予公开。' },
};

/** standing says what a state of a result means for the work. */
export function standing(state: ResultState): Standing {
  return standings[state];
}
