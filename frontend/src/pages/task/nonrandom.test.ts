import { expect, test } from 'vitest';
import { stepsOf } from '../../components/StepBar';
import { nextStep } from '../../lib/next';
import { linesOf, nonRandomOf } from './nonrandom';

const values = {
  item: '3' as const,
  reason: ' 举报 ',
  proofPath: '/扫描件/举报.jpg',
  subjects: ['s1'],
  matters: [],
  unlisted: '剧本娱乐\n',
  name: '举报核查',
  lead: '治安大队',
  departments: [] as string[],
  from: '2026-03-02',
  to: '2026-03-05',
  perSubject: 2,
};

test('one department is no joint check, two are', () => {
  expect(nonRandomOf(values).task).toMatchObject({ joint: false, departments: ['治安大队'] });
  expect(nonRandomOf({ ...values, departments: ['消防', '治安大队'] }).task).toMatchObject({
    joint: true,
    departments: ['治安大队', '消防'],
  });
});

test('an unlisted matter is a line that says something', () => {
  expect(linesOf(' 甲 \n\n乙')).toEqual(['甲', '乙']);
  expect(nonRandomOf(values)).toMatchObject({ unlisted: ['剧本娱乐'], subjects: ['s1'] });
});

test('nothing is drawn: its people are named on the team page', () => {
  const task = { id: 't', origin: 'platform', kind: 'nonrandom', state: 'locked' } as const;
  expect(nextStep(task)).toEqual({ text: '指定检查人员', href: '#/team/t' });
  expect(stepsOf(task)[0]).toBe('locked');
});
