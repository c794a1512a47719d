import { describe, expect, it } from 'vitest';
import type { Matter } from '../../api/generated';
import { standingOf, timesOf, upperOf } from './matter';

const matter = (over: Partial<Matter>) =>
  ({
    version: 1,
    announced: 0,
    publishedOn: '',
    ended: '',
    ratioNum: 0,
    ratioDen: 0,
    maxTimes: 0,
    ...over,
  }) as Matter;

describe('standingOf', () => {
  it.each([
    [{}, '未登记公布'],
    [{ announced: 1, publishedOn: '2026-03-01' }, '已公布'],
    [{ version: 2 }, '调整未公布'],
    [{ version: 3, announced: 2, publishedOn: '2026-03-01', ended: '废止' }, '调整未公布'],
    [{ version: 3, announced: 3, publishedOn: '2026-03-01', ended: '废止' }, '已失效'],
  ])('%j is %s', (over, text) => {
    expect(standingOf(matter(over)).text).toBe(text);
  });
});

describe('limits', () => {
  it('says what they are and that there are none', () => {
    expect(upperOf(matter({ ratioNum: 1, ratioDen: 20 }))).toBe('5%');
    expect(upperOf(matter({}))).toBe('不设上限');
    expect(timesOf(matter({ maxTimes: 2 }))).toBe('同一对象每年至多 2 次');
    expect(timesOf(matter({}))).toBe('不设上限');
  });
});
