import { Alert, Button } from 'antd';
import { useCallback, useState } from 'react';
import { Approval, type Task } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useLoad } from '../../lib/useLoad';
import { useMatters } from '../../lib/useMatters';
import { ApprovalForm } from '../team/ApprovalForm';

/** Nameless says of a task with sensitive matters by whose consent its notices give counts only, or asks for it (P12). */
export function Nameless({ task, onDone }: { task: Task; onDone: (text: string) => void }) {
  const { data: matters = [] } = useMatters();
  const load = useCallback(() => Approval.List(task.id), [task.id]);
  const { data = [], error, reload } = useLoad(load);
  const [asking, setAsking] = useState(false);
  const given = data.find((a) => a.noun === 'nameless');
  const sensitive = matters.some((m) => m.sensitive && task.matters.includes(m.id));
  if (error) return <ErrorAlert error={error} onRetry={reload} />;
  if (given) {
    return (
      <Alert
        className="error-alert"
        type="info"
        showIcon
        title={`公告只列数目、不列检查对象：${given.post} ${given.approver} 于 ${given.date} 批准`}
      />
    );
  }
  if (!sensitive) return null;
  return (
    <>
      <Alert
        className="error-alert"
        type="warning"
        showIcon
        title="本任务含敏感事项：公告只列数目、不列检查对象，须先经批准"
        action={<Button onClick={() => setAsking(true)}>登记审批</Button>}
      />
      <ApprovalForm
        noun="nameless"
        target={task.id}
        title="不公开名单的审批"
        open={asking}
        onClose={() => setAsking(false)}
        onSaved={(text) => {
          setAsking(false);
          onDone(text);
          reload();
        }}
      />
    </>
  );
}
