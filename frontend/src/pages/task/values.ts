import { AppError } from '../../api/error';
import type { Plan, Task } from '../../api/generated';
import { parsePercent } from '../../lib/ratio';
import { blankRule, type RuleValues, ruleOf } from './rule';

/** What the form for a new task asks for. */
export interface TaskValues {
  plan: string; // id, "" = ad hoc
  adHocReason: string;
  name: string;
  matters: string[];
  trades: string[];
  lead: string;
  departments: string[];
  joint: boolean;
  scope: string;
  from: string;
  to: string;
  perSubject: number;
  origin: Task['origin'];
  originReason: string;
  amount: 'ratio' | 'total';
  percent: string;
  total: number;
  namesFrom: string;
  rule: RuleValues;
}

export const blankTask: TaskValues = {
  plan: '',
  adHocReason: '',
  name: '',
  matters: [],
  trades: [],
  lead: '',
  departments: [],
  joint: false,
  scope: '',
  from: '',
  to: '',
  perSubject: 2,
  origin: 'platform',
  originReason: '',
  amount: 'ratio',
  percent: '5',
  total: 10,
  namesFrom: '',
  rule: blankRule,
};

/** fromPlan is what a plan line proposes for its task; matters and departments it fixes. */
export function fromPlan(plan: Plan): Partial<TaskValues> {
  return {
    name: plan.name,
    scope: plan.scope,
    from: plan.from,
    to: plan.to,
    matters: plan.matters,
    trades: plan.trades,
    lead: plan.lead,
    departments: plan.departments,
    joint: plan.joint,
    perSubject: plan.joint ? Math.max(2, plan.departments.length) : 2,
  };
}

/** taskOf is the task that Go is asked to make. A percentage that is none is refused here. */
export function taskOf(v: TaskValues): Task {
  const local = v.origin === 'local';
  const ratio = parsePercent(v.percent);
  if (local && v.amount === 'ratio' && !ratio) {
    throw new AppError({
      code: 'invalid',
      message: '抽取比例不对',
      hint: '填 0 到 100 之间的数，至多四位小数',
      field: 'ratio',
      article: '第十二条',
    });
  }
  const byRatio = local && v.amount === 'ratio';
  return {
    id: '',
    no: '',
    platformNo: '',
    name: v.name.trim(),
    plan: v.plan,
    planNo: '',
    planName: '',
    adHocReason: v.plan ? '' : v.adHocReason.trim(),
    organ: '',
    lead: v.lead,
    departments: v.departments,
    joint: v.joint,
    matters: v.matters,
    trades: v.trades,
    scope: v.scope.trim(),
    from: v.from,
    to: v.to,
    ratioNum: byRatio ? (ratio?.num ?? 0) : 0,
    ratioDen: byRatio ? (ratio?.den ?? 0) : 0,
    total: local && v.amount === 'total' ? v.total : 0,
    perSubject: v.perSubject,
    origin: v.origin,
    originReason: local ? v.originReason.trim() : '',
    originFile: '',
    originName: '',
    pool: 0,
    excluded: 0,
    winners: [],
    state: 'draft',
    approval: '',
    createdBy: '',
    kind: 'random',
    nonRandom: null,
    inField: false,
    fieldNo: '',
    omitted: [],
    recalls: [],
    recalled: '',
    lockedOn: '',
    registers: [],
    shares: [],
    moves: [],
    parent: '',
    unit: '',
    unitDevice: '',
    deputed: [],
    rule: { ...ruleOf(v, local), namesFrom: v.namesFrom },
  };
}
