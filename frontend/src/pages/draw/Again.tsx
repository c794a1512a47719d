import { Alert, Button, Spin } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';
import { Approval, type Drawing } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useLoad } from '../../lib/useLoad';
import { ApprovalForm } from '../team/ApprovalForm';

interface Props {
  /** after is the abandoned attempt before, none for the first. */
  after: Drawing | undefined;
  onDone: (text: string) => void;
  children: ReactNode;
}

/** Again lets nobody draw again after an abandoned attempt before a leader's consent is registered (art. 13). */
export function Again({ after, onDone, children }: Props) {
  return after ? (
    <Consent after={after} onDone={onDone}>
      {children}
    </Consent>
  ) : (
    children
  );
}

function Consent({ after, onDone, children }: Props & { after: Drawing }) {
  const load = useCallback(() => Approval.List(after.id), [after.id]);
  const { data: approvals, error, reload } = useLoad(load);
  const [open, setOpen] = useState(false);
  if (!approvals) return error ? <ErrorAlert error={error} onRetry={reload} /> : <Spin />;
  const given = approvals.at(-1);
  if (given) {
    return (
      <>
        <Alert
          type="info"
          showIcon
          title={`${given.approver}（${given.post}）${given.date} 批准重新抽取：${given.opinion}`}
        />
        {children}
      </>
    );
  }
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title={`第 ${after.attempt} 次抽取已作废：${after.abandonedFor}`}
        description="重新抽取须先经分管负责人批准。批准登记以后，才能再次冻结名录。"
        action={
          <Button type="primary" onClick={() => setOpen(true)}>
            登记重新抽取的批准
          </Button>
        }
      />
      <ApprovalForm
        noun="draw"
        target={after.id}
        title={`批准重新抽取：${after.taskNo}`}
        open={open}
        onClose={() => setOpen(false)}
        onSaved={(text) => {
          setOpen(false);
          reload();
          onDone(text);
        }}
      />
    </>
  );
}
