import { Button, Form } from 'antd';
import { useState } from 'react';
import { type ImportKind, type ImportReport, Library } from '../../api/generated';
import { useDone } from '../../components/Done';
import { FormDialog } from '../../components/FormDialog';
import { SavePick } from '../../components/SavePick';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';

interface Props {
  kind: ImportKind;
  path: string;
  report: ImportReport;
}

/** SaveProblems writes the problem rows as a table that goes back to whoever filled it in. */
export function SaveProblems({ kind, path, report }: Props) {
  const { info } = useSession();
  const [open, setOpen] = useState(false);
  const [done, say] = useDone();
  if (report.problems.length + report.warnings.length === 0) return null;
  const name = `${report.file.replace(/\.[^.]*$/, '')}-问题清单.xlsx`;
  return (
    <>
      <Button onClick={() => setOpen(true)}>导出问题清单</Button>
      {done}
      <FormDialog<{ out: string }>
        title="导出问题清单"
        note="问题行旁边写明原因，可退回填报单位修改后重新导入。"
        open={open}
        onClose={() => setOpen(false)}
        initial={{ out: outPath(info.folder, 'packages', name) }}
        submit="导出"
        onSubmit={async ({ out }) => {
          await Library.SaveProblems(kind, path, out);
          setOpen(false);
          say(`问题清单已写入 ${out}`);
        }}
      >
        <Form.Item
          name="out"
          label="保存到"
          rules={[{ required: true, message: '请填写保存位置' }]}
        >
          <SavePick name={name} />
        </Form.Item>
      </FormDialog>
    </>
  );
}
