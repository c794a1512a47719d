import { Table, type TableColumnsType, Tag, Typography } from 'antd';
import { OriginLabels, type Overview, type TaskLine } from '../../api/generated';
import { Days } from '../../components/Days';
import { TaskStateTag } from '../../components/TaskTable';
import { nextStep } from '../../lib/next';
import { href } from '../../lib/route';

const columns: TableColumnsType<TaskLine> = [
  {
    key: 'no',
    title: '任务编号',
    className: 'nowrap',
    render: (_, t) => <a href={href('task', t.id)}>{t.no}</a>,
  },
  { key: 'name', title: '任务名称', dataIndex: 'name' },
  {
    key: 'to',
    title: '起止日期',
    className: 'nowrap',
    render: (_, t) => (
      <>
        <Days from={t.from} to={t.to} />
        {t.late && <Tag color="error">已过期限</Tag>}
      </>
    ),
  },
  { key: 'origin', title: '抽取来源', render: (_, t) => OriginLabels[t.origin] },
  { key: 'winners', title: '检查对象', align: 'right', render: (_, t) => `${t.winners} 户` },
  { key: 'state', title: '状态', render: (_, t) => <TaskStateTag state={t.state} /> },
  {
    key: 'next',
    title: '下一步',
    render: (_, t) => {
      const next = nextStep(t);
      return next && <a href={next.href}>{next.text}</a>;
    },
  },
];

/** OpenTasks lists what is under way, each with its next step as a link. */
export function OpenTasks({ of }: { of: Overview }) {
  const open = of.resultsEntered + of.resultsReviewed + of.resultsOnFile;
  return (
    <section aria-label="在办任务">
      <Typography.Title level={2} className="section-title">
        在办任务（{of.tasks.length} 个
        {open > 0 && `；结果未公示 ${open} 户，最早应于 ${of.nextDue} 公示`}）
      </Typography.Title>
      <Table<TaskLine>
        size="small"
        columns={columns}
        dataSource={of.tasks}
        rowKey="id"
        pagination={{ pageSize: 8, hideOnSinglePage: true, showTotal: (n) => `共 ${n} 个` }}
      />
    </section>
  );
}
