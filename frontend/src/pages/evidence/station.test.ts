import { expect, test } from 'vitest';
import { aheadOf } from './Station';

test('how much a clock is ahead is read in seconds or minutes', () => {
  for (const [text, seconds] of [
    ['', 0],
    ['0', 0],
    ['150', 150],
    ['2:30', 150],
    ['+2:30', 150],
    ['-90', -90],
    ['-1:30', -90],
  ] as const)
    expect(aheadOf(text)).toBe(seconds);
  for (const wrong of ['x', '1:2:3', '--1', '1.5']) expect(aheadOf(wrong)).toBeUndefined();
});
