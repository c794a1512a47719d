import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Draw, type Drawing } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';

interface Props {
  draw: Drawing;
  onDone: (text: string) => void;
}

/** Abandon ends an attempt before its public input; it stays on record with the reason. */
export function Abandon({ draw, onDone }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        作废本次抽取
      </Button>
      <FormDialog<{ reason: string }>
        title={`作废第 ${draw.attempt} 次抽取`}
        note="只能在录入公共随机输入之前作废。作废的抽取连同理由永久保留，并在公告中计入次数。"
        open={open}
        onClose={() => setOpen(false)}
        initial={{ reason: '' }}
        submit="作废"
        onSubmit={async ({ reason }) => {
          await Draw.Abandon(draw.id, reason.trim());
          setOpen(false);
          onDone(`第 ${draw.attempt} 次抽取已作废`);
        }}
      >
        <Form.Item
          name="reason"
          label="作废理由"
          rules={[{ required: true, whitespace: true, message: '请写明作废理由' }]}
        >
          <Input.TextArea rows={3} />
        </Form.Item>
      </FormDialog>
    </>
  );
}
