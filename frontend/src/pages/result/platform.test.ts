import { expect, test } from 'vitest';
import type { ResultView, Task } from '../../api/generated';
import { platformFields } from './platform';

test('the platform’s fields come in its order, empty ones left out', () => {
  const view = {
    subjectName: '某旅馆',
    subjectCode: '9199990100000000XX',
    codeLabel: '发现问题已责令改正',
    result: {
      finishedOn: '2026-03-02',
      followUp: '',
      matters: [
        { matter: 'm', name: '旅馆业检查', code: 'R5', problem: '堵占', handling: '限期整改' },
      ],
    },
  } as unknown as ResultView;
  const task = {
    no: 'T1',
    name: '旅馆业抽查',
    organ: '某分局',
    planNo: 'P1',
    planName: '计划',
    platformNo: '',
  };
  const fields = platformFields(view, task as Task);
  expect(fields.map((f) => f.label)).toEqual([
    '抽查计划编号',
    '抽查计划名称',
    '抽查任务编号',
    '抽查任务名称',
    '检查机关',
    '检查对象名称',
    '统一社会信用代码',
    '检查完成日期',
    '事项1',
    '事项1检查结果',
    '事项1发现问题',
    '事项1处置情况',
    '检查结果',
  ]);
  expect(fields.at(-1)?.value).toBe('发现问题已责令改正');
});
