import { Form, Input, Select } from 'antd';
import { Assign, type ShareSubject } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';

interface Props {
  task: string;
  of: ShareSubject | undefined;
  units: string[];
  onClose: () => void;
  onSaved: (text: string) => void;
}

/** MoveSubject gives one subject to another unit before it is sent, with a reason. */
export function MoveSubject({ task, of, units, onClose, onSaved }: Props) {
  return (
    <FormDialog<{ unit: string; reason: string }>
      title={`调整执行单位：${of?.name ?? ''}`}
      note="只能在派发之前调整；理由留痕。"
      open={of !== undefined}
      onClose={onClose}
      initial={{ unit: '', reason: '' }}
      submit="调整"
      onSubmit={async ({ unit, reason }) => {
        await Assign.Move(task, of?.id ?? '', unit, reason);
        onSaved(`${of?.name ?? ''} 已改由${unit}执行`);
      }}
    >
      <Form.Item name="unit" label="执行单位" rules={[{ required: true, message: '请选择单位' }]}>
        <Select options={units.map((u) => ({ value: u, label: u }))} />
      </Form.Item>
      <Form.Item
        name="reason"
        label="理由"
        rules={[{ required: true, whitespace: true, message: '请写明理由' }]}
      >
        <Input placeholder="例如：地址在两所交界，就近检查" />
      </Form.Item>
    </FormDialog>
  );
}
