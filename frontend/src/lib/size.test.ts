import { expect, test } from 'vitest';
import { durationText, sizeText } from './size';

test('sizes are told in the unit that fits', () => {
  expect(sizeText(0)).toBe('0 字节');
  expect(sizeText(1023)).toBe('1023 字节');
  expect(sizeText(1024)).toBe('1.0 KB');
  expect(sizeText(300 * 1024)).toBe('300 KB');
  expect(sizeText(4.5 * 1024 ** 3)).toBe('4.5 GB');
});

test('lengths are told as clocks do', () => {
  expect(durationText(3.4)).toBe('0:03');
  expect(durationText(123)).toBe('2:03');
  expect(durationText(3723)).toBe('1:02:03');
});
