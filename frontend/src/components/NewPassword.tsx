import { Form, Input } from 'antd';
import { same } from '../lib/same';

/** NewPassword asks for a password to have from now on, twice. */
export function NewPassword() {
  return (
    <>
      <Form.Item
        name="newPassword"
        label="新密码"
        extra="至少 8 个字符，几个不相干的词连成一句即可，不必夹带符号。"
        rules={[{ required: true, message: '请设新密码' }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label="再次输入新密码"
        dependencies={['newPassword']}
        rules={[same('newPassword', '两次输入的密码不一致')]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
