import { Form, Input } from 'antd';
import { type ConsentValues, ConsentFields as HowConsented } from '../team/ConsentFields';

/** What a consent of the 主要负责人 is entered with. */
export type Consent = ConsentValues & { reason: string };

export const noConsent = (today: string): Consent => ({
  reason: '',
  kind: 'paper',
  approver: '',
  post: '',
  date: today,
  opinion: '同意',
  scanPath: '',
});

/** ConsentFields ask for the reason and the consent of the 主要负责人, on paper or by word of mouth. */
export function ConsentFields({ label }: { label: string }) {
  return (
    <>
      <Form.Item
        name="reason"
        label={label}
        rules={[{ required: true, whitespace: true, message: `请填写${label}` }]}
      >
        <Input />
      </Form.Item>
      <HowConsented gives={false} who="主要负责人" post="例如：分局局长" />
    </>
  );
}

/** approvalOf is what Go takes of a consent. */
export function approvalOf({ kind, approver, post, date, opinion, scanPath }: Consent) {
  return {
    noun: '',
    ref: '',
    kind,
    approver: approver.trim(),
    post: post.trim(),
    date,
    opinion,
    scanPath: kind === 'paper' ? scanPath : '',
  };
}
