import { expect, test } from 'vitest';
import { lineSpan } from './template';

test('lineSpan', () => {
  const text = '一\n二二\n\n𠮷';
  const of = (line: number) => {
    const s = lineSpan(text, line);
    return s && text.slice(s.from, s.to);
  };
  expect([1, 2, 3, 4].map(of)).toEqual(['一', '二二', '', '𠮷']);
  expect([0, 5, Number.NaN, 1.5].map((n) => lineSpan(text, n))).toEqual(Array(4).fill(undefined));
});
