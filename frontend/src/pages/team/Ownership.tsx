import { Table, Typography } from 'antd';
import type { Task, TeamView } from '../../api/generated';
import { useMatters } from '../../lib/useMatters';

interface Props {
  task: Task;
  teams: TeamView[];
}

/** Ownership says of a joint task which department inspects what: 谁检查、谁录入、谁公开 (art. 4, P4). */
export function Ownership({ task, teams }: Props) {
  const { data: matters = [] } = useMatters();
  const own = matters.filter((m) => task.matters.includes(m.id));
  const outside = (department: string) =>
    task.deputed.includes(department) ||
    teams.some((v) => v.team.members.some((m) => m.department === department && m.outside));
  const rows = task.departments.map((department) => ({
    department,
    matters: own.filter((m) => m.authority.split('，').includes(department)).map((m) => m.name),
    people: task.deputed.includes(department) ? '名录库中没有，代录' : '名录库随机匹配',
    publishes: outside(department) ? '该部门自行录入、公开' : '本单位录入、公开',
  }));
  return (
    <section aria-label="部门与事项">
      <Typography.Title level={2} className="section-title">
        部门与事项（谁检查、谁录入、谁公开）
      </Typography.Title>
      <Table
        size="small"
        rowKey="department"
        dataSource={rows}
        pagination={false}
        columns={[
          {
            key: 'department',
            title: '部门',
            render: (_, r) => `${r.department}${r.department === task.lead ? '（发起）' : ''}`,
          },
          {
            key: 'matters',
            title: '检查事项',
            render: (_, r) => r.matters.join('、') || '共同部分，由组长负责',
          },
          { key: 'people', title: '检查人员', dataIndex: 'people' },
          { key: 'publishes', title: '录入与公开', dataIndex: 'publishes' },
        ]}
      />
    </section>
  );
}
