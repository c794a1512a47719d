import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../../api/generated';
import { choicesOf, found } from './columns';

const report = {
  columns: [
    { title: '招牌', field: '', label: '' },
    { title: '行业', field: 'trade', label: '行业类别' },
  ],
} as ImportReport;

describe('choicesOf', () => {
  it('has nothing to say while nothing differs', () => {
    expect(choicesOf(report, found, ['', 'trade'])).toEqual([]);
  });
  it('says every column of a head that was pointed at', () => {
    expect(choicesOf(report, { sheet: '', row: 2 }, ['', 'trade'])).toHaveLength(2);
  });
  it('says every column once one differs, the ignored ones too', () => {
    expect(choicesOf(report, found, ['name', ''])).toEqual([
      { title: '招牌', field: 'name' },
      { title: '行业', field: '' },
    ]);
  });
});
