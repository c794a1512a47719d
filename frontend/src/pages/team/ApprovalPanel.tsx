import { Alert, Button, Card, Flex, Table, type TableColumnsType } from 'antd';
import { useCallback, useState } from 'react';
import { Approval, type Task } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { IssuePaper } from '../../components/IssuePaper';
import { MediaModal } from '../../components/Media';
import { formatInstant } from '../../lib/clock';
import { useLoad } from '../../lib/useLoad';
import { ApprovalForm } from './ApprovalForm';
import { FilePaper } from './FilePaper';
import { kindLabels } from './kinds';

interface Props {
  task: Task;
  /** waiting counts the teams without a leader. */
  waiting: number;
  onDone: (text: string) => void;
}

/** ApprovalPanel makes the approval form, and registers the approval once it is signed (P1). */
export function ApprovalPanel({ task, waiting, onDone }: Props) {
  const load = useCallback(() => Approval.List(task.id), [task.id]);
  const { data: approvals = [], error, reload } = useLoad(load);
  const [open, setOpen] = useState(false);
  const [scan, setScan] = useState<Approval>();
  const [filing, setFiling] = useState('');
  const columns: TableColumnsType<Approval> = [
    { key: 'kind', title: '方式', render: (_, a) => kindLabels[a.kind] },
    { key: 'approver', title: '审批人', render: (_, a) => `${a.approver}（${a.post}）` },
    { key: 'date', title: '日期', dataIndex: 'date' },
    { key: 'opinion', title: '意见', dataIndex: 'opinion' },
    { key: 'for', title: '审批内容', dataIndex: 'enteredFor' },
    {
      key: 'scan',
      title: '签字页',
      render: (_, a) =>
        a.scan ? (
          <Button type="link" className="row-link" onClick={() => setScan(a)}>
            {a.scanName}
          </Button>
        ) : (
          a.dueAt && (
            <>
              应于 {formatInstant(a.dueAt)} 前补办{' '}
              <Button size="small" onClick={() => setFiling(a.id)}>
                补办书面审批
              </Button>
            </>
          )
        ),
    },
  ];
  return (
    <Card size="small" title="行政检查审批">
      <Flex vertical gap="middle">
        <p className="dialog-note">
          一份审批表可以涵盖本任务的全部对象和人员：制作审批表、打印、由负责人签字，再把签字页扫描登记。
        </p>
        <IssuePaper kind="approval" name="行政检查审批表" of={task.id} onDone={onDone} />
        <ErrorAlert error={error} onRetry={reload} />
        {approvals.length > 0 && (
          <Table<Approval>
            size="small"
            columns={columns}
            dataSource={approvals}
            rowKey="id"
            pagination={false}
          />
        )}
        {task.state === 'matched' &&
          (waiting > 0 ? (
            <Alert
              type="info"
              showIcon
              title="各检查组都选定组长以后，才能登记审批（第十五条）。"
            />
          ) : (
            <div>
              <Button type="primary" onClick={() => setOpen(true)}>
                登记审批
              </Button>
            </div>
          ))}
      </Flex>
      <ApprovalForm
        noun="task"
        target={task.id}
        title={`登记审批：${task.no}`}
        open={open}
        onClose={() => setOpen(false)}
        onSaved={(text) => {
          setOpen(false);
          reload();
          onDone(text);
        }}
      />
      <FilePaper
        approval={filing}
        onClose={() => setFiling('')}
        onSaved={() => {
          setFiling('');
          reload();
          onDone('已补办书面审批');
        }}
      />
      <MediaModal
        file={scan && { sha256: scan.scan, mime: mimeOf(scan.scanName), name: scan.scanName }}
        onClose={() => setScan(undefined)}
      />
    </Card>
  );
}

/** mimeOf tells a scan's type by its name: a PDF or a picture. */
function mimeOf(name: string): string {
  return /\.pdf$/i.test(name) ? 'application/pdf' : 'image/*';
}
