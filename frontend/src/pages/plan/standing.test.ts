import { expect, test } from 'vitest';
import { standingOf } from './standing';

test('what is public is told apart from what stands', () => {
  const text = (cancelled: string, publishedOn: string, version: number, announced: number) =>
    standingOf({ cancelled, publishedOn, version, announced }).text;
  expect(text('', '', 1, 0)).toBe('未公开');
  expect(text('', '2026-01-05', 0, 0)).toBe('已公开'); // of an older workspace
  expect(text('', '2026-01-05', 1, 1)).toBe('已公开');
  expect(text('', '2026-01-05', 2, 1)).toBe('调整未公开');
  expect(text('合并', '2026-01-05', 3, 2)).toBe('取消未公开');
  expect(text('合并', '2026-01-05', 3, 3)).toBe('已取消');
  expect(text('合并', '', 2, 0)).toBe('已取消');
});
