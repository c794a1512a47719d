import { expect, test } from 'vitest';
import type { AppError } from '../../api/error';
import type { Task } from '../../api/generated';
import { blankRule, ruleOf, ruleText } from './rule';

const rule = {
  ...blankRule,
  rates: { 旅馆业: '2.5', 典当业: ' ' },
  high: 3,
  personCap: 4,
};

test('only trades with a rate of their own have one', () => {
  expect(ruleOf({ amount: 'ratio', rule }, true)).toEqual({
    rates: [{ trade: '旅馆业', num: 1, den: 40 }],
    weights: { high: 3, mid: 0, low: 0 },
    personCap: 4,
  });
});

test('a fixed number has no rates, and the platform draws without weights', () => {
  expect(ruleOf({ amount: 'total', rule }, true).rates).toEqual([]);
  expect(ruleOf({ amount: 'ratio', rule }, false)).toEqual({
    rates: [],
    weights: { high: 0, mid: 0, low: 0 },
    personCap: 4,
  });
});

test('a rate that is none names its trade; nought is one', () => {
  const given = (text: string) => () =>
    ruleOf({ amount: 'ratio', rule: { ...rule, rates: { 典当业: text } } }, true);
  let refused: AppError | undefined;
  try {
    given('x')();
  } catch (thrown) {
    refused = thrown as AppError;
  }
  expect(refused?.message).toContain('典当业');
  expect(given('0')().rates).toEqual([{ trade: '典当业', num: 0, den: 1 }]);
});

test('a rule in words, and none', () => {
  const made = ruleOf({ amount: 'ratio', rule }, true);
  expect(ruleText({ rule: { ...made, namesFrom: '' } } as Task)).toBe(
    '分行业比例：旅馆业 2.5%；风险权重：高 3、中 1、低 1、未定级 1；每名检查人员最多 4 户',
  );
  expect(ruleText({} as Task)).toBeUndefined();
});
