import { Button, Form } from 'antd';
import { useState } from 'react';
import { outPath } from '../lib/path';
import { useSession } from '../lib/session';
import { FormDialog } from './FormDialog';
import { SavePick } from './SavePick';
import { UnlockNotice } from './UnlockNotice';

interface Props {
  /** label is the word on the button and the title of the dialog. */
  label: string;
  note: string;
  /** name is the proposed file name. */
  name: string;
  /** signed: the device key is needed. */
  signed?: boolean;
  onExport: (out: string) => Promise<void>;
  onDone: (text: string) => void;
}

/** ExportButton asks where to write a file, writes it, and says where it lies. */
export function ExportButton({ label, note, name, signed, onExport, onDone }: Props) {
  const { info } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      <FormDialog<{ out: string }>
        title={label}
        note={note}
        before={signed && <UnlockNotice />}
        open={open}
        onClose={() => setOpen(false)}
        initial={{ out: outPath(info.folder, 'packages', name) }}
        submit="导出"
        onSubmit={async ({ out }) => {
          await onExport(out.trim());
          setOpen(false);
          onDone(`${label}：已写入 ${out.trim()}`);
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
