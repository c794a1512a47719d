import { Form, Input } from 'antd';
import { type DeviceHolding, Dispatch } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { FormDialog } from '../../components/FormDialog';
import { GrowingText } from '../../components/GrowingText';

function required(message: string) {
  return { required: true, whitespace: true, message };
}

interface Props {
  of: DeviceHolding | undefined;
  today: string;
  onClose: () => void;
  onDone: (text: string) => void;
}

/** LossDialog registers that a laptop is lost. */
export function LossDialog({ of, today, onClose, onDone }: Props) {
  return (
    <FormDialog
      title={`登记遗失：${of?.device.name ?? ''}`}
      open={of !== undefined}
      onClose={onClose}
      note={`登记后该设备的证书即行吊销（没有离开本单位控制而找回的，在吊销随信任名单发出之前可以撤回登记）；它以后送来的内容只列为冲突，由负责人裁定。它持有未交的 ${of?.out ?? 0} 户请改派其他设备：已签的纸质文书是原件，由新设备拍照或扫描存证，据以誊录。`}
      initial={{ reporter: '', on: today, place: '', story: '' }}
      submit="登记遗失并吊销"
      onSubmit={async (f) => {
        if (!of) return;
        const h = await Dispatch.ReportLoss({ ...f, device: of.device.name });
        onDone(`已登记“${h.device.name}”遗失并吊销，未交的 ${h.out} 户待改派`);
      }}
    >
      <Form.Item name="reporter" label="报告人" rules={[required('请填写报告人')]}>
        <Input />
      </Form.Item>
      <Form.Item name="on" label="遗失日期" rules={[required('请填写日期')]}>
        <DateField />
      </Form.Item>
      <Form.Item name="place" label="遗失地点" rules={[required('请填写地点')]}>
        <Input />
      </Form.Item>
      <Form.Item
        name="story"
        label="经过和已采取的措施"
        rules={[required('请写明经过和已采取的措施')]}
      >
        <GrowingText rows={3} />
      </Form.Item>
    </FormDialog>
  );
}
