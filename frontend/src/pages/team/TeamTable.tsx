import { StarFilled } from '@ant-design/icons';
import { Button, Flex, Table, type TableColumnsType, Tag } from 'antd';
import { useState } from 'react';
import {
  type Member,
  type Task,
  type Team,
  TeamStateLabels,
  type TeamView,
} from '../../api/generated';
import { LeaderForm } from './LeaderForm';
import { SchemeForm } from './SchemeForm';

interface Props {
  task: Task;
  teams: TeamView[];
  onDone: (text: string) => void;
}

/** TeamTable lists teams in visit order with their members; the leader is chosen and the scheme written from its rows. */
export function TeamTable({ task, teams, onDone }: Props) {
  const [leading, setLeading] = useState<TeamView>();
  const [planning, setPlanning] = useState<TeamView>();
  const open = (v: TeamView) => v.team.state === 'matched' || v.team.state === 'ready';
  const columns: TableColumnsType<TeamView> = [
    { key: 'order', title: '次序', render: (_, v) => v.team.order, width: 64 },
    {
      key: 'subject',
      title: '检查对象',
      width: 280,
      render: (_, v) => (
        <>
          {v.subjectName}
          <br />
          <span className="under">{v.address}</span>
        </>
      ),
    },
    {
      key: 'members',
      title: '成员',
      render: (_, v) => (
        <Flex gap={4} wrap>
          {v.team.members.map((m) => (
            <MemberTag key={m.inspector} of={m} team={v.team} />
          ))}
        </Flex>
      ),
    },
    {
      key: 'scheme',
      title: '检查日期与方案',
      width: 150,
      render: (_, v) => `${v.team.date || '未定'}${v.team.scheme ? '，已写方案' : ''}`,
    },
    {
      key: 'state',
      title: '状态',
      width: 150,
      render: (_, v) => (
        <Tag color={v.team.state === 'matched' ? 'warning' : 'success'}>
          {TeamStateLabels[v.team.state]}
        </Tag>
      ),
    },
    {
      key: 'actions',
      title: '办理',
      width: 190,
      render: (_, v) =>
        open(v) && (
          <Flex gap="small">
            {task.state === 'matched' && (
              <Button
                size="small"
                aria-label={`选定 ${v.subjectName} 的组长`}
                onClick={() => setLeading(v)}
              >
                选定组长
              </Button>
            )}
            <Button
              size="small"
              aria-label={`${v.subjectName} 的工作方案`}
              onClick={() => setPlanning(v)}
            >
              工作方案
            </Button>
          </Flex>
        ),
    },
  ];
  return (
    <>
      <Table<TeamView>
        size="small"
        columns={columns}
        dataSource={teams}
        rowKey={(v) => v.team.id}
        pagination={{
          defaultPageSize: 10,
          hideOnSinglePage: true,
          showTotal: (n) => `共 ${n} 组`,
        }}
      />
      <LeaderForm
        task={task}
        view={leading}
        onClose={() => setLeading(undefined)}
        onSaved={(text) => {
          setLeading(undefined);
          onDone(text);
        }}
      />
      <SchemeForm
        task={task}
        view={planning}
        onClose={() => setPlanning(undefined)}
        onSaved={(text) => {
          setPlanning(undefined);
          onDone(text);
        }}
      />
    </>
  );
}

function MemberTag({ of, team }: { of: Member; team: Team }) {
  const leads = of.inspector === team.leader;
  const proposed = team.leader === '' && of.inspector === team.proposed;
  return (
    <Tag color={leads ? 'processing' : undefined} icon={leads ? <StarFilled /> : undefined}>
      {of.name}（{of.department}）{leads && '组长'}
      {proposed && '建议组长'}
    </Tag>
  );
}
