import { expect, test } from 'vitest';
import { yearPeriod } from './period';

test('a year and its halves', () => {
  expect(yearPeriod(2026)).toEqual({ from: '2026-01-01', to: '2026-12-31' });
  expect(yearPeriod(2026, 1)).toEqual({ from: '2026-01-01', to: '2026-06-30' });
  expect(yearPeriod(2026, 2)).toEqual({ from: '2026-07-01', to: '2026-12-31' });
});
