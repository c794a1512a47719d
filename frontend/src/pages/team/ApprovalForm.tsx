import { Form, Input, Radio } from 'antd';
import { Approval, type ApprovalKind, type Task } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { FilePick } from '../../components/FilePick';
import { FormDialog } from '../../components/FormDialog';
import { useSession } from '../../lib/session';
import { kindLabels } from './kinds';

interface Props {
  task: Task;
  open: boolean;
  onClose: () => void;
  onSaved: (text: string) => void;
}

interface Values {
  kind: ApprovalKind;
  approver: string;
  post: string;
  date: string;
  opinion: string;
  scanPath: string;
}

/** ApprovalForm registers a consent: from the signed sheet, by word of mouth, or given by whoever is signed in. */
export function ApprovalForm({ task, open, onClose, onSaved }: Props) {
  const { info } = useSession();
  const gives = info.actor.role === 'deputy' || info.actor.role === 'head';
  const kinds: ApprovalKind[] = gives ? ['account'] : ['paper', 'oral'];
  return (
    <FormDialog<Values>
      title={`登记审批：${task.no}`}
      note="申请人与审批人不能是同一人；登记人另行记载。"
      open={open}
      onClose={onClose}
      initial={{
        kind: gives ? 'account' : 'paper',
        approver: gives ? info.actor.name : '',
        post: gives ? info.roleLabel : '',
        date: info.workspace.today,
        opinion: '同意',
        scanPath: '',
      }}
      submit={gives ? '审批' : '登记'}
      alias={{ scan: 'scanPath' }}
      onSubmit={async (values) => {
        const approval = await Approval.Register({ ...values, noun: 'task', ref: task.id });
        onSaved(`已登记：${approval.approver} ${approval.date} ${approval.opinion}`);
      }}
    >
      {(form) => (
        <>
          <Form.Item name="kind" label="审批方式">
            <Radio.Group options={kinds.map((k) => ({ value: k, label: kindLabels[k] }))} />
          </Form.Item>
          <div className="form-grid">
            <Form.Item
              name="approver"
              label="审批人姓名"
              rules={[{ required: true, whitespace: true, message: '请填写审批人姓名' }]}
            >
              <Input disabled={gives} autoComplete="off" />
            </Form.Item>
            <Form.Item
              name="post"
              label="审批人职务"
              rules={[{ required: true, whitespace: true, message: '请填写审批人职务' }]}
            >
              <Input disabled={gives} placeholder="例如：分管副局长" />
            </Form.Item>
            <Form.Item
              name="date"
              label="审批日期"
              rules={[{ required: true, message: '请填写审批日期' }]}
            >
              <DateField />
            </Form.Item>
            <Form.Item name="opinion" label="审批意见">
              <Input />
            </Form.Item>
          </div>
          <Form.Item noStyle shouldUpdate={(a: Values, b: Values) => a.kind !== b.kind}>
            {() =>
              form.getFieldValue('kind') === 'paper' && (
                <Form.Item
                  name="scanPath"
                  label="签字页扫描件"
                  rules={[{ required: true, message: '请选择签字页扫描件' }]}
                >
                  <FilePick kind="scan" label="签字页扫描件" />
                </Form.Item>
              )
            }
          </Form.Item>
        </>
      )}
    </FormDialog>
  );
}
