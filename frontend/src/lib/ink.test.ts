import { expect, test } from 'vitest';
import { inBox, inkText } from './ink';

test('strokes are written as Go reads them, dots left out', () => {
  expect(inkText([])).toBe('');
  expect(inkText([[[3, 4]]])).toBe('');
  expect(
    inkText([
      [[3, 4]],
      [
        [1, 2],
        [30, 40],
      ],
      [
        [5, 6],
        [7, 8],
      ],
    ]),
  ).toBe('900x270;1,2 30,40;5,6 7,8');
});

test('a place of the shown canvas becomes one of the box', () => {
  const shown = { width: 450, height: 135 };
  expect(inBox(225, 67.5, shown)).toEqual([450, 135]);
  expect(inBox(-3, 200, shown)).toEqual([0, 270]);
});
