import { Form, Radio } from 'antd';
import { type Device, type RevokeWhy, RevokeWhyLabels, Trust } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { GrowingText } from '../../components/GrowingText';

const whys: RevokeWhy[] = ['left', 'replaced', 'retired'];

interface Props {
  of: Device | undefined;
  onClose: () => void;
  onDone: (text: string) => void;
}

/** RevokeDialog withdraws the certificate of one device. */
export function RevokeDialog({ of, onClose, onDone }: Props) {
  return (
    <FormDialog<{ why: RevokeWhy; note: string }>
      title={`吊销证书：${of?.name ?? ''}`}
      open={of !== undefined}
      onClose={onClose}
      note="吊销不能撤销：以后签的一概无效，以前签的仍按当时有效看待；它以后送来的只列为冲突，由负责人裁定。设备遗失的，请到“派发与交换—设备持有”登记遗失。"
      initial={{ why: 'left', note: '' }}
      submit="吊销"
      onSubmit={async ({ why, note }) => {
        if (!of) return;
        const d = await Trust.Revoke(of.id, why, note);
        onDone(`已吊销“${d.name}”的证书，请制作信任名单包发给各设备`);
      }}
    >
      <Form.Item name="why" label="原因">
        <Radio.Group options={whys.map((value) => ({ value, label: RevokeWhyLabels[value] }))} />
      </Form.Item>
      <Form.Item
        name="note"
        label="情况"
        rules={[{ required: true, whitespace: true, message: '请写明情况' }]}
      >
        <GrowingText />
      </Form.Item>
    </FormDialog>
  );
}
