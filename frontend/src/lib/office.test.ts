import { describe, expect, test } from 'vitest';
import { type TaskState, TaskStateLabels } from '../api/generated';
import { maskId } from './mask';
import { nextStep } from './next';
import { outPath } from './path';
import { formatPercent, parsePercent } from './ratio';

describe('ratio', () => {
  test.each([
    ['5', 1, 20],
    ['100', 1, 1],
    ['2.5', 1, 40],
    ['0.1%', 1, 1000],
    [' 33.3333 ％', 333333, 1000000],
  ])('%s is %d/%d', (text, num, den) => {
    expect(parsePercent(text)).toEqual({ num, den });
  });

  test.each(['', '0', '0.00', '101', '100.1', '-5', '五', '1e1', '1.23456', '5 6'])(
    '%s is none',
    (text) => expect(parsePercent(text)).toBeUndefined(),
  );

  test('what is typed comes back', () => {
    for (let n = 1; n <= 10000; n++) {
      const text = String(n / 100);
      const ratio = parsePercent(text);
      expect(ratio && formatPercent(ratio.num, ratio.den)).toBe(text);
    }
  });

  test('no ratio shows nothing', () => expect(formatPercent(0, 0)).toBe(''));
});

describe('nextStep', () => {
  const states = Object.keys(TaskStateLabels) as TaskState[];

  test('every open task has one, on a page of its own', () => {
    for (const origin of ['platform', 'local'] as const) {
      for (const state of states) {
        const next = nextStep({ id: 't1', state, origin });
        if (state === 'closed') expect(next).toBeUndefined();
        else expect(next?.href).toMatch(/^#\/(task|draw|team|dispatch|result)\/t1(\/units)?$/);
      }
    }
  });

  test('the platform draws by default, this PC by exception', () => {
    expect(nextStep({ id: 't', state: 'draft', origin: 'platform' })?.text).toBe('导入平台名单');
    expect(nextStep({ id: 't', state: 'draft', origin: 'local' })?.href).toBe('#/draw/t');
  });

  test('a draw under way names what it waits for', () => {
    const step = (draw: 'stated' | 'witnessed' | 'revealed' | 'done') =>
      nextStep({ id: 't', state: 'locked', origin: 'local', draw })?.text;
    expect(step('stated')).toContain('见证');
    expect(step('witnessed')).toContain('公共随机输入');
    expect(step('revealed')).toContain('继续');
    expect(step('done')).toContain('冻结');
  });

  test('leaders come before the approval', () => {
    const text = (leaderless?: number) =>
      nextStep({ id: 't', state: 'matched', origin: 'local', leaderless })?.text;
    expect(text(2)).toContain('组长');
    expect(text()).toContain('组长');
    expect(text(0)).toBe('登记审批');
  });
});

test('identity numbers are masked', () => {
  expect(maskId('999901198001010018')).toBe('999***********0018');
  expect(maskId('12345')).toBe('*****');
  expect(maskId('')).toBe('');
});

test('files go beside the workspace by default, in its own way of writing paths', () => {
  expect(outPath('/home/办公室', 'packages', 'a.zip')).toBe('/home/办公室/packages/a.zip');
  expect(outPath('C:\\数据\\分局', 'packages', 'a.zip')).toBe('C:\\数据\\分局\\packages\\a.zip');
  expect(outPath('/w', 'packages', '任务/1:2.zip')).toBe('/w/packages/任务_1_2.zip');
});
