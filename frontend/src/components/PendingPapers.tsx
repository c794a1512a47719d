import { Alert, Button, Flex, Form, Tag } from 'antd';
import { useState } from 'react';
import { Approval, type PendingPaper } from '../api/generated';
import { formatInstant } from '../lib/clock';
import { useSession } from '../lib/session';
import { useLoad } from '../lib/useLoad';
import { ErrorAlert } from './ErrorAlert';
import { FilePick } from './FilePick';
import { FormDialog } from './FormDialog';

/** PendingPapers names the oral consents whose paper is due within 24 hours (P1), and takes the paper. */
export function PendingPapers() {
  const { role } = useSession().info.actor;
  const { data = [], error, reload } = useLoad(Approval.Pending);
  const [attaching, setAttaching] = useState<PendingPaper>();
  const enters = role === 'office' || role === 'leader';
  return (
    <>
      <ErrorAlert error={error} onRetry={reload} />
      {data.map((p) => (
        <Alert
          key={p.approval.id}
          type={p.overdue ? 'error' : 'warning'}
          showIcon
          title={
            <Flex gap="small" align="center" wrap>
              口头同意待补办书面：{p.approval.enteredFor}（{p.approval.post} {p.approval.approver}
              ）， 应于 {formatInstant(p.approval.dueAt)} 前补办
              {p.overdue && <Tag color="error">已逾期</Tag>}
            </Flex>
          }
          action={
            enters && (
              <Button size="small" onClick={() => setAttaching(p)}>
                补登签字页
              </Button>
            )
          }
        />
      ))}
      <FormDialog<{ scanPath: string }>
        title={`补登签字页：${attaching?.approval.enteredFor ?? ''}`}
        note="逾期的也应补登，补登时间另行记载。"
        open={attaching !== undefined}
        onClose={() => setAttaching(undefined)}
        initial={{ scanPath: '' }}
        submit="补登"
        alias={{ scan: 'scanPath' }}
        onSubmit={async ({ scanPath }) => {
          await Approval.Paper(attaching?.approval.id ?? '', scanPath.trim());
          setAttaching(undefined);
          reload();
        }}
      >
        <Form.Item
          name="scanPath"
          label="签字页扫描件"
          rules={[{ required: true, message: '请选择签字页扫描件' }]}
        >
          <FilePick kind="scan" label="签字页扫描件" />
        </Form.Item>
      </FormDialog>
    </>
  );
}
