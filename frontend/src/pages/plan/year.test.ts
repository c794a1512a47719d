import { expect, test } from 'vitest';
import { daysLeft, share } from './year';

test('a share is never rounded up to a minimum', () => {
  expect(share(4999, 100000)).toBe(4.9);
  expect(share(5, 100)).toBe(5);
  expect(share(0, 0)).toBe(0);
});

test('days to the end of a year', () => {
  expect(daysLeft(2026, '2026-12-30')).toBe(1);
  expect(daysLeft(2026, '2026-01-01')).toBe(364);
  expect(daysLeft(2025, '2026-01-01')).toBe(0);
});
