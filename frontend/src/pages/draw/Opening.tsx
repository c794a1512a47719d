import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Draw, type Drawing, type DrawOpening } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';

interface Values {
  code: string;
  asker: string;
}

/** Opening gives one firm, or one inspector, their own line of a draw at their request; it names nobody else. */
export function Opening({ draw }: { draw: Drawing }) {
  const [open, setOpen] = useState(false);
  const [given, setGiven] = useState<DrawOpening>();
  const code = draw.purpose === 'subjects' ? '统一社会信用代码/注册号' : '警号';
  return (
    <>
      <Button
        onClick={() => {
          setGiven(undefined);
          setOpen(true);
        }}
      >
        应申请核对代号
      </Button>
      <FormDialog<Values>
        title="应申请核对抽取代号"
        note="当事人可以索取自己那一行的代号和盐，自行核对是否在名录中、是否抽中。只给出这一行，给出即留痕。"
        open={open}
        onClose={() => setOpen(false)}
        initial={{ code: '', asker: '' }}
        submit="给出核对单"
        width={720}
        onSubmit={async ({ code, asker }) => {
          setGiven(undefined);
          setGiven(await Draw.Open(draw.id, code.trim(), asker.trim()));
        }}
      >
        <div className="form-grid">
          <Form.Item
            name="code"
            label={code}
            rules={[{ required: true, whitespace: true, message: `请填写${code}` }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="asker"
            label="申请人"
            rules={[{ required: true, whitespace: true, message: '请写明是谁申请核对' }]}
          >
            <Input autoComplete="off" placeholder="例如：该单位经办人 某某" />
          </Form.Item>
        </div>
        {given && (
          <Form.Item label="核对单（可复制、打印交当事人）">
            <pre className="opening-text">{given.text}</pre>
          </Form.Item>
        )}
      </FormDialog>
    </>
  );
}
