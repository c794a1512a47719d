import { Button, Card, Empty, Flex, Table, type TableColumnsType, Tag } from 'antd';
import { useCallback, useState } from 'react';
import { Exception, type ExceptionView, type Task } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useSession } from '../../lib/session';
import { useLoad } from '../../lib/useLoad';
import { AskException } from './AskException';
import { DecideException } from './DecideException';

interface Props {
  task: Task;
  onDone: (text: string) => void;
}

/** Exceptions lists what is let in again (art. 11) or left out before the freeze, by whose consent. */
export function Exceptions({ task, onDone }: Props) {
  const { role } = useSession().info.actor;
  const load = useCallback(() => Exception.List(task.id), [task.id]);
  const { data = [], error, reload } = useLoad(load);
  const [asking, setAsking] = useState(false);
  const [deciding, setDeciding] = useState<ExceptionView>();
  const platform = task.origin === 'platform';
  const open = task.state === 'draft' || (platform && task.state === 'drawn');
  const decides = open && (role === 'office' || role === 'deputy' || role === 'head');
  const done = (text: string) => {
    setAsking(false);
    setDeciding(undefined);
    reload();
    onDone(text);
  };
  const columns: TableColumnsType<ExceptionView> = [
    { key: 'kind', title: '种类', className: 'nowrap', dataIndex: 'kindLabel' },
    { key: 'name', title: '对象或行业', render: (_, v) => v.exception.name },
    {
      key: 'matter',
      title: '事项和情形',
      render: (_, v) => (v.matterName ? `${v.matterName}（${v.groundLabel}）` : ''),
    },
    { key: 'reason', title: '理由', render: (_, v) => v.exception.reason },
    {
      key: 'state',
      title: '决定',
      render: (_, v) => (
        <>
          <Tag color={v.exception.state === 'approved' ? 'success' : 'default'}>{v.stateLabel}</Tag>
          {v.exception.approver && `${v.exception.approver}（${v.exception.post}）`}
        </>
      ),
    },
    {
      key: 'do',
      title: '操作',
      render: (_, v) =>
        decides &&
        v.exception.state === 'asked' && (
          <Button type="link" className="row-link" onClick={() => setDeciding(v)}>
            登记决定
          </Button>
        ),
    },
  ];
  if (!open && data?.length === 0) return null;
  return (
    <Card
      size="small"
      title="例外登记"
      extra={open && role === 'office' && <Button onClick={() => setAsking(true)}>登记例外</Button>}
    >
      <Flex vertical gap="small">
        <p className="dialog-note">
          本年度已检查合格的事项不再重复检查，重点领域、特殊情况经分管负责人批准的除外（第十一条）；排除的对象也在这里写明理由。
          {platform ? '名单锁定以后不再办理。' : '名录冻结以后不再办理。'}
        </p>
        <ErrorAlert error={error} onRetry={reload} />
        <Table<ExceptionView>
          size="small"
          rowKey={(v) => v.exception.id}
          columns={columns}
          dataSource={data}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          locale={{
            emptyText: (
              <Empty
                image={Empty.PRESENTED_IMAGE_SIMPLE}
                description={
                  open
                    ? `没有例外登记；没有特殊情况的，直接${platform ? '导入和锁定名单' : '冻结名录'}。`
                    : '没有例外登记'
                }
              />
            ),
          }}
        />
      </Flex>
      <AskException task={task} open={asking} onClose={() => setAsking(false)} onSaved={done} />
      <DecideException of={deciding} onClose={() => setDeciding(undefined)} onSaved={done} />
    </Card>
  );
}
