import { Form } from 'antd';
import { Approval } from '../../api/generated';
import { FilePick } from '../../components/FilePick';
import { FormDialog } from '../../components/FormDialog';

interface Props {
  /** approval is the id of the oral consent, "" when the dialog is closed. */
  approval: string;
  onClose: () => void;
  onSaved: () => void;
}

/** FilePaper attaches the signed sheet that makes good an oral consent (P1). */
export function FilePaper({ approval, onClose, onSaved }: Props) {
  return (
    <FormDialog<{ path: string }>
      title="补办书面审批"
      note="口头同意的，24 小时内由同意人补签审批表，扫描后在此登记。"
      open={approval !== ''}
      onClose={onClose}
      initial={{ path: '' }}
      submit="登记"
      onSubmit={async ({ path }) => {
        await Approval.Paper(approval, path.trim());
        onSaved();
      }}
    >
      <Form.Item
        name="path"
        label="签字页扫描件"
        rules={[{ required: true, message: '请选择签字页扫描件' }]}
      >
        <FilePick kind="scan" label="签字页扫描件" />
      </Form.Item>
    </FormDialog>
  );
}
