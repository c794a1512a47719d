import { type ImportKind, type ImportReport, Library } from '../../api/generated';
import { useDone } from '../../components/Done';
import { ExportButton } from '../../components/ExportButton';

interface Props {
  kind: ImportKind;
  path: string;
  report: ImportReport;
}

/** SaveProblems writes the problem rows as a table that goes back to whoever filled it in. */
export function SaveProblems({ kind, path, report }: Props) {
  const [done, say] = useDone();
  if (report.problems.length + report.warnings.length === 0) return null;
  return (
    <>
      <ExportButton
        label="导出问题清单"
        note="问题行旁边写明原因，可退回填报单位修改后重新导入。"
        name={`${report.file.replace(/\.[^.]*$/, '')}-问题清单.xlsx`}
        onExport={(out) => Library.SaveProblems(kind, path, out)}
        onDone={say}
      />
      {done}
    </>
  );
}
