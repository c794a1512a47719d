import { Button, Form, Select } from 'antd';
import { useCallback, useState } from 'react';
import { type ImportKind, Library } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { FormDialog } from '../../components/FormDialog';
import { SavePick } from '../../components/SavePick';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { kindOf } from './kinds';

interface Props {
  kind: ImportKind;
  onDone: (text: string) => void;
}

/** ExportList writes a register as Excel, in the shape that a platform imports. */
export function ExportList({ kind, onDone }: Props) {
  const { info } = useSession();
  const [open, setOpen] = useState(false);
  const load = useCallback(() => Library.Shapes(), []);
  const { data = [], error } = useLoad(load);
  const shapes = data.filter((s) => s.kind === kind);
  const first = shapes[0];
  const name = `${kindOf(kind).label}.xlsx`;
  return (
    <>
      <Button onClick={() => setOpen(true)} disabled={first === undefined}>
        导出{kindOf(kind).label}
      </Button>
      <ErrorAlert error={error} />
      {first && (
        <FormDialog<{ shape: string; out: string }>
          title={`导出${kindOf(kind).label}`}
          note="按平台导入的样式写成 Excel；再导入本机时各行不变。导出会留痕。"
          open={open}
          onClose={() => setOpen(false)}
          initial={{ shape: first.name, out: outPath(info.folder, 'packages', name) }}
          submit="导出"
          onSubmit={async ({ shape, out }) => {
            const done = await Library.Export(kind, shape, out.trim());
            setOpen(false);
            onDone(`已导出 ${done.rows} 行：${done.file}`);
          }}
        >
          <Form.Item name="shape" label="样式">
            <Select options={shapes.map((s) => ({ value: s.name, label: s.label }))} />
          </Form.Item>
          <Form.Item
            name="out"
            label="保存到"
            rules={[{ required: true, message: '请填写保存位置' }]}
          >
            <SavePick name={name} />
          </Form.Item>
        </FormDialog>
      )}
    </>
  );
}
