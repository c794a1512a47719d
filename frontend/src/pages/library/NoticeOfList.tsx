import { Button, Form, Radio } from 'antd';
import { useState } from 'react';
import { Publish } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { SavePick } from '../../components/SavePick';
import { outPath } from '../../lib/path';
import { useSession } from '../../lib/session';

const formats = [
  { value: 'pdf', label: 'PDF' },
  { value: 'xlsx', label: 'Excel' },
  { value: 'html', label: '网页' },
  { value: 'json', label: 'JSON' },
];

/** NoticeOfList makes the public notice of the matter list (art. 7). */
export function NoticeOfList({ onDone }: { onDone: (text: string) => void }) {
  const { info } = useSession();
  const [open, setOpen] = useState(false);
  const name = (format: string) => `随机抽查事项清单公告.${format}`;
  const path = (format: string) => outPath(info.folder, 'packages', name(format));
  return (
    <>
      <Button onClick={() => setOpen(true)}>制作清单公告</Button>
      <FormDialog<{ format: string; out: string }>
        title="制作事项清单公告"
        note="列出现行清单的各项要素和未公布的调整（第七条）。在门户网站公布后再登记。"
        open={open}
        onClose={() => setOpen(false)}
        initial={{ format: 'pdf', out: path('pdf') }}
        submit="制作"
        onSubmit={async ({ format, out }) => {
          await Publish.Notice('matters', '', format, out.trim());
          setOpen(false);
          onDone(`事项清单公告已写入 ${out.trim()}。公布并登记以前，还不是公布。`);
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
              <SavePick name={name('pdf')} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}
