import { Form, type FormInstance, Input, Radio } from 'antd';
import type { ApprovalKind } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { FilePick } from '../../components/FilePick';
import { kindLabels } from '../team/kinds';

/** What a consent of the 主要负责人 is entered with. */
export interface Consent {
  reason: string;
  kind: ApprovalKind;
  approver: string;
  post: string;
  date: string;
  scanPath: string;
}

export const noConsent = (today: string): Consent => ({
  reason: '',
  kind: 'paper',
  approver: '',
  post: '',
  date: today,
  scanPath: '',
});

const kinds: ApprovalKind[] = ['paper', 'oral'];

/** ConsentFields ask for the reason and the consent of the 主要负责人, on paper or by word of mouth. */
export function ConsentFields({ form, label }: { form: FormInstance; label: string }) {
  return (
    <>
      <Form.Item
        name="reason"
        label={label}
        rules={[{ required: true, whitespace: true, message: `请填写${label}` }]}
      >
        <Input />
      </Form.Item>
      <Form.Item name="kind" label="审批方式">
        <Radio.Group options={kinds.map((k) => ({ value: k, label: kindLabels[k] }))} />
      </Form.Item>
      <div className="form-grid">
        <Form.Item
          name="approver"
          label="主要负责人姓名"
          rules={[{ required: true, whitespace: true, message: '请填写审批人姓名' }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="post"
          label="职务"
          rules={[{ required: true, whitespace: true, message: '请填写审批人职务' }]}
        >
          <Input placeholder="例如：分局局长" />
        </Form.Item>
        <Form.Item
          name="date"
          label="审批日期"
          rules={[{ required: true, message: '请填写审批日期' }]}
        >
          <DateField />
        </Form.Item>
      </div>
      <Form.Item noStyle shouldUpdate={(a: Consent, b: Consent) => a.kind !== b.kind}>
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
  );
}

/** approvalOf is what Go takes of a consent. */
export function approvalOf({ kind, approver, post, date, scanPath }: Consent) {
  return {
    noun: '',
    ref: '',
    kind,
    approver: approver.trim(),
    post: post.trim(),
    date,
    opinion: '同意',
    scanPath: kind === 'paper' ? scanPath : '',
  };
}
