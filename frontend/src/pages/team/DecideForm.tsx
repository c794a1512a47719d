import { Form, Radio } from 'antd';
import { type RequestView, Team } from '../../api/generated';
import { FormDialog } from '../../components/FormDialog';
import { ConsentFields, type ConsentValues, useConsent } from './ConsentFields';

interface Props {
  view: RequestView | undefined;
  onClose: () => void;
  onSaved: (text: string) => void;
}

interface Values extends ConsentValues {
  approve: boolean;
}

/** DecideForm registers the decision on a request: account, paper with scan, or by word of mouth. */
export function DecideForm({ view, onClose, onSaved }: Props) {
  const { gives, initial } = useConsent();
  const r = view?.request;
  return (
    <FormDialog<Values>
      title={`决定申请：${r?.name ?? ''}`}
      note={
        r &&
        `${view?.subjectName}；${view?.causeLabel}：${r.reason}。由本部门分管负责人决定，申请人、被更换人和登记人不能是审批人（第十六条）。`
      }
      open={r !== undefined}
      onClose={onClose}
      initial={{ ...initial, approve: true }}
      submit={gives ? '决定' : '登记'}
      alias={{ scan: 'scanPath' }}
      onSubmit={async (values) => {
        if (!r) return;
        const done = await Team.Decide({ ...values, request: r.id });
        onSaved(
          values.approve
            ? `已同意更换 ${done.name}，请重新随机抽取`
            : `不予更换 ${done.name}：${done.opinion}`,
        );
      }}
    >
      <Form.Item name="approve" label="决定">
        <Radio.Group
          options={[
            { value: true, label: '同意更换' },
            { value: false, label: '不予更换（意见中写明理由）' },
          ]}
        />
      </Form.Item>
      <ConsentFields gives={gives} />
    </FormDialog>
  );
}
