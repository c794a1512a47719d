import { expect, test } from 'vitest';
import type { AppError } from '../../api/error';
import type { Plan } from '../../api/generated';
import { blankTask, fromPlan, taskOf } from './values';

const local = { ...blankTask, origin: 'local' as const, originReason: '平台维护' };

test('a ratio and a number exclude each other', () => {
  expect(taskOf({ ...local, percent: '2.5' })).toMatchObject({
    ratioNum: 1,
    ratioDen: 40,
    total: 0,
  });
  expect(taskOf({ ...local, amount: 'total', total: 7 })).toMatchObject({
    ratioNum: 0,
    ratioDen: 0,
    total: 7,
  });
});

test('what the platform draws needs neither, nor a reason', () => {
  const task = taskOf({ ...blankTask, percent: 'x', originReason: '旧理由' });
  expect(task).toMatchObject({ origin: 'platform', ratioNum: 0, total: 0, originReason: '' });
});

test('a percentage that is none is refused at its field', () => {
  let refused: AppError | undefined;
  try {
    taskOf({ ...local, percent: '0' });
  } catch (thrown) {
    refused = thrown as AppError;
  }
  expect(refused).toMatchObject({ field: 'ratio', article: '第十二条' });
});

test('a task of the plan carries no reason of its own', () => {
  expect(taskOf({ ...blankTask, plan: 'p', adHocReason: '临时' }).adHocReason).toBe('');
  expect(taskOf({ ...blankTask, adHocReason: ' 临时 ' }).adHocReason).toBe('临时');
});

test('a joint plan line proposes an inspector for each department', () => {
  const plan = { name: '联合', joint: true, departments: ['甲', '乙', '丙'] } as Plan;
  expect(fromPlan(plan).perSubject).toBe(3);
  expect(fromPlan({ ...plan, joint: false, departments: ['甲'] }).perSubject).toBe(2);
});
