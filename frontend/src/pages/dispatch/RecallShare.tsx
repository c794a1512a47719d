import { Form, Input, Select } from 'antd';
import { Assign, type ShareView } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';

interface Props {
  task: string;
  of: ShareView | undefined;
  units: string[];
  onClose: () => void;
  onSaved: (text: string) => void;
}

/** RecallShare takes a part back that was handed to a unit, for another unit, with a reason. */
export function RecallShare({ task, of, units, onClose, onSaved }: Props) {
  const from = of?.share.unit ?? '';
  return (
    <FormDialog<{ to: string; reason: string }>
      title={`收回改派：${from}`}
      note={`${of?.subjects.length ?? 0} 户整体改由另一单位执行。请通知${from}停止办理；其后交回的不导入，列为版本冲突。已交回检查记录的不能收回。`}
      open={of !== undefined}
      onClose={onClose}
      initial={{ to: '', reason: '' }}
      submit="收回改派"
      onSubmit={async ({ to, reason }) => {
        await Assign.Recall(task, of?.share.task ?? '', to, reason);
        onSaved(`${from}的名单已收回，改由${to}执行，请重新派发`);
      }}
    >
      <Form.Item
        name="to"
        label="改由何单位执行"
        rules={[{ required: true, message: '请选择单位' }]}
      >
        <Select options={units.filter((u) => u !== from).map((u) => ({ value: u, label: u }))} />
      </Form.Item>
      <Form.Item
        name="reason"
        label="理由"
        rules={[{ required: true, whitespace: true, message: '请写明理由' }]}
      >
        <Input placeholder="例如：该所警力抽调，无法按期检查" />
      </Form.Item>
    </FormDialog>
  );
}
