import { Form, Input, Radio } from 'antd';
import type { ApprovalKind } from '../../api/generated';
import { DateField } from '../../components/DateField';
import { FilePick } from '../../components/FilePick';
import { useSession } from '../../lib/session';
import { kindLabels } from './kinds';

/** What is entered of a consent, however it was given (P1). */
export interface ConsentValues {
  kind: ApprovalKind;
  approver: string;
  post: string;
  date: string;
  opinion: string;
  scanPath: string;
}

/** useConsent says whether whoever is signed in gives consent in an account, and what a form begins with. */
export function useConsent(byMouth = false): { gives: boolean; initial: ConsentValues } {
  const { info } = useSession();
  const gives = info.actor.role === 'deputy' || info.actor.role === 'head';
  return {
    gives,
    initial: {
      kind: gives ? 'account' : byMouth ? 'oral' : 'paper',
      approver: gives ? info.actor.name : '',
      post: gives ? info.roleLabel : '',
      date: info.workspace.today,
      opinion: '同意',
      scanPath: '',
    },
  };
}

/** ConsentFields asks how somebody consented, who, and when; a paper with its scan. */
export function ConsentFields(props: { gives: boolean; who?: string; post?: string }) {
  const { gives, who = '审批人', post = '例如：分管副局长' } = props;
  const kinds: ApprovalKind[] = gives ? ['account'] : ['paper', 'oral'];
  return (
    <>
      <Form.Item name="kind" label="审批方式">
        <Radio.Group options={kinds.map((k) => ({ value: k, label: kindLabels[k] }))} />
      </Form.Item>
      <div className="form-grid">
        <Form.Item
          name="approver"
          label={`${who}姓名`}
          rules={[{ required: true, whitespace: true, message: `请填写${who}姓名` }]}
        >
          <Input disabled={gives} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="post"
          label={`${who}职务`}
          rules={[{ required: true, whitespace: true, message: '请填写审批人职务' }]}
        >
          <Input disabled={gives} placeholder={post} />
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
      <Form.Item noStyle dependencies={['kind']}>
        {({ getFieldValue }) =>
          getFieldValue('kind') === 'paper' && (
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
