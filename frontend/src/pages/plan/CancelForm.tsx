import { Form, Input } from 'antd';
import { Plan } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';

interface Props {
  plan: Plan | undefined;
  onClose: () => void;
  onSaved: (text: string) => void;
}

/** CancelForm takes a plan line out, with a reason; the line stays on record. */
export function CancelForm({ plan, onClose, onSaved }: Props) {
  return (
    <FormDialog<{ reason: string }>
      title={`取消计划 ${plan?.no ?? ''}`}
      note="计划不能删除，取消后记录保留；已公开的，取消情况也应重新公开并登记（第十条）。"
      open={plan !== undefined}
      onClose={onClose}
      initial={{ reason: '' }}
      submit="取消该计划"
      onSubmit={async ({ reason }) => {
        if (!plan) return;
        await Plan.Cancel(plan.id, reason.trim());
        onSaved(`计划 ${plan.no} 已取消`);
      }}
    >
      <Form.Item
        name="reason"
        label="取消理由"
        rules={[{ required: true, whitespace: true, message: '请写明取消理由' }]}
      >
        <Input placeholder="例如：并入市局统一组织的联合抽查" />
      </Form.Item>
    </FormDialog>
  );
}
