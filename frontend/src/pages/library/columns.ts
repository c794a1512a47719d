import type { ColumnChoice, ImportReport } from '../../api/generated';

/** choicesOf are all columns with their fields as chosen, or none when nothing differs from the report. */
export function choicesOf(report: ImportReport, fields: string[]): ColumnChoice[] {
  if (report.columns.every((c, i) => c.field === fields[i])) return [];
  return report.columns.map((c, i) => ({ title: c.title, field: fields[i] ?? '' }));
}
