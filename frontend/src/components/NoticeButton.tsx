import { Button, Form, Radio } from 'antd';
import { useState } from 'react';
import { Publish } from '../api/generated';
import { outPath } from '../lib/path';
import { useSession } from '../lib/session';
import { FormDialog } from './FormDialog';
import { SavePick } from './SavePick';

const formats = [
  { value: 'pdf', label: 'PDF' },
  { value: 'xlsx', label: 'Excel' },
  { value: 'html', label: '网页' },
  { value: 'json', label: 'JSON' },
];

interface Props {
  /** kind and about are what Publish.Notice makes: a kind of notice, and of what. */
  kind: string;
  about: string;
  /** name is the notice's, as it is called and as its file begins. */
  name: string;
  note: string;
  onDone: (text: string) => void;
}

/** NoticeButton makes a public notice that is registered only once it stands on a website. */
export function NoticeButton({ kind, about, name, note, onDone }: Props) {
  const { info } = useSession();
  const [open, setOpen] = useState(false);
  const path = (format: string) => outPath(info.folder, 'packages', `${name}.${format}`);
  return (
    <>
      <Button onClick={() => setOpen(true)}>制作{name}</Button>
      <FormDialog<{ format: string; out: string }>
        title={`制作${name}`}
        note={note}
        open={open}
        onClose={() => setOpen(false)}
        initial={{ format: 'pdf', out: path('pdf') }}
        submit="制作"
        onSubmit={async ({ format, out }) => {
          await Publish.Notice(kind, about, format, out.trim());
          setOpen(false);
          onDone(`${name}已写入 ${out.trim()}。在网站公开并登记以前，还不算公开。`);
        }}
      >
        {(form) => (
          <>
            <Form.Item name="format" label="格式">
              <Radio.Group
                options={formats}
                onChange={(e) => form.setFieldValue('out', path(e.target.value))}
              />
            </Form.Item>
            <Form.Item name="out" label="保存到">
              <SavePick name={`${name}.pdf`} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}
