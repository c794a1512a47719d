import { expect, test } from 'vitest';
import type { Overview, TaskLine } from '../../api/generated';
import { stages } from '../../stages';
import { standing } from './standing';

const empty: Overview = {
  matters: 0,
  subjects: 0,
  inspectors: 0,
  plans: 0,
  plansUnpublished: 0,
  tasks: [],
  closed: 0,
  resultsEntered: 0,
  resultsReviewed: 0,
  resultsOnFile: 0,
  noticesDue: 0,
  overdue: 0,
  filingsReturned: 0,
  returnedTask: '',
  nextDue: '',
};
const line = (t: Partial<TaskLine>) => ({ id: 't', origin: 'local', ...t }) as TaskLine;

test('every stage of the flow says something, also in an empty workspace', () => {
  for (const s of stages.filter((s) => s.group !== '' && s.group !== '监督')) {
    expect(standing(s.key, empty).text, s.key).not.toBe('');
  }
});

test('an empty workspace begins with the lists, then the plan', () => {
  expect(standing('library', empty).waits).toBe(true);
  expect(standing('plan', empty).waits).toBe(false);
  const filled = { ...empty, matters: 14, subjects: 3000, inspectors: 90 };
  expect(standing('library', filled).waits).toBe(false);
  expect(standing('plan', filled).waits).toBe(true);
});

test('a task waits at one stage only', () => {
  const flow = ['task', 'draw', 'team', 'dispatch'];
  const at = (t: Partial<TaskLine>) =>
    flow.filter((s) => standing(s, { ...empty, tasks: [line(t)] }).waits);
  expect(at({ state: 'draft' })).toEqual(['draw']);
  expect(at({ state: 'draft', origin: 'platform' })).toEqual(['task']);
  expect(at({ state: 'frozen' })).toEqual(['draw']);
  expect(at({ state: 'drawn' })).toEqual(['task']);
  expect(at({ state: 'locked' })).toEqual(['draw']);
  expect(at({ state: 'matched' })).toEqual(['team']);
  expect(at({ state: 'approved' })).toEqual(['dispatch']);
  expect(at({ state: 'dispatched' })).toEqual([]);
});

test('results wait for review, then for the platform', () => {
  expect(standing('result', { ...empty, resultsEntered: 2 })).toEqual({
    text: '待审核 2 户',
    waits: true,
  });
  expect(standing('publish', { ...empty, resultsReviewed: 1, resultsOnFile: 3 }).text).toBe(
    '待录平台 1 户，待公示 3 户',
  );
});
