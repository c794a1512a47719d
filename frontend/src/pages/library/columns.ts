import type { ColumnChoice, FileHead, HeaderRow } from '../../api/generated';

/** found is no row pointed at: the titles are where the program finds them. */
export const found: HeaderRow = { sheet: '', row: 0 };

/** choicesOf are all columns with their fields as chosen, or none when the titles were found and nothing differs from the head. */
export function choicesOf(head: FileHead, at: HeaderRow, fields: string[]): ColumnChoice[] {
  if (at.row === 0 && head.columns.every((c, i) => c.field === fields[i])) return [];
  return head.columns.map((c, i) => ({ title: c.title, field: fields[i] ?? '' }));
}
