import { expect, test } from 'vitest';
import { joinRows, splitRows } from './rows';

test('a table comes back as it was typed', () => {
  const rows = [
    ['对讲设备', 'T1 型', '3 台'],
    ['充电座', '', '1 个'],
  ];
  expect(splitRows(joinRows(rows), 3)).toEqual(rows);
});

test('a pasted tab or line break stays inside its cell, an empty row is no row', () => {
  expect(
    joinRows([
      ['a\tb', 'c\nd'],
      ['', ''],
    ]),
  ).toBe('a b\tc d');
  expect(splitRows('', 2)).toEqual([]);
  expect(splitRows('一', 2)).toEqual([['一', '']]);
});
