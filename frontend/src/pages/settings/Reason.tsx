import { Form, Input } from 'antd';

/** Reason asks why. */
export function Reason({ label }: { label: string }) {
  return (
    <Form.Item
      name="reason"
      label={label}
      rules={[{ required: true, whitespace: true, message: `请填写${label}` }]}
    >
      <Input.TextArea rows={2} />
    </Form.Item>
  );
}
