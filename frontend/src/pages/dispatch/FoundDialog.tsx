import { Form, Input } from 'antd';
import { type DeviceHolding, Dispatch } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { FormDialog } from '../../components/FormDialog';

interface Props {
  of: DeviceHolding | undefined;
  today: string;
  onClose: () => void;
  onDone: (text: string) => void;
}

/** FoundDialog takes a report of loss back, and says what holds then (P14). */
export function FoundDialog({ of, today, onClose, onDone }: Props) {
  return (
    <FormDialog
      title={`登记找回：${of?.device.name ?? ''}`}
      open={of !== undefined}
      onClose={onClose}
      note="撤回遗失登记后，该设备的签名和号段恢复有效；已改派的仍由接手的设备办理，遗失期间送来的内容仍待负责人裁定。曾落入他人之手或说不清的，不要撤回，重新申请证书。"
      initial={{ finder: '', on: today, story: '' }}
      submit="撤回遗失登记"
      onSubmit={async (f) => {
        if (!of) return;
        const x = await Dispatch.TakeBackLoss({ ...f, device: of.device.name });
        const gone = x.gone.length > 0 ? `；已改派的不再由它办理：${x.gone.join('、')}` : '';
        onDone(
          `已撤回“${x.holding.device.name}”的遗失登记：还持有 ${x.holding.held.length} 户，恢复号段 ${x.leases} 个，待裁定 ${x.waiting} 项${gone}`,
        );
      }}
    >
      <Form.Item
        name="finder"
        label="找回人"
        rules={[{ required: true, whitespace: true, message: '请填写找回人' }]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="on" label="找回日期" rules={[{ required: true, message: '请填写日期' }]}>
        <DateField />
      </Form.Item>
      <Form.Item
        name="story"
        label="在哪里找回、为什么可以继续使用"
        rules={[{ required: true, whitespace: true, message: '请写明找回的经过' }]}
      >
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
    </FormDialog>
  );
}
