import { Spin, Table, type TableColumnsType, Typography } from 'antd';
import { useCallback } from 'react';
import { type Task, Team, type TeamView } from '../../api/generated';
import { ErrorAlert } from '../../components/ErrorAlert';
import { useLoad } from '../../lib/useLoad';

const columns: TableColumnsType<TeamView> = [
  { key: 'order', title: '次序', render: (_, v) => v.team.order, width: 80 },
  { key: 'subject', title: '检查对象', dataIndex: 'subjectName' },
  {
    key: 'members',
    title: '匹配的检查人员（按席位）',
    render: (_, v) => v.team.members.map((m) => `${m.name}（${m.department}）`).join('、'),
  },
];

/** Matched lists who was matched with which subject. */
export function Matched({ task }: { task: Task }) {
  const load = useCallback(() => Team.List(task.id), [task.id]);
  const { data: teams, error, reload } = useLoad(load);
  return (
    <section aria-label="匹配结果">
      <Typography.Title level={2} className="section-title">
        匹配结果（{teams?.length ?? 0} 个检查组）
      </Typography.Title>
      <ErrorAlert error={error} onRetry={reload} />
      {!teams && !error && <Spin description="正在读取" />}
      {teams && (
        <Table<TeamView>
          size="small"
          columns={columns}
          dataSource={teams}
          rowKey={(v) => v.team.id}
          pagination={{ pageSize: 10, hideOnSinglePage: true, showTotal: (n) => `共 ${n} 组` }}
        />
      )}
    </section>
  );
}
