import { Form, Input } from 'antd';
import type { Task } from '../../api/generated';
import { DateField } from '../../components/DateField';

/** OutsiderFields ask what stands on an outside inspector's certificate. */
export function OutsiderFields({ task }: { task: Task }) {
  return (
    <div className="form-grid">
      <Form.Item
        name="name"
        label="姓名"
        rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="certNo"
        label="执法证号"
        rules={[{ required: true, whitespace: true, message: '请填写执法证号' }]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="certUntil"
        label="证件有效期至"
        extra={`不早于任务结束日期 ${task.to}。`}
        rules={[{ required: true, message: '请填写有效期' }]}
      >
        <DateField />
      </Form.Item>
    </div>
  );
}
