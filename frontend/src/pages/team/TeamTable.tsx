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
import { useSession } from '../../lib/session';
import { LeaderForm } from './LeaderForm';
import { OutsideForm } from './OutsideForm';
import { PhoneForm } from './PhoneForm';
import { drawnText, ReplaceForm } from './ReplaceForm';
import { WorkPlanForm } from './WorkPlanForm';
import { WorkPlanPaper } from './WorkPlanPaper';

interface Props {
  task: Task;
  teams: TeamView[];
  onDone: (text: string) => void;
  /** onDrawn: an inspector was drawn into this team. */
  onDrawn: (team: string, text: string) => void;
}

/** TeamTable lists teams in visit order with their members; leader, scheme and replacement begin in its rows. */
export function TeamTable({ task, teams, onDone, onDrawn }: Props) {
  const { info } = useSession();
  const office = info.actor.role === 'office';
  const field = info.workspace.kind === 'field';
  const [replacing, setReplacing] = useState<TeamView>();
  const [printing, setPrinting] = useState<TeamView>();
  const [entering, setEntering] = useState<TeamView>();
  const [phoning, setPhoning] = useState<TeamView>();
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
          <span className="under">{[v.address, v.frequency].filter(Boolean).join('；')}</span>
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
      width: 180,
      render: (_, v) => (
        <Flex vertical gap={4} align="flex-start">
          <span>
            {v.team.date || '未定'}
            {v.team.workPlan ? '，已写方案' : ''}
          </span>
          <Flex gap={4}>
            {office && open(v) && (
              <Button
                size="small"
                aria-label={`${v.subjectName} 的工作方案`}
                onClick={() => setPlanning(v)}
              >
                工作方案
              </Button>
            )}
            {v.team.workPlan && (
              <Button
                size="small"
                aria-label={`打印 ${v.subjectName} 的方案`}
                onClick={() => setPrinting(v)}
              >
                打印
              </Button>
            )}
          </Flex>
        </Flex>
      ),
    },
    {
      key: 'state',
      title: '状态',
      width: 150,
      render: (_, v) => (
        <>
          <Tag color={v.team.state === 'matched' ? 'warning' : 'success'}>
            {TeamStateLabels[v.team.state]}
          </Tag>
          {v.team.postponed && (
            <>
              <Tag color="error">改期</Tag>
              <br />
              <span className="under">{v.team.postponed}</span>
            </>
          )}
        </>
      ),
    },
    {
      key: 'actions',
      title: '办理',
      width: 210,
      render: (_, v) => (
        <Flex gap="small" wrap>
          {office && task.state === 'matched' && open(v) && (
            <Button
              size="small"
              aria-label={`选定 ${v.subjectName} 的组长`}
              onClick={() => setLeading(v)}
            >
              选定组长
            </Button>
          )}
          {office && open(v) && task.deputed.length > 0 && (
            <Button
              size="small"
              aria-label={`代录 ${v.subjectName} 的外部门人员`}
              onClick={() => setEntering(v)}
            >
              代录外部门人员
            </Button>
          )}
          {office && !field && v.team.state !== 'returned' && (
            <Button
              size="small"
              aria-label={`更换 ${v.subjectName} 的检查人员`}
              onClick={() => setReplacing(v)}
            >
              更换人员
            </Button>
          )}
          {office && (v.team.changes.length > 0 || v.team.postponed) && (
            <Button
              size="small"
              aria-label={`${v.subjectName} 更换之后的文书和变更包`}
              onClick={() => onDrawn(v.team.id, '')}
            >
              更换之后
            </Button>
          )}
          {field && v.team.state === 'dispatched' && (
            <Button
              size="small"
              aria-label={`登记 ${v.subjectName} 电话告知的更换`}
              onClick={() => setPhoning(v)}
            >
              登记电话更换
            </Button>
          )}
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
      <ReplaceForm
        task={task}
        view={replacing}
        onClose={() => {
          setReplacing(undefined);
          onDone(''); // a request may stand although the draw did not follow
        }}
        onDrawn={(r) => {
          setReplacing(undefined);
          onDrawn(r.team.id, drawnText(r));
        }}
      />
      <WorkPlanPaper view={printing} onClose={() => setPrinting(undefined)} onDone={onDone} />
      <OutsideForm
        task={task}
        view={entering}
        onClose={() => setEntering(undefined)}
        onSaved={(text) => {
          setEntering(undefined);
          onDone(text);
        }}
      />
      <PhoneForm
        view={phoning}
        onClose={() => setPhoning(undefined)}
        onSaved={(text) => {
          setPhoning(undefined);
          onDone(text);
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
      <WorkPlanForm
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
    <Tag
      color={of.unconfirmed ? 'warning' : leads ? 'processing' : undefined}
      icon={leads ? <StarFilled /> : undefined}
    >
      {of.name}（{of.department}）{leads && '组长'}
      {of.unconfirmed && '，待核'}
      {proposed && '建议组长'}
    </Tag>
  );
}
