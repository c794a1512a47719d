import { expect, test } from 'vitest';
import { offsetText, parseOffset } from './offset';

test('a place in a recording is read as it is written', () => {
  for (const [text, seconds] of [
    ['00:12:30', 750],
    ['12:30', 750],
    ['750', 750],
    ['1：02：03.5', 3723.5],
    ['0', 0],
  ] as const)
    expect(parseOffset(text)).toBe(seconds);
  for (const seconds of [0, 750, 3723.5, 86_399.9])
    expect(parseOffset(offsetText(seconds))).toBe(seconds);
  for (const wrong of ['', 'x', '1:60', '1:2:3:4', '-1', '12:']) {
    expect(parseOffset(wrong)).toBeUndefined();
  }
});
