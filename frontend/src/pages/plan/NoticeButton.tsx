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

/** NoticeButton makes the public notice of a year's plan (art. 10). */
export function NoticeButton({ year, onDone }: { year: number; onDone: (text: string) => void }) {
  const { info } = useSession();
  const [open, setOpen] = useState(false);
  const name = (format: string) => `${year}年度抽查计划公示.${format}`;
  const path = (format: string) => outPath(info.folder, 'packages', name(format));
  return (
    <>
      <Button onClick={() => setOpen(true)}>制作计划公示</Button>
      <FormDialog<{ format: string; out: string }>
        title={`制作 ${year} 年度计划公示`}
        note="列出本年度全部计划的范围、时间安排、预估数量和抽查比例（第十条、第十二条）。在门户网站公开后再登记。"
        open={open}
        onClose={() => setOpen(false)}
        initial={{ format: 'pdf', out: path('pdf') }}
        submit="制作"
        onSubmit={async ({ format, out }) => {
          await Publish.Notice('plan', String(year), format, out.trim());
          setOpen(false);
          onDone(`年度计划公示已写入 ${out.trim()}。公开并登记以前，还不是公示。`);
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
